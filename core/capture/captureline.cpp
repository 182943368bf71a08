// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/capture/captureline.h"

#include "core/base/clock.h"
#include "core/capture/jsonescape.h"
#include "core/events/eventdecoder.h"
#include "core/json/json.h"
#include "core/json/tree.h"
#include "core/json/wholejson.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <optional>

using namespace Qt::StringLiterals;

namespace rtmscope::captureline {

namespace {

constexpr qint64 microsecondsPerSecond = 1'000'000;

Error notALine(const QString &words)
{
    return {.kind = Error::Kind::Input, .code = u"not_a_capture_line"_s, .words = words};
}

// ---- writing

//! The first part of a line, built in place: appending its pieces one by one to a QByteArray costs several
//! times as much as the whole copy of the frame.
class HeadBuffer
{
public:
    void put(std::string_view text)
    {
        std::memcpy(m_at, text.data(), text.size());
        m_at += text.size();
    }
    void putNumber(quint64 number)
    {
        m_at = std::to_chars(m_at, m_bytes.data() + m_bytes.size(), number).ptr;
    }
    void putTime(qint64 timeUs);
    qsizetype size() const { return m_at - m_bytes.data(); }
    const char *data() const { return m_bytes.data(); }

private:
    std::array<char, 192> m_bytes; // the longest possible head has 129 bytes
    char *m_at = m_bytes.data();
};

void HeadBuffer::putTime(qint64 timeUs)
{
    // Thousands of frames share a second: its text is made once.
    thread_local qint64 cachedSecond = -1;
    thread_local std::array<char, 20> cachedText; // "2026-11-22T14:02:11."
    const qint64 fraction = timeUs % microsecondsPerSecond;
    const qint64 second = timeUs / microsecondsPerSecond;
    if (timeUs < 0) { // never in life; the slow way knows how
        put(std::string_view(isoUtc(timeUs).constData(), 27));
        return;
    }
    if (second != cachedSecond) {
        std::memcpy(cachedText.data(), isoUtc(second * microsecondsPerSecond).constData(), cachedText.size());
        cachedSecond = second;
    }
    std::memcpy(m_at, cachedText.data(), cachedText.size());
    m_at += cachedText.size();
    auto digits = static_cast<quint32>(fraction);
    for (int i = 5; i >= 0; --i) {
        m_at[i] = static_cast<char>('0' + digits % 10);
        digits /= 10;
    }
    m_at += 6;
    *m_at++ = 'Z';
}

bool breaksLine(const QByteArray &raw)
{
    const auto size = static_cast<std::size_t>(raw.size());
    return std::memchr(raw.constData(), '\n', size) || std::memchr(raw.constData(), '\r', size);
}

Parts::Payload payloadKind(const Event &event)
{
    const QByteArray &raw = event.raw;
    if (event.form == FrameForm::Binary)
        return Parts::Payload::Base64;
    if (event.form == FrameForm::Json && !raw.isEmpty() && !breaksLine(raw) && json::isFitToWrite(raw)) {
        if (event.direction != Direction::Note)
            return Parts::Payload::Frame;
        // Only "kind" as first member can't be taken for a member of the line itself when it is read back.
        if (raw.startsWith(R"({"kind":)") && raw.endsWith('}'))
            return Parts::Payload::Note;
    }
    return raw.isValidUtf8() ? Parts::Payload::Text : Parts::Payload::Base64;
}

FrameForm usualForm(Parts::Payload kind)
{
    switch (kind) {
    case Parts::Payload::Text:
        return FrameForm::Text;
    case Parts::Payload::Base64:
        return FrameForm::Binary;
    case Parts::Payload::Frame:
    case Parts::Payload::Note:
        break;
    }
    return FrameForm::Json;
}

std::string_view directionWord(Direction direction)
{
    switch (direction) {
    case Direction::In:
        return "in";
    case Direction::Out:
        return "out";
    case Direction::Note:
        break;
    }
    return "note";
}

std::string_view formWord(FrameForm form)
{
    switch (form) {
    case FrameForm::Json:
        return "json";
    case FrameForm::Text:
        return "text";
    case FrameForm::Binary:
        break;
    }
    return "binary";
}

void putRareMembers(const Event &event, Parts::Payload kind, QByteArray &out)
{
    if (event.repeated)
        out += "\"repeated\":true,";
    if (!event.masked.isEmpty()) {
        out += "\"masked\":[";
        for (qsizetype i = 0; i < event.masked.size(); ++i) {
            if (i > 0)
                out += ',';
            out += json::quoted(event.masked[i]);
        }
        out += "],";
    }
    if (event.channelIsBeside) {
        out += "\"channel\":";
        out += json::quoted(event.channel);
        out += ',';
    }
    if (event.form != usualForm(kind)) {
        out += "\"form\":\"";
        out += QByteArrayView(formWord(event.form).data(), qsizetype(formWord(event.form).size()));
        out += "\",";
    }
    if (!event.problem.isEmpty()) {
        out += "\"problem\":";
        out += json::quoted(event.problem);
        out += ',';
    }
}

} // namespace

void write(const Event &event, QByteArray &out, qsizetype *frameAt, quint16 source)
{
    const Parts::Payload kind = payloadKind(event);
    HeadBuffer head;
    head.put(R"({"n":)");
    head.putNumber(event.seq);
    head.put(R"(,"t":")");
    head.putTime(event.receivedAtUs);
    head.put(R"(","dir":")");
    head.put(directionWord(event.direction));
    head.put(R"(","conn":)");
    head.putNumber(event.connection);
    head.put(",");
    if (source != 0) {
        head.put(R"("source":)");
        head.putNumber(source);
        head.put(",");
    }
    if (kind == Parts::Payload::Frame && event.masked.isEmpty() && event.problem.isEmpty() &&
        !event.repeated && !event.channelIsBeside) {
        head.put(R"("frame":)");
        out.append(head.data(), head.size());
    } else {
        out.append(head.data(), head.size());
        putRareMembers(event, kind, out);
        if (kind == Parts::Payload::Frame)
            out += "\"frame\":";
    }

    if (frameAt)
        *frameAt = kind == Parts::Payload::Frame ? out.size() : -1;
    switch (kind) {
    case Parts::Payload::Frame:
        out += event.raw;
        out += '}';
        break;
    case Parts::Payload::Text:
        out += "\"text\":";
        out += json::quoted(std::string_view(event.raw.constData(), std::size_t(event.raw.size())));
        out += '}';
        break;
    case Parts::Payload::Base64:
        out += "\"base64\":\"";
        out += event.raw.toBase64();
        out += "\"}";
        break;
    case Parts::Payload::Note:
        out.append(event.raw.constData() + 1, event.raw.size() - 1);
        break;
    }
}

// ---- reading

namespace {

//! Walks over the fixed spelling of a line's head.
class HeadReader
{
public:
    explicit HeadReader(QByteArrayView line)
        : m_at(line.data())
        , m_end(line.data() + line.size())
    {
    }

    bool skip(std::string_view text)
    {
        if (std::size_t(m_end - m_at) < text.size() || std::memcmp(m_at, text.data(), text.size()) != 0)
            return false;
        m_at += text.size();
        return true;
    }
    template<typename Number>
    bool number(Number *out)
    {
        const auto [end, error] = std::from_chars(m_at, m_end, *out);
        if (error != std::errc() || end == m_at)
            return false;
        m_at = end;
        return true;
    }
    bool time(qint64 *timeUs);
    //! A JSON string with its quotes, left as it is.
    bool string(QByteArrayView *out);
    //! A JSON array of strings, left as it is.
    bool stringArray(QByteArrayView *out);
    QByteArrayView rest() const { return {m_at, m_end}; }

private:
    const char *m_at;
    const char *m_end;
};

bool HeadReader::time(qint64 *timeUs)
{
    constexpr qsizetype width = 27; // "2026-11-22T14:02:11.318204Z"
    constexpr qsizetype toSeconds = 20;
    if (m_end - m_at < width)
        return false;
    const QByteArrayView text(m_at, width);
    // The same cache as in writing: a scan meets thousands of lines of one second.
    thread_local std::array<char, toSeconds> cachedText{};
    thread_local qint64 cachedUs = 0;
    bool digitsOk = text[width - 1] == 'Z';
    qint64 fraction = 0;
    for (qsizetype i = toSeconds; i < width - 1; ++i) {
        digitsOk = digitsOk && text[i] >= '0' && text[i] <= '9';
        fraction = fraction * 10 + (text[i] - '0');
    }
    if (digitsOk && std::memcmp(cachedText.data(), text.data(), cachedText.size()) == 0) {
        *timeUs = cachedUs + fraction;
    } else {
        if (!digitsOk || !fromIsoUtc(text, timeUs))
            return false;
        std::memcpy(cachedText.data(), text.data(), cachedText.size());
        cachedUs = *timeUs - fraction;
    }
    m_at += width;
    return true;
}

bool HeadReader::string(QByteArrayView *out)
{
    if (m_at == m_end || *m_at != '"')
        return false;
    for (const char *at = m_at + 1; at < m_end; ++at) {
        if (*at == '\\') {
            ++at;
        } else if (*at == '"') {
            *out = QByteArrayView(m_at, at + 1);
            m_at = at + 1;
            return true;
        }
    }
    return false;
}

bool HeadReader::stringArray(QByteArrayView *out)
{
    const char *begin = m_at;
    if (!skip("["))
        return false;
    QByteArrayView element;
    do {
        if (!string(&element))
            return false;
    } while (skip(","));
    if (!skip("]"))
        return false;
    *out = QByteArrayView(begin, m_at);
    return true;
}

bool readDirection(HeadReader &reader, Direction *direction)
{
    if (reader.skip(R"(in")"))
        *direction = Direction::In;
    else if (reader.skip(R"(out")"))
        *direction = Direction::Out;
    else if (reader.skip(R"(note")"))
        *direction = Direction::Note;
    else
        return false;
    return true;
}

std::optional<FrameForm> formOf(std::string_view word)
{
    for (const FrameForm form : {FrameForm::Json, FrameForm::Text, FrameForm::Binary}) {
        if (word == formWord(form))
            return form;
    }
    return std::nullopt;
}

bool readRareMembers(HeadReader &reader, Parts *parts, std::optional<FrameForm> *form)
{
    if (reader.skip(R"("source":)") && !(reader.number(&parts->source) && reader.skip(",")))
        return false;
    parts->repeated = reader.skip(R"("repeated":true,)");
    if (reader.skip(R"("masked":)") && !(reader.stringArray(&parts->masked) && reader.skip(",")))
        return false;
    if (reader.skip(R"("channel":)") && !(reader.string(&parts->channel) && reader.skip(",")))
        return false;
    if (reader.skip(R"("form":)")) {
        QByteArrayView word;
        if (!reader.string(&word) || !reader.skip(","))
            return false;
        *form = formOf(std::string_view(word.data() + 1, std::size_t(word.size() - 2)));
        if (!*form)
            return false;
    }
    return !reader.skip(R"("problem":)") || (reader.string(&parts->problem) && reader.skip(","));
}

bool readPayload(HeadReader &reader, Parts *parts)
{
    std::string_view closing = "}";
    if (reader.skip(R"("frame":)")) {
        parts->kind = Parts::Payload::Frame;
    } else if (reader.skip(R"("text":")")) {
        parts->kind = Parts::Payload::Text;
        closing = "\"}";
    } else if (reader.skip(R"("base64":")")) {
        parts->kind = Parts::Payload::Base64;
        closing = "\"}";
    } else if (parts->direction == Direction::Note && reader.rest().startsWith(R"("kind":)")) {
        parts->kind = Parts::Payload::Note;
    } else {
        return false;
    }
    const QByteArrayView rest = reader.rest();
    const auto closingSize = qsizetype(closing.size());
    if (!rest.endsWith(QByteArrayView(closing.data(), closingSize)))
        return false;
    parts->payload = parts->kind == Parts::Payload::Note ? rest : rest.chopped(closingSize);
    return parts->kind != Parts::Payload::Frame || !parts->payload.isEmpty();
}

//! The payload of a line in any spelling: the last of the members that can carry one.
bool findPayload(const json::Tree &tree, Parts *parts)
{
    const auto stringMember = [&tree](QStringView key) {
        const int node = tree.find(key);
        return node >= 0 && tree.node(node).kind == json::Kind::String ? node : -1;
    };
    if (const int frame = tree.find(u"frame"); frame >= 0) {
        parts->kind = Parts::Payload::Frame;
        parts->payload = tree.valueText(frame);
    } else if (const int text = stringMember(u"text"); text >= 0) {
        parts->kind = Parts::Payload::Text;
        parts->payload = tree.valueText(text).sliced(1).chopped(1);
    } else if (const int base64 = stringMember(u"base64"); base64 >= 0) {
        parts->kind = Parts::Payload::Base64;
        parts->payload = tree.valueText(base64).sliced(1).chopped(1);
    } else if (const int kind = tree.find(u"kind"); kind >= 0 && parts->direction == Direction::Note) {
        parts->kind = Parts::Payload::Note;
        parts->payload = QByteArrayView(tree.text()).sliced(tree.node(kind).keyBegin);
    } else {
        return false;
    }
    return true;
}

QStringList strings(QByteArrayView jsonArray)
{
    QStringList out;
    json::Document document;
    if (!jsonArray.isEmpty() && document.parse(jsonArray)) {
        for (const json::Value element : document.root().elements())
            out += element.text();
    }
    return out;
}

QString string(QByteArrayView jsonString)
{
    json::Document document;
    return !jsonString.isEmpty() && document.parse(jsonString) ? document.root().text() : QString();
}

} // namespace

bool splitAnySpelling(QByteArrayView line, Parts *parts, json::Tree *keptTree)
{
    *keptTree = json::Tree::parse(line.toByteArray());
    const json::Tree &tree = *keptTree;
    if (tree.isEmpty() || tree.node(0).kind != json::Kind::Object)
        return false;
    const auto plainText = [&tree](QStringView key) {
        const int node = tree.find(key);
        return node < 0 ? QByteArray() : tree.string(node).toLatin1();
    };
    const auto number = [&tree](QStringView key) {
        const int node = tree.find(key);
        return node < 0 ? 0 : tree.valueText(node).toByteArray().toULongLong();
    };
    const auto verbatim = [&tree](QStringView key) {
        const int node = tree.find(key);
        return node < 0 ? QByteArrayView() : tree.valueText(node);
    };
    const QByteArray direction = plainText(u"dir") + '"';
    HeadReader directionReader{direction};
    Parts found;
    if (!fromIsoUtc(plainText(u"t"), &found.timeUs) || !readDirection(directionReader, &found.direction) ||
        !findPayload(tree, &found))
        return false;
    found.seq = number(u"n");
    found.connection = static_cast<quint32>(number(u"conn"));
    if (found.kind != Parts::Payload::Note) // whose own members stand among those of the line
        found.source = static_cast<quint16>(std::min<qulonglong>(number(u"source"), 0xFFFF));
    found.repeated = verbatim(u"repeated") == "true";
    found.masked = verbatim(u"masked");
    if (found.kind != Parts::Payload::Note)
        found.channel = verbatim(u"channel");
    found.problem = verbatim(u"problem");
    found.form = formOf(plainText(u"form").toStdString()).value_or(usualForm(found.kind));
    *parts = found;
    return true;
}

bool split(QByteArrayView line, Parts *parts)
{
    HeadReader reader{line};
    Parts found;
    std::optional<FrameForm> form;
    if (!reader.skip(R"({"n":)") || !reader.number(&found.seq) || !reader.skip(R"(,"t":")") ||
        !reader.time(&found.timeUs) || !reader.skip(R"(","dir":")") ||
        !readDirection(reader, &found.direction) || !reader.skip(R"(,"conn":)") ||
        !reader.number(&found.connection) || !reader.skip(",") || !readRareMembers(reader, &found, &form) ||
        !readPayload(reader, &found))
        return false;
    found.form = form.value_or(usualForm(found.kind));
    *parts = found;
    return true;
}

std::optional<QByteArray> payloadBytes(const Parts &parts)
{
    switch (parts.kind) {
    case Parts::Payload::Text:
        return unescaped(parts.payload);
    case Parts::Payload::Base64: {
        auto decoded = QByteArray::fromBase64Encoding(parts.payload.toByteArray(),
                                                      QByteArray::AbortOnBase64DecodingErrors);
        if (!decoded)
            return std::nullopt;
        return std::move(decoded.decoded);
    }
    case Parts::Payload::Note: {
        QByteArray note;
        note.reserve(parts.payload.size() + 1);
        note += '{';
        note += parts.payload;
        return note;
    }
    case Parts::Payload::Frame:
        break;
    }
    return parts.payload.toByteArray();
}

bool assemble(const Parts &parts, Bytes bytes, Event *event)
{
    event->seq = parts.seq;
    event->receivedAtUs = parts.timeUs;
    event->direction = parts.direction;
    event->connection = parts.connection;
    event->repeated = parts.repeated;
    if (!parts.masked.isEmpty())
        event->masked = strings(parts.masked);
    if (bytes == Bytes::Shared && parts.kind == Parts::Payload::Frame) {
        event->raw = QByteArray::fromRawData(parts.payload.data(), parts.payload.size());
    } else {
        auto raw = payloadBytes(parts);
        if (!raw)
            return false;
        event->raw = *std::move(raw);
    }
    if (parts.form != FrameForm::Binary)
        EventDecoder::readHeader(event);
    if (!parts.channel.isEmpty() && event->channel.isEmpty()) {
        event->channel = string(parts.channel);
        event->channelIsBeside = !event->channel.isEmpty();
    }
    // What was found out when the frame came stands in the line; a later program may judge differently.
    event->form = parts.form;
    event->problem = parts.problem.isEmpty() ? QString() : string(parts.problem);
    return true;
}

Result<Event> read(QByteArrayView line)
{
    Parts parts;
    json::Tree tree;
    Event event;
    if (!split(line, &parts) && !splitAnySpelling(line, &parts, &tree))
        return notALine(
            QCoreApplication::translate("captureline", "This line is not an entry of a capture."));
    if (!assemble(parts, Bytes::Copied, &event)) {
        return notALine(QCoreApplication::translate("captureline",
                                                    "This line's frame is spelled wrongly; it can't "
                                                    "be read back."));
    }
    return event;
}

} // namespace rtmscope::captureline
