// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/export/harexport.h"

#include "core/base/clock.h"
#include "core/json/json.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

//! Seconds with microseconds, as a number that loses none of them.
QByteArray secondsOf(qint64 us)
{
    constexpr qint64 perSecond = 1'000'000;
    return QByteArray::number(us / perSecond) + '.' +
           QByteArray::number(us % perSecond).rightJustified(6, '0');
}

QByteArray quotedBytes(const QByteArray &utf8)
{
    return json::quoted(std::string_view(utf8.constData(), std::size_t(utf8.size())));
}

constexpr const char *emptyRequest =
    R"("httpVersion":"HTTP/1.1","headers":[],"queryString":[],"cookies":[],"headersSize":-1,"bodySize":-1)";
constexpr const char *emptyTimings = R"("cache":{},"timings":{"send":0,"wait":0,"receive":0})";

class HarWriter
{
public:
    HarWriter(const ExportRows &rows, ExportStream &stream)
        : m_rows(rows)
        , m_stream(stream)
        , m_out(stream.out())
    {
    }

    void write();

private:
    bool sortRows();
    bool writeSocket(quint32 connection, const std::vector<quint32> &places);
    void beginSocket(quint32 connection, const Event &first);
    void writeMessage(const Event &event);
    bool writeCalls();
    void writeCall(const Event &note, json::Value call);
    void beginEntry(qint64 timeUs, qint64 ms);

    const ExportRows &m_rows;
    ExportStream &m_stream;
    QByteArray &m_out;
    json::Document m_document;
    std::map<quint32, std::vector<quint32>> m_sockets; // places of their frames
    std::vector<quint32> m_calls;                      // places of notes
    bool m_hasEntries = false;
};

//! An archive has one socket after the other, a log has them side by side.
bool HarWriter::sortRows()
{
    for (qsizetype at = 0; at < m_rows.size(); ++at) {
        const Event event = m_rows.event(at);
        if (event.direction != Direction::Note)
            m_sockets[event.connection].push_back(quint32(at));
        else if (event.type == "api"_L1)
            m_calls.push_back(quint32(at));
        if (!m_stream.goesOn(at / 2, m_rows.size()))
            return false;
    }
    return true;
}

void HarWriter::beginEntry(qint64 timeUs, qint64 ms)
{
    m_out += m_hasEntries ? ",\n" : "\n";
    m_hasEntries = true;
    m_out += R"({"startedDateTime":")" + isoUtc(timeUs) + R"(","time":)" + QByteArray::number(ms) + ',';
}

void HarWriter::beginSocket(quint32 connection, const Event &first)
{
    const QString host = m_rows.log().host(connection);
    // Where a socket went is a ticket, so that no recording says it; a browser wants an address all the same.
    const QString url =
        u"wss://%1/"_s.arg(host.isEmpty() ? u"connection-%1.invalid"_s.arg(connection) : host);
    beginEntry(first.receivedAtUs, 0);
    m_out += R"("_resourceType":"websocket","connection":")" + QByteArray::number(connection) +
             R"(","request":{"method":"GET","url":)" + json::quoted(url) + ',' + emptyRequest +
             R"(},"response":{"status":101,"statusText":"Switching Protocols","httpVersion":"HTTP/1.1",)" +
             R"("headers":[],"cookies":[],"content":{"size":0,"mimeType":"x-unknown"},"redirectURL":"",)" +
             R"("headersSize":-1,"bodySize":0},)" + emptyTimings + R"(,"_webSocketMessages":[)";
}

void HarWriter::writeMessage(const Event &event)
{
    constexpr int text = 1;
    constexpr int binary = 2;
    const bool isText = event.form != FrameForm::Binary;
    const bool isPacked = !isText || !event.raw.isValidUtf8();
    m_out += R"({"type":")";
    m_out += event.direction == Direction::Out ? "send" : "receive";
    m_out += R"(","time":)" + secondsOf(event.receivedAtUs) + R"(,"opcode":)" +
             QByteArray::number(isText ? text : binary) +
             (isText && isPacked ? R"(,"encoding":"base64")" : "") + R"(,"data":)" +
             quotedBytes(isPacked ? event.raw.toBase64() : event.raw) + '}';
}

bool HarWriter::writeSocket(quint32 connection, const std::vector<quint32> &places)
{
    beginSocket(connection, m_rows.event(places.front()));
    for (std::size_t i = 0; i < places.size(); ++i) {
        m_out += i > 0 ? ",\n" : "\n";
        writeMessage(m_rows.event(places[i]));
        if (!m_stream.goesOn((m_rows.size() + places[i]) / 2, m_rows.size()))
            return false;
    }
    m_out += "]}";
    return true;
}

void HarWriter::writeCall(const Event &note, json::Value call)
{
    const QByteArray answer = call["answer"].exists() ? call["answer"].toJson() : QByteArray();
    const QByteArray args = call["args"].exists() ? call["args"].toJson() : QByteArray("{}");
    // The file may say anything; a call began after the beginning of time.
    const qint64 ms = std::clamp<qint64>(call["ms"].integer().value_or(0), 0,
                                         std::max<qint64>(0, note.receivedAtUs / 1000));
    const QString url = u"https://slack.com/api/"_s + call["method"].text();
    beginEntry(note.receivedAtUs - ms * 1000, ms);
    m_out += R"("request":{"method":"POST","url":)" + json::quoted(url) + ',' + emptyRequest +
             R"(,"postData":{"mimeType":"application/json","text":)" + quotedBytes(args) +
             R"(}},"response":{"status":)" + QByteArray::number(call["status"].integer().value_or(0)) +
             R"(,"statusText":"","httpVersion":"HTTP/1.1","headers":[],"cookies":[],"content":{"size":)" +
             QByteArray::number(answer.size()) + R"(,"mimeType":"application/json","text":)" +
             quotedBytes(answer) + R"(},"redirectURL":"","headersSize":-1,"bodySize":-1},)" +
             R"("cache":{},"timings":{"send":0,"wait":)" + QByteArray::number(ms) + R"(,"receive":0}})";
}

bool HarWriter::writeCalls()
{
    for (const quint32 place : m_calls) {
        const Event note = m_rows.event(place);
        if (m_document.parse(note.raw))
            writeCall(note, m_document.root());
        if (!m_stream.goesOn(m_rows.size(), m_rows.size()))
            return false;
    }
    return true;
}

void HarWriter::write()
{
    m_out += R"({"log":{"version":"1.2","creator":{"name":"rtmscope","version":")" +
             QCoreApplication::applicationVersion().toUtf8() + R"("},"pages":[],"entries":[)";
    if (!sortRows())
        return;
    for (const auto &[connection, places] : m_sockets) {
        if (!writeSocket(connection, places))
            return;
    }
    if (writeCalls())
        m_out += "\n]}}\n";
}

} // namespace

void exportHar(const ExportRows &rows, ExportStream &out)
{
    HarWriter(rows, out).write();
}

} // namespace rtmscope
