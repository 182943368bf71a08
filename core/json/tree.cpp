// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/json/tree.h"

#include <QStringList>

#include <algorithm>
#include <cstring>

using namespace Qt::StringLiterals;

namespace rtmscope::json {

namespace {

//! Decodes a quoted string that is known to be valid JSON.
QString decoded(QByteArrayView quotedText)
{
    const QByteArrayView inside = quotedText.sliced(1, quotedText.size() - 2);
    if (!inside.contains('\\'))
        return fromUtf8({inside.data(), static_cast<std::size_t>(inside.size())});
    thread_local Document document;
    document.parse(quotedText);
    return document.root().text();
}

//! Of the escape that begins a valid \a text; of both that make one character.
qsizetype escapeLength(QByteArrayView text)
{
    if (text[1] != 'u')
        return 2;
    const bool isFirstHalf =
        (text[2] == 'd' || text[2] == 'D') && (text[3] == '8' || text[3] == '9' || text[3] == 'a' ||
                                               text[3] == 'b' || text[3] == 'A' || text[3] == 'B');
    return isFirstHalf ? 12 : 6;
}

bool isPlainName(QStringView name)
{
    const auto isWordChar = [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'_';
    };
    return !name.isEmpty() && std::all_of(name.begin(), name.end(), isWordChar);
}

//! One step of a path: a member's name or an element's number.
struct Step
{
    QString name;
    int element = -1;
};

//! Takes the next step off \a path; false if it is not a path.
bool takeStep(QStringView *path, bool first, Step *step)
{
    if (path->startsWith(u'[')) {
        if (path->startsWith("[\""_L1)) {
            qsizetype end = 2;
            while (end < path->size() && (*path)[end] != u'"')
                end += (*path)[end] == u'\\' ? 2 : 1;
            if (end + 1 >= path->size() || (*path)[end + 1] != u']')
                return false;
            Document document;
            if (!document.parse(path->sliced(1, end).toUtf8()))
                return false;
            *step = {document.root().text(), -1};
            *path = path->sliced(end + 2);
            return true;
        }
        const qsizetype end = path->indexOf(u']');
        bool ok = false;
        const int element = end > 1 ? path->sliced(1, end - 1).toInt(&ok) : -1;
        if (!ok || element < 0)
            return false;
        *step = {QString(), element};
        *path = path->sliced(end + 1);
        return true;
    }
    if (!first) {
        if (!path->startsWith(u'.'))
            return false;
        *path = path->sliced(1);
    }
    qsizetype end = 0;
    while (end < path->size() && (*path)[end] != u'.' && (*path)[end] != u'[')
        ++end;
    *step = {path->first(end).toString(), -1};
    *path = path->sliced(end);
    return end > 0;
}

} // namespace

//! Walks a text that is known to be valid, so that it only has to find where things begin and end.
class Tree::Builder
{
public:
    explicit Builder(Data &data)
        : m_data(data)
        , m_text(data.text.constData())
        , m_size(data.text.size())
    {
    }
    void build();

private:
    std::int32_t open(Kind kind);
    void close();
    void skipString();
    void takeString();
    void takeScalar();

    Data &m_data;
    const char *m_text;
    qsizetype m_size;
    qsizetype m_at = 0;
    std::int32_t m_parent = -1;
    std::vector<std::int32_t> m_lastChild; // per open level
    qsizetype m_keyBegin = -1;
    qsizetype m_keyEnd = -1;
};

std::int32_t Tree::Builder::open(Kind kind)
{
    const auto index = static_cast<std::int32_t>(m_data.nodes.size());
    Node node;
    node.kind = kind;
    node.parent = m_parent;
    node.keyBegin = m_keyBegin;
    node.keyEnd = m_keyEnd;
    node.begin = m_at;
    m_keyBegin = m_keyEnd = -1;
    if (m_parent >= 0) {
        Node &parent = m_data.nodes[static_cast<std::size_t>(m_parent)];
        node.row = parent.childCount++;
        if (parent.firstChild < 0)
            parent.firstChild = index;
        else
            m_data.nodes[static_cast<std::size_t>(m_lastChild.back())].nextSibling = index;
        m_lastChild.back() = index;
    }
    m_data.nodes.push_back(node);
    return index;
}

void Tree::Builder::close()
{
    Node &node = m_data.nodes[static_cast<std::size_t>(m_parent)];
    node.end = ++m_at;
    m_parent = node.parent;
    m_lastChild.pop_back();
}

void Tree::Builder::skipString()
{
    for (++m_at; m_text[m_at] != '"'; ++m_at) {
        if (m_text[m_at] == '\\')
            ++m_at;
    }
    ++m_at;
}

void Tree::Builder::takeString()
{
    const qsizetype begin = m_at;
    const bool inObject =
        m_parent >= 0 && m_data.nodes[static_cast<std::size_t>(m_parent)].kind == Kind::Object;
    if (inObject && m_keyBegin < 0) {
        skipString();
        m_keyBegin = begin;
        m_keyEnd = m_at;
        return;
    }
    const std::int32_t index = open(Kind::String);
    skipString();
    m_data.nodes[static_cast<std::size_t>(index)].end = m_at;
}

void Tree::Builder::takeScalar()
{
    const char first = m_text[m_at];
    const Kind kind = first == 'n' ? Kind::Null : first == 't' || first == 'f' ? Kind::Bool : Kind::Number;
    const std::int32_t index = open(kind);
    while (m_at < m_size && !std::strchr(" \t\r\n,]}", m_text[m_at]))
        ++m_at;
    m_data.nodes[static_cast<std::size_t>(index)].end = m_at;
}

void Tree::Builder::build()
{
    while (m_at < m_size) {
        switch (m_text[m_at]) {
        case '{':
        case '[':
            m_parent = open(m_text[m_at] == '{' ? Kind::Object : Kind::Array);
            m_lastChild.push_back(-1);
            ++m_at;
            break;
        case '}':
        case ']':
            close();
            break;
        case '"':
            takeString();
            break;
        case ' ':
        case '\t':
        case '\r':
        case '\n':
        case ':':
        case ',':
            ++m_at;
            break;
        default:
            takeScalar();
        }
    }
}

Tree::Tree()
{
    static const auto none = std::make_shared<const Data>();
    d = none;
}

Tree Tree::parse(const QByteArray &text)
{
    const auto data = std::make_shared<Data>();
    data->text = text;
    thread_local Document document;
    if (!document.parse(text)) {
        data->error = document.error();
        return Tree(data);
    }
    Builder(*data).build();

    data->childrenOf.reserve(data->nodes.size());
    data->children.reserve(data->nodes.size());
    for (const Node &node : data->nodes) {
        data->childrenOf.push_back(static_cast<std::int32_t>(data->children.size()));
        for (std::int32_t at = node.firstChild; at >= 0;
             at = data->nodes[static_cast<std::size_t>(at)].nextSibling)
            data->children.push_back(at);
    }
    return Tree(data);
}

std::int32_t Tree::childAt(int index, std::int32_t row) const
{
    const std::int32_t first = d->childrenOf[static_cast<std::size_t>(index)];
    return d->children[static_cast<std::size_t>(first + row)];
}

int Tree::child(int index, int row) const
{
    return row >= 0 && row < node(index).childCount ? childAt(index, row) : -1;
}

QString Tree::key(int index) const
{
    const Node &at = node(index);
    return at.keyBegin < 0 ? QString()
                           : decoded(QByteArrayView(d->text).sliced(at.keyBegin, at.keyEnd - at.keyBegin));
}

QByteArrayView Tree::valueText(int index) const
{
    const Node &at = node(index);
    return QByteArrayView(d->text).sliced(at.begin, at.end - at.begin);
}

QString Tree::string(int index) const
{
    return node(index).kind == Kind::String ? decoded(valueText(index)) : QString();
}

QString Tree::beginning(int index, qsizetype most) const
{
    const QByteArrayView whole = valueText(index);
    if (node(index).kind != Kind::String || whole.size() <= most + 2)
        return string(index);
    const QByteArrayView inside = whole.sliced(1, whole.size() - 2);
    qsizetype end = 0; // behind a whole character
    for (qsizetype at = 0; at < most;) {
        qsizetype length = 1;
        if (inside[at] == '\\')
            length = escapeLength(inside.sliced(at));
        while (at + length < inside.size() &&
               (static_cast<unsigned char>(inside[at + length]) & 0xc0) == 0x80)
            ++length;
        at += length;
        if (at <= most)
            end = at;
    }
    QByteArray part = inside.first(end).toByteArray();
    part.prepend('"').append('"');
    return decoded(part);
}

int Tree::nodeAt(qsizetype offset) const
{
    if (isEmpty() || offset < node(0).begin || offset >= node(0).end)
        return -1;
    const auto startOf = [this](int index) {
        return node(index).keyBegin >= 0 ? node(index).keyBegin : node(index).begin;
    };
    int found = 0;
    for (;;) {
        // Children lie one behind the other: look for the last that begins at or before the offset.
        std::int32_t low = 0;
        std::int32_t high = node(found).childCount;
        while (low < high) {
            const std::int32_t middle = low + (high - low) / 2;
            if (startOf(childAt(found, middle)) <= offset)
                low = middle + 1;
            else
                high = middle;
        }
        if (low == 0)
            return found;
        const int candidate = childAt(found, low - 1);
        if (offset >= node(candidate).end)
            return found;
        found = candidate;
    }
}

QString Tree::path(int index) const
{
    QStringList steps;
    for (int at = index; at >= 0 && node(at).parent >= 0; at = node(at).parent) {
        if (node(at).keyBegin < 0) {
            steps.prepend(u"[%1]"_s.arg(node(at).row));
            continue;
        }
        const QString name = key(at);
        const bool isFirst = node(node(at).parent).parent < 0;
        if (!isPlainName(name))
            steps.prepend(u"[%1]"_s.arg(QString::fromUtf8(quoted(name))));
        else
            steps.prepend(isFirst ? name : u'.' + name);
    }
    return steps.join(QString());
}

bool Tree::hasKey(int index, QByteArrayView utf8) const
{
    const Node &at = node(index);
    if (at.keyBegin < 0)
        return false;
    const QByteArrayView inside =
        QByteArrayView(d->text).sliced(at.keyBegin + 1, at.keyEnd - at.keyBegin - 2);
    return inside.contains('\\') ? key(index).toUtf8() == utf8 : inside == utf8;
}

int Tree::lastChildNamed(int index, QStringView name) const
{
    const QByteArray utf8 = name.toUtf8();
    for (std::int32_t row = node(index).childCount - 1; row >= 0; --row) {
        if (hasKey(childAt(index, row), utf8))
            return childAt(index, row);
    }
    return -1;
}

int Tree::find(QStringView path) const
{
    if (isEmpty())
        return -1;
    int found = 0;
    for (bool first = true; !path.isEmpty() && found >= 0; first = false) {
        Step step;
        if (!takeStep(&path, first, &step))
            return -1;
        if (step.element < 0)
            found = lastChildNamed(found, step.name);
        else
            found = node(found).kind == Kind::Array ? child(found, step.element) : -1;
    }
    return found;
}

} // namespace rtmscope::json
