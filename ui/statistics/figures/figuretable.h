// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/emptywords.h"

#include <QList>
#include <QTreeView>

namespace rtmscope {

class PlainHeader;

//! A table of figures: sorted by a click on its header, bars in the cells that have one, as many columns as
//! there is room for. Owned by its page.
class FigureTable : public WithEmptyWords<QTreeView>
{
    Q_OBJECT
public:
    enum Role {
        //! A cell's bar as double, 0 to 1; nothing: it has none.
        BarRole = Qt::UserRole + 50,
        //! Its colour, theme::Colour as int; nothing: the accent.
        BarColourRole,
        //! Of words, likewise; nothing: the text's.
        InkRole,
    };
    struct Column
    {
        QString widest; //!< what has to find room in it; empty: it takes what the others leave
        int rank = 0;   //!< those with greater ones go first when there is no room for all
    };
    static constexpr int never = 1'000; //!< the rank of what has nothing to say

    explicit FigureTable(const QString &name, QWidget *parent = nullptr);

    //! Of the model, which has to be set.
    void setColumns(const QList<Column> &columns);
    //! Rows that are selected, from the top.
    QList<int> chosenRows() const;

Q_SIGNALS:
    void menuRequested(const QModelIndex &index, const QPoint &globalPosition);
    //! Enter or a double click.
    void rowActivated(int row);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void layOutColumns();

    PlainHeader *m_header;
    QList<Column> m_columns;
};

} // namespace rtmscope
