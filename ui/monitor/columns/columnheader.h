// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/plainheader.h"

namespace rtmscope {

//! The head of a table whose columns a person moves, hides and sorts by: one of them has an arrow. Which a
//! click sorts by, its owner decides.
class ColumnHeader : public PlainHeader
{
    Q_OBJECT
public:
    explicit ColumnHeader(QWidget *parent = nullptr);

    //! -1: none.
    void setSorted(int section, Qt::SortOrder order);
    int sortedSection() const { return m_sorted; }

Q_SIGNALS:
    //! By the mouse; \a section is -1 where there is none.
    void menuRequested(int section, const QPoint &globalPosition);

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    int m_sorted = -1;
    Qt::SortOrder m_order = Qt::AscendingOrder;
};

} // namespace rtmscope
