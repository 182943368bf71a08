// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/chat/layout/messagelayout.h"

#include <QCache>
#include <QSet>
#include <QStyledItemDelegate>

namespace rtmscope {

//! Paints and measures rows of a MessageListModel from laid-out text that is kept per message revision. Light
//! on purpose: no style option is drawn, nothing is shaped twice. Owned by its MessageListView.
class MessageDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit MessageDelegate(QObject *parent = nullptr);

    //! The row and the place in it that the mouse is over.
    void setHover(const QPersistentModelIndex &index, const Hit &hit);
    //! Fonts, colours or names changed: everything is laid out anew when next needed.
    void forget();

    //! Rows that hold a date such as "3 minutes ago" are laid out anew when next needed. Their messages'
    //! revisions.
    QSet<quint64> forgetRelative();
    //! Whether forgetRelative() would find any.
    bool hasRelative() const { return !m_relative.isEmpty(); }

    //! The row laid out for \a width; nullptr for an index of another model. Valid until the next call.
    const MessageLayout *layout(const QModelIndex &index, int width) const;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    //! For option.rect.width().
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    struct Key
    {
        quint64 revision;
        QDate day;
        int width;
        int replies;
        quint8 flags;
        friend bool operator==(const Key &, const Key &) = default;
        friend size_t qHash(const Key &key, size_t seed = 0)
        {
            return qHashMulti(seed, key.revision, key.day.toJulianDay(), key.width, key.replies, key.flags);
        }
    };
    static Key keyOf(const MessageRow &row, int width);

    mutable QCache<Key, MessageLayout> m_layouts;
    mutable QSet<Key> m_relative;
    mutable std::unique_ptr<MessageLayout> m_uncached;
    QPersistentModelIndex m_hovered;
    Hit m_hot;
};

} // namespace rtmscope
