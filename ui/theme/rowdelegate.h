// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/theme.h"

#include <QStyledItemDelegate>

namespace rtmscope {

//! One-line rows of a list with columns: words in line with those of the panes around, the accent's bar at
//! the chosen row of the list that has the focus, as the messages have it.
class RowDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    //! \a lead: grid steps before the first column's words, beyond the padding that every cell has.
    explicit RowDelegate(qreal lead, QObject *parent = nullptr);

    int lead() const;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

protected:
    virtual theme::Colour ink(const QModelIndex &index) const;

private:
    qreal m_lead;
};

} // namespace rtmscope
