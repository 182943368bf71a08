// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/inspect/pathspelling.h"

#include <QList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

using json::Kind;
using json::Tree;

struct Start
{
    int node = 0;
    QString name = u"event"_s;
};

bool isWithin(const Tree &tree, int node, int ancestor)
{
    while (node > ancestor)
        node = tree.node(node).parent;
    return node == ancestor;
}

Start startFor(const Tree &tree, int node)
{
    if (tree.find(u"envelope_id") < 0)
        return {};
    const int payload = tree.find(u"payload");
    const int event = tree.find(u"payload.event");
    if (event >= 0 && isWithin(tree, node, event))
        return {event, u"event"_s};
    if (payload >= 0 && isWithin(tree, node, payload))
        return {payload, u"body"_s};
    return {0, u"envelope"_s};
}

bool isLetter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || c == u'_';
}

bool isPlainKey(const QString &key)
{
    return !key.isEmpty() && isLetter(key.front()) && std::all_of(key.begin(), key.end(), [](QChar c) {
        return isLetter(c) || (c >= u'0' && c <= u'9');
    });
}

//! In double quotes as JSON has it; all of these languages read that.
QString quotedKey(const QString &key)
{
    return QString::fromUtf8(json::quoted(key));
}

//! RFC 9535 writes names in single quotes, with JSON's escapes otherwise.
QString singleQuoted(const QString &key)
{
    QString inside = quotedKey(key);
    inside = inside.sliced(1, inside.size() - 2);
    inside.replace(u"\\\""_s, u"\""_s).replace(u'\'', u"\\'"_s);
    return u'\'' + inside + u'\'';
}

QString goType(Kind kind)
{
    switch (kind) {
    case Kind::Object:
        return u".(map[string]any)"_s;
    case Kind::Array:
        return u".([]any)"_s;
    case Kind::String:
        return u".(string)"_s;
    case Kind::Number:
        return u".(float64)"_s;
    case Kind::Bool:
        return u".(bool)"_s;
    case Kind::Null:
        break;
    }
    return {};
}

QString qtConversion(Kind kind)
{
    switch (kind) {
    case Kind::Object:
        return u".toObject()"_s;
    case Kind::Array:
        return u".toArray()"_s;
    case Kind::String:
        return u".toString()"_s;
    case Kind::Number:
        return u".toDouble()"_s;
    case Kind::Bool:
        return u".toBool()"_s;
    case Kind::Null:
        break;
    }
    return {};
}

QString member(const QString &key, PathDialect dialect)
{
    switch (dialect) {
    case PathDialect::JsonPath:
        return isPlainKey(key) ? u'.' + key : u'[' + singleQuoted(key) + u']';
    case PathDialect::Jq:
    case PathDialect::JavaScript:
        return isPlainKey(key) ? u'.' + key : u'[' + quotedKey(key) + u']';
    case PathDialect::Python:
    case PathDialect::Go:
        break;
    case PathDialect::Cpp:
        return u"[u"_s + quotedKey(key) + u']';
    }
    return u'[' + quotedKey(key) + u']';
}

QString rootOf(const Start &start, PathDialect dialect)
{
    switch (dialect) {
    case PathDialect::JsonPath:
        return u"$"_s;
    case PathDialect::Jq:
        return {};
    default:
        return start.name;
    }
}

} // namespace

QString spelledPath(const json::Tree &tree, int node, PathDialect dialect)
{
    const bool isQuery = dialect == PathDialect::JsonPath || dialect == PathDialect::Jq;
    const Start start = isQuery ? Start{} : startFor(tree, node);
    QList<int> steps;
    for (int at = node; at > start.node; at = tree.node(at).parent)
        steps.prepend(at);

    QString path = rootOf(start, dialect);
    for (const int step : steps) {
        const Tree::Node &entry = tree.node(step);
        path += entry.keyBegin < 0 ? u"[%1]"_s.arg(entry.row) : member(tree.key(step), dialect);
        if (dialect == PathDialect::Go)
            path += goType(entry.kind);
    }
    if (dialect == PathDialect::Cpp && !steps.isEmpty())
        path += qtConversion(tree.node(node).kind);
    if (dialect == PathDialect::Jq && !path.startsWith(u'.'))
        path.prepend(u'.');
    return path;
}

} // namespace rtmscope
