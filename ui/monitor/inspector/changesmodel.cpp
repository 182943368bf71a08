// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/inspector/changesmodel.h"

#include "core/mrkdwn/shorten.h"
#include "ui/access/plaintips.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

// A row is a line on screen; the tree and the clipboard have the rest.
constexpr qsizetype mostShown = 2'000;
constexpr qsizetype mostCost = 4'000; // to ShownExtent
constexpr qsizetype mostSpoken = 200;

QString whole(const json::Tree &tree, int node)
{
    if (node < 0)
        return {};
    return tree.node(node).kind == json::Kind::String ? tree.string(node)
                                                      : QString::fromUtf8(tree.valueText(node));
}

//! On one line, with what can't be seen spelled as JSON has it.
QString shown(const json::Tree &tree, int node)
{
    if (node < 0)
        return {};
    QString text =
        QString::fromUtf8(tree.valueText(node).first(std::min(mostShown, tree.valueText(node).size())));
    if (tree.node(node).kind == json::Kind::String)
        text = QString::fromUtf8(json::quoted(tree.string(node).left(mostShown)));
    text = text.simplified();
    ShownExtent extent(mostCost);
    extent.shorten(text);
    const bool cut = extent.leftOut() > 0 || tree.valueText(node).size() > mostShown;
    return cut ? text + u'…' : text;
}

bool isWithinWord(const QString &text, qsizetype at)
{
    return at > 0 && at < text.size() && !text[at].isSpace() && !text[at - 1].isSpace();
}

qsizetype commonStart(const QString &a, const QString &b)
{
    const auto [inA, inB] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    qsizetype length = inA - a.begin();
    while (length > 0 && (isWithinWord(a, length) || isWithinWord(b, length)))
        --length;
    return length;
}

qsizetype commonEnd(const QString &a, const QString &b, qsizetype start)
{
    const qsizetype most = std::min(a.size(), b.size()) - start;
    qsizetype length = 0;
    while (length < most && a[a.size() - 1 - length] == b[b.size() - 1 - length])
        ++length;
    while (length > 0 && (isWithinWord(a, a.size() - length) || isWithinWord(b, b.size() - length)))
        --length;
    return length;
}

} // namespace

void ChangesModel::compare(const Side &before, const Side &after)
{
    take(before, after, jsonDiff(before.tree, before.node, after.tree, after.node));
}

void ChangesModel::take(const Side &before, const Side &after, const JsonDiff &diff)
{
    beginResetModel();
    m_before = before;
    m_after = after;
    m_diff = diff;
    endResetModel();
}

void ChangesModel::clear()
{
    beginResetModel();
    m_before = m_after = {};
    m_diff = {};
    endResetModel();
}

QString ChangesModel::wholeBefore(int row) const
{
    return whole(m_before.tree, difference(row).before);
}

QString ChangesModel::wholeAfter(int row) const
{
    return whole(m_after.tree, difference(row).after);
}

int ChangesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_diff.differences.size());
}

//! Of the value within what is compared: "text", not "message.text".
QString ChangesModel::path(const JsonDifference &difference) const
{
    const bool isThere = difference.after >= 0;
    const Side &side = isThere ? m_after : m_before;
    const QString all = side.tree.path(isThere ? difference.after : difference.before);
    const QString start = side.tree.path(side.node);
    if (!all.startsWith(start))
        return all;
    const QString rest = all.sliced(start.size());
    return rest.startsWith(u'.') ? rest.sliced(1) : rest;
}

QVariant ChangesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const JsonDifference &difference = m_diff.differences[index.row()];
    switch (role) {
    case Qt::DisplayRole:
    case PathRole:
        return path(difference);
    case BeforeRole:
        return shown(m_before.tree, difference.before);
    case AfterRole:
        return shown(m_after.tree, difference.after);
    case CommonStartRole:
    case CommonEndRole: {
        if (difference.kind != JsonDifference::Kind::Changed)
            return 0;
        const QString before = shown(m_before.tree, difference.before);
        const QString after = shown(m_after.tree, difference.after);
        const qsizetype start = commonStart(before, after);
        return role == CommonStartRole ? int(start) : int(commonEnd(before, after, start));
    }
    case Qt::ToolTipRole:
        return literalTip(wholeBefore(index.row()).left(mostShown) + u"\n→\n"_s +
                          wholeAfter(index.row()).left(mostShown));
    case Qt::AccessibleTextRole:
        return spoken(index);
    }
    return {};
}

QString ChangesModel::spoken(const QModelIndex &index) const
{
    const JsonDifference &difference = m_diff.differences[index.row()];
    const QString place = path(difference).isEmpty() ? tr("The whole") : path(difference);
    const QString before = shown(m_before.tree, difference.before).left(mostSpoken);
    const QString after = shown(m_after.tree, difference.after).left(mostSpoken);
    switch (difference.kind) {
    case JsonDifference::Kind::Added:
        return tr("%1 was added: %2").arg(place, after);
    case JsonDifference::Kind::Removed:
        return tr("%1 is gone: %2").arg(place, before);
    case JsonDifference::Kind::Changed:
        break;
    }
    return tr("%1 was %2 and is %3").arg(place, before, after);
}

} // namespace rtmscope
