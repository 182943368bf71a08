// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/inspect/jsondiff.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <array>

namespace rtmscope {

namespace {

using json::Kind;
using json::Tree;

constexpr qsizetype mostDifferences = 2'000;
constexpr std::size_t mostPairs = 1'000'000; // of elements that are compared each with each

// What tells one element of a list from the others, the surest first.
constexpr std::array identifying{"id", "ts", "block_id", "action_id", "client_msg_id", "user", "name"};

//! A number for each value of a part of a tree; equal where the values are. Made from the leaves up without
//! recursion: texts may be nested as deeply as they like.
class Digests
{
public:
    Digests(const Tree &tree, int root)
        : m_tree(tree)
        , m_root(root)
    {
        const int end = endOf(root);
        m_of.resize(static_cast<std::size_t>(end - root));
        for (int node = end - 1; node >= root; --node) {
            size_t &own = m_of[static_cast<std::size_t>(node - root)];
            own = finished(node, own);
            if (node > root)
                addTo(m_of[static_cast<std::size_t>(m_tree.node(node).parent - root)], node, own);
        }
    }
    size_t of(int node) const { return m_of[static_cast<std::size_t>(node - m_root)]; }

private:
    //! Parents stand before their children, so what is below a node follows it.
    int endOf(int root) const
    {
        int end = root + 1;
        while (end < m_tree.size() && m_tree.node(end).parent >= root)
            ++end;
        return end;
    }
    size_t finished(int node, size_t children) const
    {
        const Tree::Node &entry = m_tree.node(node);
        const size_t kind = static_cast<size_t>(entry.kind);
        if (entry.kind == Kind::Object || entry.kind == Kind::Array)
            return qHashMulti(seed(), kind, entry.childCount, children);
        if (entry.kind == Kind::String)
            return qHashMulti(seed(), kind, m_tree.string(node));
        return qHashMulti(seed(), kind, m_tree.valueText(node));
    }
    void addTo(size_t &parent, int node, size_t digest) const
    {
        constexpr size_t factor = 1'099'511'628'211U;
        if (m_tree.node(node).keyBegin >= 0) // in any order
            parent += qHashMulti(seed(), m_tree.key(node), digest);
        else
            parent = parent * factor + digest;
    }
    static size_t seed() { return static_cast<size_t>(QHashSeed::globalSeed()); }

    const Tree &m_tree;
    int m_root;
    std::vector<size_t> m_of;
};

class Comparison
{
public:
    Comparison(const Tree &before, int beforeNode, const Tree &after, int afterNode)
        : m_before(before)
        , m_after(after)
        , m_beforeDigests(before, beforeNode)
        , m_afterDigests(after, afterNode)
    {
        m_due.push_back({beforeNode, afterNode});
    }

    JsonDiff run()
    {
        while (!m_due.empty() && m_result.isComplete) {
            const Pair pair = m_due.back();
            m_due.pop_back();
            compare(pair);
        }
        return std::move(m_result);
    }

private:
    struct Pair
    {
        int before = -1;
        int after = -1;
    };

    bool areEqual(int before, int after) const
    {
        return m_beforeDigests.of(before) == m_afterDigests.of(after);
    }

    void compare(const Pair &pair)
    {
        if (pair.before < 0)
            return found(JsonDifference::Kind::Added, pair);
        if (pair.after < 0)
            return found(JsonDifference::Kind::Removed, pair);
        if (areEqual(pair.before, pair.after))
            return;
        const Kind kind = m_before.node(pair.before).kind;
        const bool sameKind = kind == m_after.node(pair.after).kind;
        if (sameKind && kind == Kind::Object)
            descend(members(pair));
        else if (sameKind && kind == Kind::Array)
            descend(elements(pair));
        else
            found(JsonDifference::Kind::Changed, pair);
    }

    void found(JsonDifference::Kind kind, const Pair &pair)
    {
        if (m_result.differences.size() == mostDifferences)
            m_result.isComplete = false;
        else
            m_result.differences.append({kind, pair.before, pair.after});
    }

    void descend(const std::vector<Pair> &pairs) { m_due.insert(m_due.end(), pairs.rbegin(), pairs.rend()); }

    //! By name; where one stands twice, the first with the first.
    std::vector<Pair> members(const Pair &pair) const
    {
        QHash<QString, QList<int>> old;
        for (const int child : childrenOf(m_before, pair.before))
            old[m_before.key(child)].append(child);
        QSet<int> met;
        std::vector<Pair> pairs;
        for (const int child : childrenOf(m_after, pair.after)) {
            const auto named = old.find(m_after.key(child));
            const bool isThere = named != old.end() && !named->isEmpty();
            pairs.push_back({isThere ? named->takeFirst() : -1, child});
            met.insert(pairs.back().before);
        }
        for (const int child : childrenOf(m_before, pair.before)) {
            if (!met.contains(child))
                pairs.push_back({child, -1});
        }
        return pairs;
    }

    std::vector<Pair> elements(const Pair &pair) const
    {
        std::vector<int> old = childrenOf(m_before, pair.before);
        std::vector<int> now = childrenOf(m_after, pair.after);
        const auto isSame = [this](int before, int after) { return areEqual(before, after); };
        const auto front = std::mismatch(old.begin(), old.end(), now.begin(), now.end(), isSame);
        old.erase(old.begin(), front.first);
        now.erase(now.begin(), front.second);
        while (!old.empty() && !now.empty() && areEqual(old.back(), now.back())) {
            old.pop_back();
            now.pop_back();
        }
        if (old.size() * now.size() > mostPairs)
            return byPlace(old, now);
        return aligned(old, now);
    }

    static std::vector<Pair> byPlace(const std::vector<int> &old, const std::vector<int> &now)
    {
        std::vector<Pair> pairs;
        for (std::size_t i = 0; i < std::max(old.size(), now.size()); ++i)
            pairs.push_back({i < old.size() ? old[i] : -1, i < now.size() ? now[i] : -1});
        return pairs;
    }

    //! By the longest sequence of elements that are both here and there; what lies between two of them is
    //! paired by place, as far as it can be the same thing.
    std::vector<Pair> aligned(const std::vector<int> &old, const std::vector<int> &now) const
    {
        const std::vector<Pair> anchors = commonOf(old, now);
        std::vector<Pair> pairs;
        std::size_t i = 0;
        std::size_t j = 0;
        for (const Pair &anchor : anchors) {
            const auto toOld = static_cast<std::size_t>(anchor.before);
            const auto toNow = static_cast<std::size_t>(anchor.after);
            between({old.begin() + std::ptrdiff_t(i), old.begin() + std::ptrdiff_t(toOld)},
                    {now.begin() + std::ptrdiff_t(j), now.begin() + std::ptrdiff_t(toNow)}, pairs);
            pairs.push_back({old[toOld], now[toNow]});
            i = toOld + 1;
            j = toNow + 1;
        }
        between({old.begin() + std::ptrdiff_t(i), old.end()}, {now.begin() + std::ptrdiff_t(j), now.end()},
                pairs);
        return pairs;
    }

    void between(const std::vector<int> &old, const std::vector<int> &now, std::vector<Pair> &pairs) const
    {
        std::size_t next = 0;
        for (const int after : now) {
            const bool fits = next < old.size() && canBecome(old[next], after);
            pairs.push_back({fits ? old[next++] : -1, after});
        }
        for (; next < old.size(); ++next)
            pairs.push_back({old[next], -1});
    }

    //! What has names of its own, and others, is another thing.
    bool canBecome(int before, int after) const
    {
        return m_before.node(before).kind == m_after.node(after).kind && nameOf(m_before, before) == 0 &&
               nameOf(m_after, after) == 0;
    }

    //! Places in both lists, ascending.
    std::vector<Pair> commonOf(const std::vector<int> &old, const std::vector<int> &now) const
    {
        const std::vector<std::pair<size_t, size_t>> oldKeys = keysOf(m_before, m_beforeDigests, old);
        const std::vector<std::pair<size_t, size_t>> nowKeys = keysOf(m_after, m_afterDigests, now);
        const auto match = [&](std::size_t i, std::size_t j) {
            return oldKeys[i].first == nowKeys[j].first ||
                   (oldKeys[i].second != 0 && oldKeys[i].second == nowKeys[j].second);
        };
        const std::size_t width = now.size() + 1;
        std::vector<quint32> longest((old.size() + 1) * width, 0);
        for (std::size_t i = old.size(); i-- > 0;) {
            for (std::size_t j = now.size(); j-- > 0;)
                longest[i * width + j] =
                    match(i, j) ? longest[(i + 1) * width + j + 1] + 1
                                : std::max(longest[(i + 1) * width + j], longest[i * width + j + 1]);
        }
        std::vector<Pair> common;
        for (std::size_t i = 0, j = 0; i < old.size() && j < now.size();) {
            if (match(i, j))
                common.push_back({static_cast<int>(i++), static_cast<int>(j++)});
            else if (longest[(i + 1) * width + j] >= longest[i * width + j + 1])
                ++i;
            else
                ++j;
        }
        return common;
    }

    //! What it is, and what names it.
    static std::vector<std::pair<size_t, size_t>> keysOf(const Tree &tree, const Digests &digests,
                                                         const std::vector<int> &elements)
    {
        std::vector<std::pair<size_t, size_t>> keys;
        keys.reserve(elements.size());
        for (const int element : elements)
            keys.emplace_back(digests.of(element), nameOf(tree, element));
        return keys;
    }

    //! 0: nothing does.
    static size_t nameOf(const Tree &tree, int element)
    {
        if (tree.node(element).kind != Kind::Object)
            return 0;
        for (const char *member : identifying) {
            for (const int child : childrenOf(tree, element)) {
                if (tree.node(child).kind == Kind::String && tree.key(child) == QLatin1String(member))
                    return qHashMulti(0, QLatin1String(member), tree.string(child)) | 1;
            }
        }
        return 0;
    }

    static std::vector<int> childrenOf(const Tree &tree, int node)
    {
        std::vector<int> children;
        children.reserve(static_cast<std::size_t>(tree.node(node).childCount));
        for (int child = tree.node(node).firstChild; child >= 0; child = tree.node(child).nextSibling)
            children.push_back(child);
        return children;
    }

    const Tree &m_before;
    const Tree &m_after;
    Digests m_beforeDigests;
    Digests m_afterDigests;
    std::vector<Pair> m_due; // the next one at the end
    JsonDiff m_result;
};

} // namespace

JsonDiff jsonDiff(const json::Tree &before, int beforeNode, const json::Tree &after, int afterNode)
{
    return Comparison(before, beforeNode, after, afterNode).run();
}

} // namespace rtmscope
