// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/capture/foreignframe.h"

#include "core/capture/foreigntime.h"
#include "core/capture/jsonescape.h"
#include "core/json/tree.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace rtmscope::foreignframe {

namespace {

// Names of members, in lower case. The frame's are asked in this order.
constexpr std::array frameNames{"frame"_L1,    "payloaddata"_L1, "payload"_L1,   "data"_L1,   "message"_L1,
                                "msg"_L1,      "content"_L1,     "body"_L1,      "event"_L1,  "raw"_L1,
                                "text"_L1,     "json"_L1,        "line"_L1,      "log"_L1,    "packet"_L1,
                                "response"_L1, "params"_L1,      "websocket"_L1, "record"_L1, "fields"_L1};
constexpr std::array timeNames{"time"_L1,       "timestamp"_L1,   "@timestamp"_L1,
                               "ts"_L1,         "t"_L1,           "at"_L1,
                               "date"_L1,       "datetime"_L1,    "received_at"_L1,
                               "receivedat"_L1, "recorded_at"_L1, "recordedat"_L1,
                               "created_at"_L1, "createdat"_L1,   "walltime"_L1,
                               "when"_L1,       "epoch"_L1,       "__realtime_timestamp"_L1};
constexpr std::array directionNames{"direction"_L1, "dir"_L1,    "type"_L1, "kind"_L1,   "method"_L1,
                                    "event"_L1,     "action"_L1, "op"_L1,   "source"_L1, "flow"_L1};
constexpr std::array sentFlags{"from_client"_L1, "fromclient"_L1, "outgoing"_L1, "sent"_L1,
                               "is_outgoing"_L1, "isoutgoing"_L1, "issent"_L1,   "is_sent"_L1};
constexpr std::array receivedFlags{"from_server"_L1, "fromserver"_L1,  "incoming"_L1,
                                   "received"_L1,    "is_incoming"_L1, "isincoming"_L1};
constexpr std::array connectionNames{"conn"_L1,   "connection"_L1, "connection_id"_L1, "connectionid"_L1,
                                     "socket"_L1, "socket_id"_L1,  "session"_L1};
constexpr std::array sentWords{"send"_L1, "sent"_L1,  "out"_L1,      "outgoing"_L1, "outbound"_L1, "tx"_L1,
                               "c2s"_L1,  "write"_L1, "upstream"_L1, "egress"_L1,   "sending"_L1,  "snd"_L1};
constexpr std::array receivedWords{"receive"_L1, "received"_L1,  "recv"_L1, "in"_L1,   "incoming"_L1,
                                   "inbound"_L1, "rx"_L1,        "s2c"_L1,  "read"_L1, "downstream"_L1,
                                   "ingress"_L1, "receiving"_L1, "rcv"_L1};
constexpr std::array carrierWords{"websocket"_L1, "ws"_L1, "frame"_L1, "text"_L1, "data"_L1, "binary"_L1};

constexpr int deepest = 4; // a proxy's object in a log's object in a container's object
constexpr quint32 manyConnections = 1'000'000;

QString tr(const char *text)
{
    return QCoreApplication::translate("EventLog", text);
}

template<typename Names>
bool isOneOf(const Names &names, QStringView text)
{
    return std::find(names.begin(), names.end(), text) != names.end();
}

//! "Network.webSocketFrameSent" as network, web, socket, frame, sent.
QStringList wordsOf(const QString &text)
{
    QStringList words;
    QString word;
    const auto end = [&] {
        if (!word.isEmpty())
            words << word.toLower();
        word.clear();
    };
    for (const QChar c : text.left(200)) {
        if (!c.isLetterOrNumber() || (c.isUpper() && !word.isEmpty() && word.back().isLower()))
            end();
        if (c.isLetterOrNumber())
            word += c;
    }
    end();
    return words;
}

std::optional<Direction> directionIn(const QString &text)
{
    const QString sign = text.trimmed();
    if (sign.startsWith(u'<') || sign.startsWith(u'\u2190'))
        return Direction::In;
    if (sign.startsWith(u'>') || sign.startsWith("->"_L1) || sign.startsWith(u'\u2192'))
        return Direction::Out;
    for (const QString &word : wordsOf(text)) {
        if (isOneOf(sentWords, word))
            return Direction::Out;
        if (isOneOf(receivedWords, word))
            return Direction::In;
    }
    return std::nullopt;
}

//! A type that says how the frame travelled, not what it is. "message" is both.
bool isCarrierType(const QString &type)
{
    if (type.isEmpty() || directionIn(type))
        return true;
    const QStringList words = wordsOf(type);
    return std::any_of(words.begin(), words.end(),
                       [](const QString &word) { return isOneOf(carrierWords, word); });
}

std::optional<Found> behindWordsAt(QByteArrayView line, int depth, int nth = 0);

//! Reads one recorder's object.
class Wrapper
{
public:
    Wrapper(const QByteArray &record, int depth, int nth = 0)
        : m_tree(json::Tree::parse(record))
        , m_depth(depth)
        , m_nth(nth)
    {
    }

    std::optional<Found> frame()
    {
        if (m_tree.isEmpty() || m_tree.node(0).kind != json::Kind::Object)
            return std::nullopt;
        return frameIn(0, m_depth);
    }
    //! The text of a member of the record itself, whatever it is in.
    std::optional<Found> textOf(QLatin1StringView name)
    {
        const int node = m_tree.isEmpty() ? -1 : member(0, name);
        if (node < 0 || m_tree.node(node).kind != json::Kind::String)
            return std::nullopt;
        Found found;
        found.raw = bytesOf(node);
        lookAround(0, &found);
        return found;
    }
    int member(int object, QLatin1StringView name) const
    {
        for (int at = m_tree.node(object).firstChild; at >= 0; at = m_tree.node(at).nextSibling) {
            if (m_tree.key(at).toLower() == name)
                return at;
        }
        return -1;
    }
    const json::Tree &tree() const { return m_tree; }

private:
    std::optional<Found> frameIn(int object, int depth);
    std::optional<Found> frameAt(int node, int depth);
    QByteArray bytesOf(int text) const
    {
        const QByteArrayView quoted = m_tree.valueText(text);
        const auto bytes = unescaped(quoted.sliced(1).chopped(1));
        return bytes ? *bytes : m_tree.string(text).toUtf8();
    }
    void lookAround(int object, Found *found) const;
    bool isFrameObject(int object) const;
    QString scalar(int node) const
    {
        return m_tree.node(node).kind == json::Kind::String ? m_tree.string(node)
                                                            : QString::fromUtf8(m_tree.valueText(node));
    }

    json::Tree m_tree;
    int m_depth;
    int m_nth; // of the frames in a text
};

bool Wrapper::isFrameObject(int object) const
{
    const int type = member(object, "type"_L1);
    return (type >= 0 && m_tree.node(type).kind == json::Kind::String && !m_tree.string(type).isEmpty()) ||
           member(object, "reply_to"_L1) >= 0;
}

std::optional<Found> Wrapper::frameIn(int object, int depth)
{
    if (depth >= deepest)
        return std::nullopt;
    for (const QLatin1StringView name : frameNames) {
        const int node = member(object, name);
        if (node < 0)
            continue;
        if (auto found = frameAt(node, depth)) {
            lookAround(object, &*found);
            return found;
        }
    }
    return std::nullopt;
}

std::optional<Found> Wrapper::frameAt(int node, int depth)
{
    const json::Kind kind = m_tree.node(node).kind;
    if (kind == json::Kind::Object) {
        const bool isFrame = isFrameObject(node);
        const int type = member(node, "type"_L1);
        const bool mayHold = !isFrame || (type >= 0 && isCarrierType(scalar(type)));
        if (mayHold) {
            if (auto inner = frameIn(node, depth + 1))
                return inner;
        }
        if (!isFrame)
            return std::nullopt;
        Found found;
        found.raw = m_tree.valueText(node).toByteArray();
        return found;
    }
    if (kind != json::Kind::String)
        return std::nullopt;
    const QByteArray text = bytesOf(node);
    if (text.trimmed().startsWith('{')) {
        json::Document document;
        if (!document.parse(text))
            return behindWordsAt(text, depth + 1, m_nth);
        if (mayBeWrapper(document.root())) {
            if (auto inner = Wrapper(text, depth + 1, m_nth).frame())
                return inner;
        }
        if (!isFrame(document.root()))
            return std::nullopt;
        Found found;
        found.raw = text;
        return found;
    }
    return behindWordsAt(text, depth + 1, m_nth);
}

//! What the members beside the frame say of it. What stood nearer to it counts first.
void Wrapper::lookAround(int object, Found *found) const
{
    std::optional<Direction> side; // who spoke, where nothing says what happened
    for (int at = m_tree.node(object).firstChild; at >= 0; at = m_tree.node(at).nextSibling) {
        const QString key = m_tree.key(at).toLower();
        const json::Kind kind = m_tree.node(at).kind;
        const bool isText = kind == json::Kind::String;
        if (kind == json::Kind::Object || kind == json::Kind::Array || kind == json::Kind::Null)
            continue;
        if (found->timeUs == 0 && isOneOf(timeNames, key)) {
            found->timeUs = foreigntime::microseconds(scalar(at).toLatin1());
        } else if (!found->direction && isText && isOneOf(directionNames, key)) {
            const QString word = m_tree.string(at).left(100).toLower();
            found->direction = directionIn(m_tree.string(at).left(100));
            if (word == "client"_L1 || word == "server"_L1)
                side = word == "client"_L1 ? Direction::Out : Direction::In;
        } else if (!found->direction && kind == json::Kind::Bool && isOneOf(sentFlags, key)) {
            found->direction = m_tree.valueText(at) == "true" ? Direction::Out : Direction::In;
        } else if (!found->direction && kind == json::Kind::Bool && isOneOf(receivedFlags, key)) {
            found->direction = m_tree.valueText(at) == "true" ? Direction::In : Direction::Out;
        } else if (found->connection == 0 && isOneOf(connectionNames, key)) {
            const quint32 number = scalar(at).toUInt();
            found->connection = number < manyConnections ? number : 0;
        } else if (isText && found->channel.isEmpty() && (key == "channel"_L1 || key == "channel_id"_L1)) {
            found->channel = m_tree.string(at).left(200);
        }
    }
    if (!found->direction)
        found->direction = side;
}

//! One past the brace that closes the object at the beginning; -1 if there is none.
qsizetype objectEnd(QByteArrayView text)
{
    qsizetype depth = 0;
    bool inString = false;
    for (qsizetype at = 0; at < text.size(); ++at) {
        const char byte = text[at];
        if (inString) {
            if (byte == '\\')
                ++at;
            else if (byte == '"')
                inString = false;
        } else if (byte == '"') {
            inString = true;
        } else if (byte == '{' || byte == '[') {
            ++depth;
        } else if ((byte == '}' || byte == ']') && --depth == 0) {
            return at + 1;
        }
    }
    return -1;
}

//! The next object in \a line from \a at on that is a frame or holds one.
std::optional<Found> nextFrame(QByteArrayView line, int depth, qsizetype from, qsizetype *objectAt,
                               qsizetype *endAt)
{
    constexpr int mostTries = 6;
    constexpr qsizetype longestPrefix = 4096;
    const QByteArrayView near = line.sliced(from).first(std::min(line.size() - from, longestPrefix));
    qsizetype at = near.indexOf('{');
    at += at < 0 ? 0 : from;
    for (int tries = 0; at >= 0 && at < from + longestPrefix && tries < mostTries; ++tries) {
        const QByteArrayView rest = line.sliced(at);
        const qsizetype end = objectEnd(rest);
        json::Document document;
        if (end < 0 || !document.parse(rest.first(end))) {
            at = line.indexOf('{', at + 1);
            continue;
        }
        const QByteArray object = rest.first(end).toByteArray();
        std::optional<Found> found;
        if (mayBeWrapper(document.root()))
            found = Wrapper(object, depth + 1).frame();
        if (!found && isFrame(document.root())) {
            found.emplace();
            found->raw = object;
        }
        if (found) {
            *objectAt = at;
            *endAt = at + end;
            return found;
        }
        at = line.indexOf('{', at + end);
    }
    return std::nullopt;
}

std::optional<Found> behindWordsAt(QByteArrayView line, int depth, int nth)
{
    if (depth >= deepest)
        return std::nullopt;
    std::optional<Found> found;
    QByteArrayView words; // before the first of them, which speak for all
    qsizetype at = 0;
    qsizetype end = 0;
    int frames = 0;
    for (; frames < mostFrames; ++frames) {
        auto next = nextFrame(line, depth, end, &at, &end);
        if (!next)
            break;
        if (frames == 0)
            words = line.first(at);
        if (frames == nth)
            found = std::move(next);
    }
    if (!found)
        return std::nullopt;
    found->frames = frames;
    if (found->timeUs == 0)
        found->timeUs = foreigntime::findIn(words);
    if (!found->direction)
        found->direction = directionIn(QString::fromUtf8(words));
    return found;
}

} // namespace

bool isFrame(const json::Value &object)
{
    return (object["type"].isString() && !object["type"].string().empty()) || object["reply_to"].exists() ||
           object["envelope_id"].exists();
}

bool mayBeWrapper(const json::Value &object)
{
    if (!object.isObject() || object["reply_to"].exists() || object["envelope_id"].exists())
        return false;
    const json::Value type = object["type"];
    if (!type.isString() || isCarrierType(type.text()))
        return true;
    // The message event of a browser's socket, written down as it is.
    return type.string() == "message" && !object["channel"].exists() && !object["user"].exists() &&
           !object["ts"].exists() && (object["data"].exists() || object["payload"].exists());
}

std::optional<Found> unwrapped(const QByteArray &record, int nth)
{
    return Wrapper(record, 0, nth).frame();
}

std::optional<Found> behindWords(QByteArrayView line)
{
    return behindWordsAt(line, 0);
}

std::vector<qsizetype> endsOfFrames(QByteArrayView line)
{
    std::vector<qsizetype> ends;
    qsizetype at = 0;
    qsizetype end = 0;
    while (nextFrame(line, 0, end, &at, &end))
        ends.push_back(end);
    return ends;
}

bool endsInside(QByteArrayView line)
{
    for (qsizetype at = line.indexOf('{'); at >= 0;) {
        const qsizetype end = objectEnd(line.sliced(at));
        if (end < 0) // a brace among words is none that opens JSON
            return QByteArrayView(line.sliced(at + 1)).trimmed().isEmpty() ||
                   QByteArrayView(line.sliced(at + 1)).trimmed().startsWith('"');
        at = line.indexOf('{', at + end);
    }
    return false;
}

std::optional<Found> socketMessage(const QByteArray &record)
{
    constexpr int text = 1;
    constexpr int binary = 2;
    constexpr int close = 8;
    constexpr int ping = 9;
    Wrapper message(record, 0);
    std::optional<Found> found;
    for (const QLatin1StringView name :
         {"data"_L1, "payload"_L1, "payloaddata"_L1, "text"_L1, "message"_L1}) {
        if ((found = message.textOf(name)))
            break;
    }
    if (!found)
        return std::nullopt;
    const int node = message.member(0, "opcode"_L1);
    const int opcode = node < 0 ? text : message.tree().valueText(node).toByteArray().toInt();
    const int encoding = message.member(0, "encoding"_L1);
    const bool isBase64 = encoding >= 0 && message.tree().string(encoding) == "base64"_L1;
    if (opcode == binary || isBase64) {
        const auto decoded =
            QByteArray::fromBase64Encoding(found->raw, QByteArray::AbortOnBase64DecodingErrors);
        if (decoded)
            found->raw = decoded.decoded;
        found->form = opcode == binary ? FrameForm::Binary : FrameForm::Json;
    } else if (opcode > binary) {
        found->form = FrameForm::Text;
        found->problem = opcode == close  ? tr("The web socket was closed.")
                         : opcode == ping ? tr("A ping of the web socket itself, not of the protocol.")
                                          : tr("A pong of the web socket itself, not of the protocol.");
    }
    return found;
}

} // namespace rtmscope::foreignframe
