// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/json/tree.h"

#include <QAbstractItemModel>
#include <QHash>
#include <QPointer>

#include <vector>

namespace rtmscope {

class WorkspaceFeed;

//! A json::Tree for a tree view: one row per value, the root first. Members stand in wire order, duplicates
//! included. Large arrays hand out their rows in portions. GUI thread.
class JsonTreeModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Role {
        NodeRole = Qt::UserRole, //!< int, index into tree()
        KeyRole,                 //!< QString: "text", "[3]"; empty for the root
        ValueRole,               //!< QString, bounded: "\"Error rate…\"", "[12]", "61"
        GhostRole, //!< QString: what the value means: a name, a local time, a count; may be empty
        KindRole,  //!< int, json::Kind
    };
    //! Rows handed out at a time.
    static constexpr int portion = 2000;

    explicit JsonTreeModel(QObject *parent = nullptr);

    //! \a names resolves ids and may be nullptr.
    void setTree(const json::Tree &tree, const WorkspaceFeed *names);
    //! The same tree, but others know the names now.
    void setNames(const WorkspaceFeed *names);
    const json::Tree &tree() const { return m_tree; }
    //! Fetches what is needed to have a row for the node.
    QModelIndex indexOf(int node);
    static int nodeOf(const QModelIndex &index) { return index.isValid() ? int(index.internalId()) : -1; }
    //! `channel == "C1"` and the like; empty for the root.
    QString filterFor(int node) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    using QObject::parent;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    const std::vector<int> &childrenOf(int node) const;
    int handedOut(int node) const;
    void handOut(int node, int rows);
    QString keyText(int node) const;
    QString valueText(int node) const;
    QString ghostText(int node) const;
    QString meaning(int node) const;
    QString toolTip(int node) const;
    QString accessibleText(int node) const;

    json::Tree m_tree;
    QPointer<const WorkspaceFeed> m_names;
    mutable QHash<int, std::vector<int>> m_children; // of nodes that were asked for
    QHash<int, int> m_handedOut;                     // of nodes larger than a portion
};

} // namespace rtmscope
