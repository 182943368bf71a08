// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/inspector/jsontreemodel.h"

#include "core/explain/valuemeaning.h"
#include "core/filter/assist/filterpath.h"
#include "core/mrkdwn/shorten.h"
#include "core/workspace/workspace.h"
#include "ui/access/plaintips.h"

#include <QLocale>

using namespace Qt::StringLiterals;
using rtmscope::json::Kind;

namespace rtmscope {

namespace {

// A row is one line on screen, a tooltip some; the text pane has the rest.
constexpr qsizetype maxShown = 500;
constexpr qsizetype maxTip = 4000;
constexpr qsizetype maxBytes = 6 * maxShown; // of a string that are decoded for a row: all may be escapes
constexpr qsizetype maxCost = 4000; // to ShownExtent: that many letters, but no more than some fifty emoji

//! Line breaks and other control characters spelled as in JSON, so that they can be seen.
QString visible(QStringView text)
{
    QString shown;
    for (const QChar c : text) {
        if (c == u'\n')
            shown += u"\\n"_s;
        else if (c == u'\t')
            shown += u"\\t"_s;
        else if (c.category() == QChar::Other_Control || c == QChar::LineSeparator ||
                 c == QChar::ParagraphSeparator)
            shown += u"\\u%1"_s.arg(uint(c.unicode()), 4, 16, QChar(u'0'));
        else
            shown += c;
    }
    return shown;
}

QString count(int n, const QString &one, const QString &many)
{
    return n == 1 ? one : many.arg(QLocale().toString(n));
}

} // namespace

JsonTreeModel::JsonTreeModel(QObject *parent)
    : QAbstractItemModel(parent)
{
}

void JsonTreeModel::setTree(const json::Tree &tree, const WorkspaceFeed *names)
{
    beginResetModel();
    m_tree = tree;
    m_names = names;
    m_children.clear();
    m_handedOut.clear();
    endResetModel();
}

void JsonTreeModel::setNames(const WorkspaceFeed *names)
{
    m_names = names;
}

// ---- structure
// --------------------------------------------------------------------------------------------------

const std::vector<int> &JsonTreeModel::childrenOf(int node) const
{
    const auto known = m_children.constFind(node);
    if (known != m_children.constEnd())
        return *known;
    std::vector<int> children;
    children.reserve(size_t(m_tree.node(node).childCount));
    for (int child = m_tree.node(node).firstChild; child >= 0; child = m_tree.node(child).nextSibling)
        children.push_back(child);
    return *m_children.insert(node, std::move(children));
}

int JsonTreeModel::handedOut(int node) const
{
    return m_handedOut.value(node, std::min(portion, m_tree.node(node).childCount));
}

void JsonTreeModel::handOut(int node, int rows)
{
    const int before = handedOut(node);
    const int after = std::min(rows, int(m_tree.node(node).childCount));
    if (after <= before)
        return;
    beginInsertRows(createIndex(m_tree.node(node).row, 0, quintptr(node)), before, after - 1);
    m_handedOut[node] = after;
    endInsertRows();
}

QModelIndex JsonTreeModel::indexOf(int node)
{
    if (node < 0 || node >= m_tree.size())
        return {};
    for (int inner = node; m_tree.node(inner).parent >= 0; inner = m_tree.node(inner).parent) {
        const json::Tree::Node &entry = m_tree.node(inner);
        if (entry.row >= handedOut(entry.parent))
            handOut(entry.parent, (entry.row / portion + 1) * portion);
    }
    return createIndex(m_tree.node(node).row, 0, quintptr(node));
}

QModelIndex JsonTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (row < 0 || column != 0 || row >= rowCount(parent))
        return {};
    const int node = parent.isValid() ? childrenOf(nodeOf(parent))[size_t(row)] : 0;
    return createIndex(row, 0, quintptr(node));
}

QModelIndex JsonTreeModel::parent(const QModelIndex &child) const
{
    const int node = nodeOf(child);
    const int parent = node < 0 || node >= m_tree.size() ? -1 : m_tree.node(node).parent;
    return parent < 0 ? QModelIndex() : createIndex(m_tree.node(parent).row, 0, quintptr(parent));
}

int JsonTreeModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return m_tree.isEmpty() ? 0 : 1;
    return parent.column() == 0 ? handedOut(nodeOf(parent)) : 0;
}

int JsonTreeModel::columnCount(const QModelIndex &) const
{
    return 1;
}

bool JsonTreeModel::hasChildren(const QModelIndex &parent) const
{
    return rowCount(parent) > 0;
}

bool JsonTreeModel::canFetchMore(const QModelIndex &parent) const
{
    return parent.isValid() && handedOut(nodeOf(parent)) < m_tree.node(nodeOf(parent)).childCount;
}

void JsonTreeModel::fetchMore(const QModelIndex &parent)
{
    if (parent.isValid())
        handOut(nodeOf(parent), handedOut(nodeOf(parent)) + portion);
}

// ---- what a row says
// --------------------------------------------------------------------------------------------

QVariant JsonTreeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int node = nodeOf(index);
    switch (role) {
    case Qt::DisplayRole: {
        const QString key = keyText(node);
        return key.isEmpty() ? valueText(node) : key + u' ' + valueText(node);
    }
    case Qt::ToolTipRole:
        return toolTip(node);
    case Qt::AccessibleTextRole:
        return accessibleText(node);
    case NodeRole:
        return node;
    case KeyRole:
        return keyText(node);
    case ValueRole:
        return valueText(node);
    case GhostRole:
        return ghostText(node);
    case KindRole:
        return int(m_tree.node(node).kind);
    }
    return {};
}

QString JsonTreeModel::keyText(int node) const
{
    const json::Tree::Node &entry = m_tree.node(node);
    if (entry.parent < 0)
        return {};
    return entry.keyBegin < 0 ? u"[%1]"_s.arg(entry.row) : visible(m_tree.key(node).left(maxShown));
}

QString JsonTreeModel::valueText(int node) const
{
    const json::Tree::Node &entry = m_tree.node(node);
    switch (entry.kind) {
    case Kind::Object:
        return entry.parent < 0 || entry.childCount == 0 ? u"{}"_s : u"{%1}"_s.arg(entry.childCount);
    case Kind::Array:
        return u"[%1]"_s.arg(entry.childCount);
    case Kind::String: {
        const QString text = m_tree.beginning(node, maxBytes);
        QString shown = visible(QStringView(text).left(maxShown));
        ShownExtent extent(maxCost);
        extent.shorten(shown);
        const bool isCut =
            text.size() > maxShown || extent.leftOut() > 0 || entry.end - entry.begin > maxBytes + 2;
        return u'"' + shown + (isCut ? u"…\""_s : u"\""_s);
    }
    default:
        return QString::fromUtf8(
            m_tree.valueText(node).first(std::min(maxShown, m_tree.valueText(node).size())));
    }
}

QString JsonTreeModel::ghostText(int node) const
{
    const json::Tree::Node &entry = m_tree.node(node);
    if (entry.parent < 0) {
        const QString bytes = count(int(m_tree.text().size()), tr("1 byte"), tr("%1 bytes"));
        if (entry.kind == Kind::Object)
            return count(entry.childCount, tr("1 member"), tr("%1 members")) + u", "_s + bytes;
        return entry.kind == Kind::Array
                   ? count(entry.childCount, tr("1 element"), tr("%1 elements")) + u", "_s + bytes
                   : bytes;
    }
    if (entry.kind == Kind::Object && entry.keyBegin < 0) { // an element: its type tells most
        for (int child = entry.firstChild; child >= 0; child = m_tree.node(child).nextSibling) {
            if (m_tree.key(child) == "type"_L1)
                return m_tree.string(child).left(maxShown);
        }
    }
    return meaning(node);
}

QString JsonTreeModel::meaning(int node) const
{
    return ValueMeaning(m_tree, m_names ? &m_names->workspace() : nullptr).of(node).left(maxShown);
}

QString JsonTreeModel::toolTip(int node) const
{
    const json::Tree::Node &entry = m_tree.node(node);
    QString tip = entry.parent < 0 ? QString() : m_tree.path(node);
    if (entry.kind == Kind::String)
        tip += u'\n' + m_tree.beginning(node, 4 * maxTip);
    ShownExtent extent(maxTip);
    extent.shorten(tip);
    return literalTip(extent.leftOut() > 0 ? tip + u'…' : tip);
}

QString JsonTreeModel::accessibleText(int node) const
{
    const QString key = keyText(node);
    const QString ghost = ghostText(node);
    QString text = key.isEmpty() ? valueText(node) : key + u": "_s + valueText(node);
    return ghost.isEmpty() ? text : text + u", "_s + ghost;
}

QString JsonTreeModel::filterFor(int node) const
{
    if (node <= 0 || node >= m_tree.size())
        return {};
    const QString path = filterpath::pathOf(m_tree, node);
    switch (m_tree.node(node).kind) {
    case Kind::String:
        return path + u" == "_s + QString::fromUtf8(json::quoted(m_tree.string(node)));
    case Kind::Number:
    case Kind::Bool:
        return path + u" == "_s + QString::fromUtf8(m_tree.valueText(node));
    default:
        return path + u" exists"_s;
    }
}

} // namespace rtmscope
