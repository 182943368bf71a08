// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/fork/fork.h"

#include "core/base/ids.h"
#include "core/events/eventdecoder.h"
#include "core/json/json.h"

#include <algorithm>
#include <utility>

namespace rtmscope {

namespace {

constexpr qint64 usualGapUs = 1'000'000; // to the entry before, where an event does not say its time
constexpr qsizetype mostSteps = 500;
constexpr qsizetype mostLooked = 200; // frames, for what is spoken

//! When an event happened, as it says itself; 0: it says nothing.
qint64 momentOf(const QByteArray &bytes)
{
    thread_local EventDecoder decoder;
    Event event;
    event.raw = bytes;
    decoder.read(event);
    const std::string_view moment = decoder.moment();
    return MessageTs(QString::fromUtf8(moment.data(), static_cast<qsizetype>(moment.size())))
        .toMicroseconds();
}

} // namespace

// ---- ForkContent

ForkContent::ForkContent(LogSnapshot source, qsizetype kept, bool withRest)
    : m_source(std::move(source))
    , m_kept(std::clamp<qsizetype>(kept, 0, m_source.size()))
{
    if (withRest && m_kept < m_source.size())
        m_pieces.append({m_kept, m_source.size() - m_kept, false});
    count();
}

void ForkContent::count()
{
    m_size = 0;
    for (const Piece &piece : std::as_const(m_pieces))
        m_size += piece.count;
}

ForkContent::Place ForkContent::placeOf(qsizetype index) const
{
    for (qsizetype i = 0; i < m_pieces.size(); ++i) {
        if (index < m_pieces.at(i).count)
            return {i, index};
        index -= m_pieces.at(i).count;
    }
    return {m_pieces.size(), 0};
}

const ForkContent::Own *ForkContent::own(qsizetype index) const
{
    const Place place = placeOf(index);
    if (place.piece >= m_pieces.size() || !m_pieces.at(place.piece).isOwn)
        return nullptr;
    return &m_own.at(m_pieces.at(place.piece).first);
}

qsizetype ForkContent::row(qsizetype index) const
{
    const Place place = placeOf(index);
    if (place.piece >= m_pieces.size() || m_pieces.at(place.piece).isOwn)
        return -1;
    return m_pieces.at(place.piece).first + place.inside;
}

qsizetype ForkContent::ownCount() const
{
    return std::count_if(m_pieces.begin(), m_pieces.end(), [](const Piece &piece) { return piece.isOwn; });
}

bool ForkContent::hasEnvelopes() const
{
    const LogReader reader(m_source, FileWindow::Walk::Scattered);
    json::Document document;
    qsizetype looked = 0;
    for (qsizetype row = m_source.size() - 1; row >= 0 && looked < mostLooked; --row) {
        if (m_source.row(row).direction != Direction::In)
            continue;
        ++looked;
        if (document.parse(reader.borrowedFrame(row)) && document.root()["envelope_id"].isString())
            return true;
    }
    return false;
}

Event ForkContent::entry(const LogReader &reader, qsizetype index) const
{
    Event event;
    if (const Own *own = this->own(index)) {
        event.raw = own->bytes;
        event.receivedAtUs = own->timeUs;
        event.connection = own->connection;
        EventDecoder::readHeader(&event);
    } else if (const qsizetype row = this->row(index); row >= 0) {
        event = reader.event(row);
    }
    event.seq = static_cast<quint64>(m_kept + index + 1);
    return event;
}

// ---- Fork

Fork::Fork(LogSnapshot source, qsizetype kept, bool withRest)
    : m_now(std::move(source), kept, withRest)
{
}

const LogReader &Fork::reader() const
{
    if (!m_reader)
        m_reader = std::make_shared<LogReader>(m_now.source(), FileWindow::Walk::Scattered);
    return *m_reader;
}

qint64 Fork::timeBefore(qsizetype index) const
{
    for (qsizetype before = std::min(index, size()) - 1; before >= 0; --before) {
        const ForkContent::Own *own = m_now.own(before);
        const qint64 timeUs = own ? own->timeUs : m_now.source().row(m_now.row(before)).timeUs;
        if (timeUs != 0)
            return timeUs;
    }
    for (qsizetype row = m_now.kept() - 1; row >= 0; --row) {
        if (const qint64 timeUs = m_now.source().row(row).timeUs; timeUs != 0)
            return timeUs;
    }
    return 0;
}

//! On the socket that the last frame came by.
ForkContent::Own Fork::made(qsizetype index, const QByteArray &bytes) const
{
    const qint64 moment = momentOf(bytes);
    ForkContent::Own own;
    own.bytes = bytes;
    own.timeUs = moment != 0 ? std::max(moment, timeBefore(index)) : freeTime(index);
    own.connection = connectionBefore(index);
    return own;
}

//! Of the nearest entries in front that say one.
quint32 Fork::connectionBefore(qsizetype index) const
{
    const qsizetype first = std::min(index, size()) - 1;
    for (qsizetype step = 0; step < mostLooked; ++step) {
        const qsizetype at = first - step;
        const qsizetype row = at >= 0 ? m_now.row(at) : m_now.kept() + at;
        const ForkContent::Own *own = at >= 0 ? m_now.own(at) : nullptr;
        if (!own && row < 0)
            break;
        if (const quint32 connection = own ? own->connection : reader().event(row).connection;
            connection != 0)
            return connection;
    }
    return 0;
}

qint64 Fork::freeTime(qsizetype index) const
{
    const qint64 before = timeBefore(index);
    qint64 after = 0;
    if (index < size()) {
        const ForkContent::Own *own = m_now.own(index);
        after = own ? own->timeUs : m_now.source().row(m_now.row(index)).timeUs;
    }
    if (before == 0)
        return 0;
    const bool isTight = after > before && after <= before + usualGapUs;
    return before + (isTight ? std::max<qint64>(1, (after - before) / 2) : usualGapUs);
}

void Fork::change(qsizetype index)
{
    m_undo.append({m_now, index});
    if (m_undo.size() > mostSteps)
        m_undo.removeFirst();
    m_redo.clear();
}

//! In the place of \a removed entries from \a index on.
void Fork::putPiece(qsizetype index, qsizetype removed, std::optional<ForkContent::Piece> piece)
{
    QList<ForkContent::Piece> pieces;
    qsizetype at = 0;
    bool isPut = !piece.has_value();
    const auto put = [&] {
        if (!std::exchange(isPut, true))
            pieces.append(*piece);
    };
    for (const ForkContent::Piece &old : std::as_const(m_now.m_pieces)) {
        const qsizetype end = at + old.count;
        if (at < index)
            pieces.append({old.first, std::min(index, end) - at, old.isOwn});
        if (end > index)
            put();
        const qsizetype rest = std::max(at, index + removed);
        if (rest < end)
            pieces.append({old.first + (rest - at), end - rest, old.isOwn});
        at = end;
    }
    put();
    m_now.m_pieces = pieces;
    m_now.count();
}

void Fork::insert(qsizetype index, const QByteArray &bytes)
{
    index = std::clamp<qsizetype>(index, 0, size());
    change(index);
    ForkContent::Own own = made(index, bytes);
    own.key = ++m_keys;
    m_edited = 0;
    m_now.m_own.append(own);
    putPiece(index, 0, ForkContent::Piece{m_now.m_own.size() - 1, 1, true});
}

void Fork::replace(qsizetype index, const QByteArray &bytes)
{
    if (index < 0 || index >= size())
        return;
    const ForkContent::Own *before = m_now.own(index);
    const qsizetype row = before ? before->replaced : m_now.row(index);
    const bool isSameEdit = before && before->key == m_edited;
    const quint64 key = before ? before->key : ++m_keys;
    if (before ? before->bytes == bytes : reader().frame(row) == bytes)
        return;
    if (isSameEdit)
        m_redo.clear();
    else
        change(index);
    ForkContent::Own own = made(index, bytes);
    own.replaced = row;
    own.key = key;
    // It came when it came, unless it says another time.
    const qint64 moment = momentOf(bytes);
    const qint64 said = momentOf(before ? before->bytes : reader().frame(row));
    if (moment == 0 || moment == said)
        own.timeUs = before ? before->timeUs : m_now.source().row(row).timeUs;
    if (row >= 0)
        own.connection = reader().event(row).connection;
    m_edited = key;
    if (isSameEdit) {
        m_now.m_own[m_now.m_pieces.at(m_now.placeOf(index).piece).first] = own;
    } else {
        m_now.m_own.append(own);
        putPiece(index, 1, ForkContent::Piece{m_now.m_own.size() - 1, 1, true});
    }
}

void Fork::remove(qsizetype index, qsizetype count)
{
    index = std::max<qsizetype>(index, 0);
    count = std::min(count, size() - index);
    if (count <= 0)
        return;
    change(index);
    m_edited = 0;
    putPiece(index, count, std::nullopt);
}

qsizetype Fork::undo()
{
    if (m_undo.isEmpty())
        return -1;
    const Step step = m_undo.takeLast();
    m_redo.append({std::exchange(m_now, step.content), step.index});
    m_edited = 0;
    return std::min(step.index, size() - 1);
}

qsizetype Fork::redo()
{
    if (m_redo.isEmpty())
        return -1;
    const Step step = m_redo.takeLast();
    m_undo.append({std::exchange(m_now, step.content), step.index});
    m_edited = 0;
    return std::min(step.index, size() - 1);
}

} // namespace rtmscope
