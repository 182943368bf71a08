// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/send/outgoing.h"
#include "core/workspace/workspace.h"

#include <QAbstractListModel>
#include <QPointer>

#include <vector>

namespace rtmscope {

//! What waits in the outbox as rows of words. Knows nothing of the outbox itself: takes a snapshot and turns
//! it into row signals, asks for moves by a signal. GUI thread.
class OutboxModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        LocalRole = Qt::UserRole + 1,
        StateRole,  //!< int of OutboxItem::State
        StateWords, //!< "queued", "not sent" …
        TextRole,   //!< what was typed, on one line
        PlaceRole,  //!< "#ops", "#ops, in a thread"
        AgeRole,    //!< "3 min"; empty while it is young
        NextRole,   //!< what it waits for or why it stopped; may be empty
    };

    explicit OutboxModel(QObject *parent = nullptr);

    //! For the names of places; nullptr shows ids.
    void setFeed(WorkspaceFeed *feed);
    void setItems(const QList<OutboxItem> &items);
    const OutboxItem &at(int row) const { return m_rows[size_t(row)]; }
    int rowOf(const QString &local) const; //!< -1
    //! Time has passed: ages and waits read differently.
    void tick();
    //! Whether tick() changes anything.
    bool isTimed() const { return !m_rows.empty(); }

    static QString iconName(OutboxItem::State state);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    QStringList mimeTypes() const override;
    QMimeData *mimeData(const QModelIndexList &indexes) const override;
    bool dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                      const QModelIndex &parent) override;

Q_SIGNALS:
    //! A row was dropped there; the outbox decides.
    void moveRequested(const QString &local, int index);

private:
    friend class OutboxSink;
    template<typename Model, typename Row>
    friend class RowSink;
    QString place(const OutboxItem &item) const;
    QString next(const OutboxItem &item) const;
    QString accessible(const OutboxItem &item) const;

    std::vector<OutboxItem> m_rows;
    QPointer<WorkspaceFeed> m_feed;
};

} // namespace rtmscope
