// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/inspect/jsonfind.h"

#include "core/inspect/jsonquery.h"

#include <QByteArrayMatcher>

#include <algorithm>

using namespace Qt::StringLiterals;
using rtmscope::json::Kind;
using rtmscope::json::Tree;

namespace rtmscope {

namespace {

using Place = FoundPlaces::Place;

constexpr int nodesBetweenLooks = 4'096; // at whether to stop

//! Looks through one frame.
class Finder
{
public:
    Finder(const QByteArray &frame, const Tree &tree, const QString &wanted, const std::atomic_bool &stopped)
        : m_lower(frame.toLower())
        , m_tree(tree)
        , m_wanted(wanted)
        , m_bytes(wanted.toUtf8().toLower())
        , m_matcher(m_bytes)
        , m_stopped(stopped)
    {
    }

    void anywhere();
    void keys();
    void values();
    FoundPlaces result();

private:
    bool isFull() const { return m_found.size() > mostFoundPlaces || m_stopped; }
    void inBytes(qsizetype begin, qsizetype end);
    void inQuotes(qsizetype begin, qsizetype end);
    bool maySpellOtherwise() const;
    void add(qsizetype begin, qsizetype end)
    {
        if (m_found.size() <= mostFoundPlaces)
            m_found.append({begin, end});
    }

    QByteArray m_lower;
    const Tree &m_tree;
    QString m_wanted;
    QByteArray m_bytes;
    QByteArrayMatcher m_matcher;
    const std::atomic_bool &m_stopped;
    QList<Place> m_found;
};

void Finder::inBytes(qsizetype begin, qsizetype end)
{
    const QByteArrayView part = QByteArrayView(m_lower).sliced(begin, end - begin);
    for (qsizetype at = m_matcher.indexIn(part); at >= 0 && !isFull();
         at = m_matcher.indexIn(part, at + m_bytes.size()))
        add(begin + at, begin + at + m_bytes.size());
}

//! In a string or key with its quotes: by what its escapes stand for, if it has any.
void Finder::inQuotes(qsizetype begin, qsizetype end)
{
    const QByteArrayView inside = QByteArrayView(m_lower).sliced(begin + 1, end - begin - 2);
    // Where there are no others, its letters are its bytes; of others, small ones are told apart from
    // capitals.
    const bool isSpelledOut = !inside.contains('\\') && m_bytes.size() == m_wanted.size();
    if (isSpelledOut)
        return inBytes(begin + 1, end - 1);
    const QByteArrayView whole = QByteArrayView(m_tree.text()).sliced(begin, end - begin);
    json::Document document;
    if (document.parse(whole) && document.root().text().contains(m_wanted, Qt::CaseInsensitive))
        add(begin, end);
}

//! In JSON some letters can be written as escapes, and some have to be; capitals of other alphabets are none
//! in bytes.
bool Finder::maySpellOtherwise() const
{
    return std::any_of(m_wanted.begin(), m_wanted.end(), [](QChar c) {
        return c.unicode() >= 0x80 || c == u'"' || c == u'\\' || c == u'/' || c.unicode() < 0x20;
    });
}

void Finder::anywhere()
{
    inBytes(0, m_lower.size());
    if (m_tree.isEmpty() || !maySpellOtherwise())
        return;
    const QList<Place> plain = m_found;
    const auto isFound = [&plain](qsizetype begin, qsizetype end) {
        const auto at =
            std::lower_bound(plain.begin(), plain.end(), begin,
                             [](const Place &place, qsizetype from) { return place.begin < from; });
        return at != plain.end() && at->begin < end;
    };
    for (int node = 0; node < m_tree.size() && !isFull(); ++node) {
        const Tree::Node &entry = m_tree.node(node);
        if (entry.keyBegin >= 0 && !isFound(entry.keyBegin, entry.keyEnd))
            inQuotes(entry.keyBegin, entry.keyEnd);
        if (entry.kind == Kind::String && !isFound(entry.begin, entry.end))
            inQuotes(entry.begin, entry.end);
    }
    std::sort(m_found.begin(), m_found.end(),
              [](const Place &a, const Place &b) { return a.begin < b.begin; });
}

void Finder::keys()
{
    for (int node = 0; node < m_tree.size(); ++node) {
        if (node % nodesBetweenLooks == 0 && isFull())
            return;
        if (m_tree.node(node).keyBegin >= 0)
            inQuotes(m_tree.node(node).keyBegin, m_tree.node(node).keyEnd);
    }
}

void Finder::values()
{
    for (int node = 0; node < m_tree.size(); ++node) {
        if (node % nodesBetweenLooks == 0 && isFull())
            return;
        const Tree::Node &entry = m_tree.node(node);
        if (entry.kind == Kind::String)
            inQuotes(entry.begin, entry.end);
        else if (entry.kind != Kind::Object && entry.kind != Kind::Array)
            inBytes(entry.begin, entry.end);
    }
}

FoundPlaces Finder::result()
{
    FoundPlaces result;
    result.isAll = m_found.size() <= mostFoundPlaces;
    if (!result.isAll)
        m_found.resize(mostFoundPlaces);
    result.places = m_found;
    return result;
}

FoundPlaces byPath(const Tree &tree, const QString &wanted, const std::atomic_bool &stopped)
{
    FoundPlaces result;
    result.byPath = true;
    const std::optional<JsonQuery> query = JsonQuery::parse(wanted, &result.problem);
    if (!query)
        return result;
    QList<int> nodes = query->nodes(tree, mostFoundPlaces + 1, stopped);
    result.isAll = nodes.size() <= mostFoundPlaces;
    if (!result.isAll)
        nodes.resize(mostFoundPlaces);
    for (const int node : std::as_const(nodes)) {
        const Tree::Node &entry = tree.node(node);
        result.places.append({entry.keyBegin >= 0 ? entry.keyBegin : entry.begin, entry.end});
    }
    return result;
}

} // namespace

FoundPlaces findInFrame(const QByteArray &frame, const json::Tree &tree, const QString &wanted,
                        FindScope scope, const std::atomic_bool &stopped)
{
    if (wanted.isEmpty())
        return {};
    if (scope == FindScope::Path ||
        (scope == FindScope::Anywhere && !tree.isEmpty() && JsonQuery::looksLikeOne(wanted)))
        return byPath(tree, wanted, stopped);
    Finder finder(frame, tree, wanted, stopped);
    if (scope == FindScope::Keys)
        finder.keys();
    else if (scope == FindScope::Values)
        finder.values();
    else
        finder.anywhere();
    return finder.result();
}

} // namespace rtmscope
