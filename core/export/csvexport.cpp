// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/export/csvexport.h"

#include "core/base/clock.h"
#include "core/events/innerevent.h"
#include "core/summary/eventsummary.h"
#include "core/text/cleantext.h"
#include "core/workspace/workspace.h"

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

//! What makes a spreadsheet calculate, in narrow and wide letters.
bool beginsFormula(QStringView text)
{
    static constexpr QStringView signs = u"=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";
    const QStringView shown = text.trimmed();
    return (!text.isEmpty() && signs.contains(text.front())) ||
           (!shown.isEmpty() && signs.contains(shown.front()));
}

QByteArray directionWord(Direction direction)
{
    return direction == Direction::In ? "in" : direction == Direction::Out ? "out" : "note";
}

//! A message's own text: of an edit, the one that replaced the other.
json::Value messageOf(json::Value event)
{
    const json::Value inside = event["message"];
    return inside.isObject() ? inside : event;
}

class CsvWriter
{
public:
    CsvWriter(const ExportRows &rows, const Workspace &names, ExportStream &stream)
        : m_rows(rows)
        , m_names(names)
        , m_out(stream.out())
    {
    }

    void head();
    void row(qsizetype at);

private:
    void number(qint64 value) { m_out += QByteArray::number(value) + ','; }
    void text(const QString &text)
    {
        appendCsvCell(text, m_out);
        m_out += ',';
    }
    QString channelName(const Event &event) const;
    QString summary(const Event &event);

    const ExportRows &m_rows;
    const Workspace &m_names;
    QByteArray &m_out;
    json::Document m_document;
    EventSummary m_summary;
};

void CsvWriter::head()
{
    m_out += "n,time,direction,connection,type,subtype,channel,channel_name,user,user_name,ts,thread_ts,size,"
             "text,summary\r\n";
}

QString CsvWriter::channelName(const Event &event) const
{
    return event.channel.isEmpty() ? QString() : m_names.conversationName(ChannelId(event.channel));
}

QString CsvWriter::summary(const Event &event)
{
    EventSummary::Context context;
    context.workspace = &m_names;
    context.unknownType = event.direction == Direction::In && !event.isKnown();
    return m_summary.of(event, context);
}

void CsvWriter::row(qsizetype at)
{
    const Event event = m_rows.event(at);
    const json::Value message = messageOf(innerOf(event, m_document));
    const QString user = event.user.isEmpty() ? QString() : m_names.userName(UserId(event.user));
    number(qint64(event.seq));
    m_out += (event.receivedAtUs == 0 ? QByteArray() : isoUtc(event.receivedAtUs)) + ',';
    m_out += directionWord(event.direction) + ',';
    number(event.connection);
    text(event.type);
    text(event.subtype);
    text(event.channel);
    text(channelName(event));
    text(event.user);
    text(user);
    // As text: a number would lose its last digits, and with them which message it is.
    text(message["ts"].text());
    text(message["thread_ts"].text());
    number(event.raw.size());
    text(message["text"].text());
    appendCsvCell(summary(event), m_out);
    m_out += "\r\n";
}

} // namespace

void appendCsvCell(QStringView text, QByteArray &out)
{
    QString shown = cleanLines(text);
    if (shown.isEmpty())
        return;
    if (beginsFormula(shown))
        shown.prepend(u'\'');
    out += '"' + shown.replace(u'"', "\"\""_L1).toUtf8() + '"';
}

void exportCsv(const ExportRows &rows, const Workspace &names, bool byteOrderMark, ExportStream &out)
{
    if (byteOrderMark)
        out.out() += "\xEF\xBB\xBF";
    CsvWriter writer(rows, names, out);
    writer.head();
    for (qsizetype at = 0; at < rows.size(); ++at) {
        writer.row(at);
        if (!out.goesOn(at, rows.size()))
            return;
    }
}

} // namespace rtmscope
