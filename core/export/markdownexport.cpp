// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/export/markdownexport.h"

#include "core/events/innerevent.h"
#include "core/export/markdowntext.h"
#include "core/export/transcript.h"
#include "core/mrkdwn/attachment.h"
#include "core/summary/plainwords.h"
#include "core/text/cleantext.h"
#include "core/workspace/messageobject.h"
#include "core/workspace/workspace.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

using markdowntext::escaped;

QString tr(const char *text)
{
    return QCoreApplication::translate("MarkdownExport", text);
}

QDateTime localTime(qint64 us)
{
    return QDateTime::fromMSecsSinceEpoch(us / 1000);
}

class MarkdownWriter
{
public:
    MarkdownWriter(const ExportRows &rows, const Workspace &names, ExportStream &stream)
        : m_rows(rows)
        , m_reader(rows.log(), FileWindow::Walk::Scattered)
        , m_names(names)
        , m_stream(stream)
        , m_out(stream.out())
    {
    }

    void write();

private:
    void head();
    void channelHead(const QString &channel);
    void dayHead(qint64 us);
    void line(const Transcript::Line &line);
    Message messageOf(const Transcript::Line &line);
    QStringList body(const Message &message) const;
    QString by(const Transcript::Line &line, const Message &message) const;
    void put(const QStringList &lines, bool isReply);

    const ExportRows &m_rows;
    LogReader m_reader;
    const Workspace &m_names;
    ExportStream &m_stream;
    QByteArray &m_out;
    json::Document m_document;
    QDate m_day;
    bool m_hasRoot = false; // of the thread that is being written
    qint64 m_root = 0;
};

void MarkdownWriter::head()
{
    const QString team = cleanName(m_names.teamName());
    const QString title = team.isEmpty() ? tr("Transcript") : tr("Transcript of %1").arg(team);
    const QString zone =
        QString::fromUtf8(QTimeZone::systemTimeZoneId()); // an offset would hold for half a year
    m_out += "# " + escaped(title).toUtf8() + "\n\n";
    m_out += escaped(tr("Times are local (%1).").arg(zone)).toUtf8() + '\n';
}

void MarkdownWriter::channelHead(const QString &channel)
{
    m_day = {};
    m_root = 0;
    m_out += "\n## " + escaped(m_names.conversationName(ChannelId(channel))).toUtf8() + '\n';
}

void MarkdownWriter::dayHead(qint64 us)
{
    const QDate day = localTime(us).date();
    if (std::exchange(m_day, day) != day)
        m_out += "\n### " + day.toString(Qt::ISODate).toUtf8() + '\n';
}

//! As the row says it in the end; empty where that can't be read any more.
Message MarkdownWriter::messageOf(const Transcript::Line &line)
{
    const Event event = eventWithoutTickets(m_reader, line.row);
    if (!m_document.parse(event.raw))
        return {};
    json::Value object = innerOf(event, m_document);
    if (line.element >= 0) {
        qint32 left = line.element;
        for (const json::Value each : object["answer"]["messages"].elements()) {
            if (left-- == 0)
                return readMessage(each).message;
        }
        return {};
    }
    if (object["message"].isObject())
        object = object["message"];
    ToldMessage told = readMessage(object);
    if (event.direction == Direction::Out && !told.message.user)
        told.message.user = m_names.self();
    return std::move(told.message);
}

QStringList MarkdownWriter::body(const Message &message) const
{
    // What stands in a line elsewhere has its own lines here.
    const auto shown = [this](const Span &span) {
        return span.kind == Span::Kind::Text ? cleanLines(span.text) : plainSpan(span, &m_names);
    };
    RichText text = message.blocks.isEmpty() ? RichText() : parseBlocks(message.blocks.text(), u"blocks"_s);
    if (!hasWords(text) || text.hasUnsupported())
        text = message.typed ? parseTyped(message.text, u"text"_s) : parseMrkdwn(message.text, u"text"_s);
    QStringList out;
    if (isSystemLine(message))
        out = markdowntext::lines(systemLine(text, message, m_names), shown);
    else if (hasWords(text))
        out = markdowntext::lines(text, shown);
    const QList<Attachment> attachments =
        message.attachments.isEmpty() ? QList<Attachment>()
                                      : parseAttachments(message.attachments.text(), u"attachments"_s);
    for (const Attachment &attachment : attachments) {
        for (const RichText &part : {attachment.pretext, attachment.body}) {
            const QStringList lines = markdowntext::lines(part, shown);
            if (lines.isEmpty())
                continue;
            out << QString();
            for (const QString &each : lines)
                out << u"> "_s + each;
        }
    }
    if (!message.files.isEmpty())
        out << QString() << escaped(filesWords(message.files));
    if (out.isEmpty())
        out = markdowntext::lines(standIn(message), shown);
    QStringList reactions;
    for (const Reaction &reaction : message.reactions)
        reactions << escaped(u":%1: %2"_s.arg(reaction.name).arg(reaction.count));
    if (!reactions.isEmpty())
        out << QString() << reactions.join(u"  "_s);
    return out;
}

//! "**Mira Okafor** 14:02:11 (edited)"
QString MarkdownWriter::by(const Transcript::Line &line, const Message &message) const
{
    QString head = u"**"_s + escaped(actorName(message, m_names)) + u"** "_s +
                   localTime(line.tsUs).toString(u"HH:mm:ss"_s);
    if (line.isDeleted)
        head += u' ' + escaped(tr("(deleted)"));
    else if (message.editedTs)
        head += u' ' + escaped(tr("(edited)"));
    return head;
}

void MarkdownWriter::put(const QStringList &lines, bool isReply)
{
    m_out += '\n';
    for (const QString &each : lines)
        m_out += (isReply ? QStringView(each).isEmpty() ? ">" : "> " : "") + each.toUtf8() + '\n';
}

void MarkdownWriter::line(const Transcript::Line &line)
{
    dayHead(line.rootUs);
    const bool isReply = line.rootUs != line.tsUs;
    if (std::exchange(m_root, line.rootUs) != line.rootUs)
        m_hasRoot = !isReply;
    if (isReply && !m_hasRoot) {
        m_hasRoot = true;
        put({escaped(tr("(a thread whose first message, of %1, is not in the record)")
                         .arg(localTime(line.rootUs).toString(u"HH:mm:ss"_s)))},
            false);
    }
    const Message message = messageOf(line);
    put(QStringList{by(line, message), QString()} + body(message), isReply);
}

void MarkdownWriter::write()
{
    Transcript transcript;
    if (!transcript.read(m_rows, m_stream))
        return;
    head();
    const std::vector<Transcript::Line> &lines = transcript.lines();
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (i == 0 || lines[i].channel != lines[i - 1].channel)
            channelHead(transcript.channel(lines[i].channel));
        line(lines[i]);
        if (!m_stream.goesOn((m_rows.size() + m_rows.size() * qsizetype(i) / qsizetype(lines.size())) / 2,
                             m_rows.size()))
            return;
    }
    if (lines.empty())
        m_out += '\n' + escaped(tr("Nothing was said.")).toUtf8() + '\n';
}

} // namespace

void exportMarkdown(const ExportRows &rows, const Workspace &names, ExportStream &out)
{
    MarkdownWriter(rows, names, out).write();
}

} // namespace rtmscope
