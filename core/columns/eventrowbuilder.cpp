// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/columns/eventrowbuilder.h"

#include "core/columns/envelope.h"
#include "core/columns/eventcolumn.h"
#include "core/events/innerevent.h"
#include "core/log/eventlog.h"
#include "core/summary/eventnature.h"
#include "core/text/cleantext.h"
#include "core/workspace/workspace.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

// An answer comes soon after its question: no need to look back through a whole log for it.
constexpr qsizetype maxLookBack = 20'000;
constexpr int maxQuestions = 32;

const EventLog &indexOf(const EventLog &log)
{
    return log;
}

const LogSnapshot &indexOf(const LogReader &log)
{
    return log.log();
}

QString tookWords(qint64 us)
{
    if (us < 1'000)
        return EventRowBuilder::tr("< 1 ms");
    return us < 1'000'000 ? EventRowBuilder::tr("%1 ms").arg(us / 1'000)
                          : EventRowBuilder::tr("%1 s").arg(QLocale().toString(double(us) / 1e6, 'f', 1));
}

bool isOurs(const Event &event)
{
    return event.direction == Direction::Out &&
           (event.type == "message"_L1 || event.type == "typing"_L1 || event.type == "user_typing"_L1);
}

} // namespace

QString directionText(Direction direction)
{
    switch (direction) {
    case Direction::In:
        return EventRowBuilder::tr("← in");
    case Direction::Out:
        return EventRowBuilder::tr("→ out");
    case Direction::Note:
        break;
    }
    return EventRowBuilder::tr("note");
}

QString cellText(const EventRow &row, int column)
{
    switch (column) {
    case EventColumn::Number:
        return row.number;
    case EventColumn::Time:
        return row.time;
    case EventColumn::DirectionColumn:
        return directionText(row.direction) + row.socket;
    case EventColumn::Type:
        return row.type;
    case EventColumn::Channel:
        return row.channel;
    case EventColumn::User:
        return row.user;
    case EventColumn::Summary:
        return row.summary;
    case EventColumn::Size:
        return row.sizeText;
    case EventColumn::EnvelopeColumn:
        return row.envelope;
    case EventColumn::Delivery:
        return row.delivery;
    case EventColumn::Acknowledged:
        return row.acknowledged;
    }
    return {};
}

// ---- single cells
// -----------------------------------------------------------------------------------------------

QString EventRowBuilder::typeText(const Event &event)
{
    const QString type = cleanName(event.subtype.isEmpty() ? event.type : event.subtype);
    if (!type.isEmpty())
        return type;
    if (event.form == FrameForm::Binary)
        return tr("binary");
    if (event.form == FrameForm::Json)
        return tr("no type");
    return m_document.parse(event.raw) ? tr("no frame") : tr("not JSON");
}

QString EventRowBuilder::channelText(const Event &event, const Workspace *names)
{
    if (event.channel.isEmpty())
        return {};
    return names ? names->conversationName(ChannelId(event.channel)) : cleanName(event.channel);
}

QString EventRowBuilder::userText(const Event &event, const Workspace *names)
{
    const bool isSelf = !event.user.isEmpty() && names && names->self().text() == event.user;
    return isOurs(event) || isSelf ? tr("You") : m_summary.author(event, names);
}

template<typename Log>
QString EventRowBuilder::socketText(const Log &log, const Event &event)
{
    const bool isOneOfMany =
        event.connection != 0 && !indexOf(log).host(1).isEmpty() && !indexOf(log).host(2).isEmpty();
    return isOneOfMany ? u' ' + QString::number(event.connection) : QString();
}

// ---- a row
// ------------------------------------------------------------------------------------------------------

template<typename Log>
EventRow EventRowBuilder::build(const Log &log, qsizetype row, const Context &context)
{
    const LogRow &entry = log.row(row);
    const Event event = log.event(row);
    EventRow made;
    made.seq = indexOf(log).seqOf(row);
    made.timeUs = entry.timeUs;
    made.size = event.raw.size();
    made.number = QString::number(made.seq);
    made.time = !context.dates ? clockTime(made.timeUs) : dateAndTime(made.timeUs);
    if (made.timeUs == 0)
        made.badTime = unreadableTime(event);
    if (!made.badTime.isEmpty())
        made.time = u"?"_s;
    made.sizeText = QLocale().toString(made.size);
    made.direction = entry.direction;
    addConnection(made, log, event, row);
    made.broken = event.form != FrameForm::Json;
    made.wireType = event.type;
    made.wireSubtype = event.subtype;
    made.type = typeText(event);
    made.kind = made.broken ? EventClass::Unknown : traitsOf(event).kind;
    made.gap = entry.direction == Direction::Note && event.type == "gap"_L1;
    made.repeated = event.repeated;
    made.trouble = natureOf(event).trouble;
    made.channelId = event.channel;
    made.userId = event.user;
    made.channel = channelText(event, context.names);
    made.user = userText(event, context.names);
    made.summary = summaryText(log, row, event, context.names);
    addEnvelope(made, log, event, row, context.swallows);
    return made;
}

template<typename Log>
QString EventRowBuilder::summaryText(const Log &log, qsizetype row, const Event &event,
                                     const Workspace *names)
{
    const bool unknown = log.row(row).flags & LogRow::UnknownType;
    const QString words = m_summary.of(event, {names, answeredUs(log, event, row), unknown, true});
    return event.repeated ? tr("Delivered again: %1").arg(words) : words;
}

template<typename Log>
void EventRowBuilder::addConnection(EventRow &made, const Log &log, const Event &event, qsizetype row)
{
    const QString source = indexOf(log).info().sources.value(log.sourceOf(row) - 1);
    made.connection = source; // of several captures that are read as one
    if (event.connection == 0)
        return;
    const QString host = indexOf(log).host(event.connection);
    made.socket = socketText(log, event);
    made.connection = host.isEmpty() ? tr("Connection %1").arg(event.connection)
                                     : tr("Connection %1, to %2").arg(event.connection).arg(host);
    if (!source.isEmpty())
        made.connection = tr("%1, in %2", "a connection, in a file").arg(made.connection, cleanLine(source));
}

//! What stands where a time should, in a file that says no other; a blank where nothing does, empty where no
//! time needs to be.
QString EventRowBuilder::unreadableTime(const Event &event)
{
    if (event.direction == Direction::Note || !m_document.parse(event.raw))
        return {};
    const json::Value frame = innerEvent(m_document.root());
    bool says = event.direction == Direction::In && event.type == "message"_L1; // each of them should
    for (const char *key : {"event_ts", "ts"}) {
        const json::Value time = frame[key];
        says = says || time.exists();
        const QString text =
            time.isObject() || time.isArray() ? QString::fromUtf8(time.toJson()) : time.text();
        if (!text.isEmpty())
            return oneLine(text, 60);
    }
    return says ? u" "_s : QString();
}

//! When the envelope came that \a ack acknowledges; 0 if it is not found.
template<typename Log>
qint64 EventRowBuilder::envelopeCameUs(const Log &log, const Event &ack, qsizetype row)
{
    if (!m_document.parse(ack.raw))
        return 0;
    const QByteArray id = m_document.root()["envelope_id"].text().toUtf8();
    if (id.isEmpty())
        return 0;
    int frames = 0;
    for (--row; row >= 0 && frames < maxQuestions; --row) {
        if (log.row(row).direction != Direction::In)
            continue;
        const Event envelope = log.event(row);
        if (envelope.raw.contains(id) && m_document.parse(envelope.raw) &&
            m_document.root()["envelope_id"].text().toUtf8() == id)
            return envelope.receivedAtUs;
        ++frames;
    }
    return 0;
}

//! When the frame was written that \a answer acknowledges; 0 if \a answer is no ack or pong, or it is not
//! found.
template<typename Log>
qint64 EventRowBuilder::answeredUs(const Log &log, const Event &answer, qsizetype row)
{
    if (answer.direction == Direction::Out && answer.type == "ack"_L1)
        return envelopeCameUs(log, answer, row);
    const bool pong = answer.type == "pong"_L1;
    if (answer.direction != Direction::In || (!pong && answer.type != "ack"_L1) ||
        !m_document.parse(answer.raw))
        return 0;
    const auto wanted = m_document.root()["reply_to"].integer();
    if (!wanted)
        return 0;
    int questions = 0;
    const qsizetype farthest = std::max<qsizetype>(0, row - maxLookBack);
    for (--row; row >= farthest; --row) {
        const LogRow &entry = log.row(row);
        if (entry.direction != Direction::Out || (log.typeName(entry.type) == "ping"_L1) != pong)
            continue;
        const Event question = log.event(row);
        if (question.connection == answer.connection && m_document.parse(question.raw) &&
            m_document.root()["id"].integer() == wanted)
            return question.receivedAtUs;
        if (++questions >= maxQuestions)
            break;
    }
    return 0;
}

template<typename Log>
void EventRowBuilder::addEnvelope(EventRow &made, const Log &log, const Event &event, qsizetype row,
                                  bool swallows)
{
    const Envelope envelope = envelopeOf(log, row, event, m_document);
    if (!envelope.isEnvelope())
        return;
    made.envelope = envelope.type;
    QStringList marks;
    QStringList tips;
    const auto mark = [&](const QString &words, const QString &tip) {
        marks << words;
        tips << tip;
    };
    if (envelope.attempt > 0)
        mark(tr("retry %1").arg(envelope.attempt),
             tr("Delivery number %1: an earlier one was not acknowledged in 3 s").arg(envelope.attempt + 1));
    made.late = envelope.attempt > 0 && !made.repeated;
    if (made.repeated)
        mark(tr("duplicate"), tr("The same event came before; nothing is done about it again"));
    else if (made.late)
        mark(tr("late"),
             tr("The first delivery that came here: whoever got it earlier did not acknowledge it"));
    if (swallows && envelope.type != "events_api"_L1)
        mark(tr("swallowed"), tr("Acknowledged, and nothing done: it was meant for the app’s own program"));
    made.delivery = marks.join(u", "_s);
    made.deliveryTip = tips.join(u'\n');
    made.acknowledgedUs = envelope.acknowledged;
    made.ackLate = envelope.acknowledged > Envelope::ackLimitUs;
    if (envelope.acknowledged > 0)
        made.acknowledged = tookWords(envelope.acknowledged);
}

template EventRow EventRowBuilder::build(const EventLog &, qsizetype, const Context &);
template QString EventRowBuilder::socketText(const EventLog &, const Event &);
template QString EventRowBuilder::socketText(const LogReader &, const Event &);
template EventRow EventRowBuilder::build(const LogReader &, qsizetype, const Context &);
template QString EventRowBuilder::summaryText(const LogReader &, qsizetype, const Event &, const Workspace *);

} // namespace rtmscope
