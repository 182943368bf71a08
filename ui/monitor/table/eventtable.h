// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/access/keyhelp.h"
#include "ui/monitor/table/eventtablemodel.h"
#include "ui/theme/emojiformat.h"
#include "ui/theme/theme.h"

#include <QCache>
#include <QGlyphRun>
#include <QPixmap>
#include <QRawFont>
#include <QTableView>

#include <array>

namespace rtmscope {

//! The event list. A QTableView, for its header, keyboard and accessibility, that paints its rows by itself:
//! at a hundred rows a second nearly all of a table's cost is text shaping, so shaped texts are kept, and of
//! rows that come in at the end only they are drawn.
class EventTable : public QTableView
{
    Q_OBJECT
public:
    //! How a new condition joins the filter that is there.
    enum class Join : quint8 { Replace, And, AndNot };

    //! The keys that work here.
    static KeyGroup keyHelp();
    explicit EventTable(QWidget *parent = nullptr);

    void setEventModel(EventTableModel *model);
    //! Shown in the middle while there is no row.
    void setEmptyText(const QString &text);
    QString emptyText() const { return m_emptyText; }
    bool isAtEnd() const;
    //! The first row that is wholly visible, -1 if there is none.
    int topRow() const;
    void putRowAtTop(int row);
    //! Moves nothing if the row is wholly visible; else puts it in the middle, with what led to it above.
    void bringIntoView(int row);
    //! Likewise, but goes no further than needed, as after a step by key.
    void scrollToRow(int row);

    //! Widths and order of the columns, for any size of text.
    QByteArray saveColumns() const;
    bool restoreColumns(const QByteArray &state);

    void keyboardSearch(const QString &) override {} // letters are commands here

Q_SIGNALS:
    //! The user scrolled away from the end or chose a row.
    void leftEnd();
    void endRequested();
    void followToggled();
    void pauseToggled();
    void filterFocusRequested();
    void opened(); //!< Enter or double click on a row
    void escaped();
    void filterRequested(const QString &expression, rtmscope::EventTable::Join join);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void doItemsLayout() override;
    void reset() override;
    void rowsInserted(const QModelIndex &parent, int first, int last) override;
    void scrollContentsBy(int dx, int dy) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;

private:
    struct TextKey
    {
        QString text;
        int width;
        friend bool operator==(const TextKey &, const TextKey &) = default;
        friend size_t qHash(const TextKey &key, size_t seed = 0)
        {
            return qHashMulti(seed, key.text, key.width);
        }
    };
    struct VisibleColumn
    {
        int logical;
        int x;
        int width;
    };

    void rowsComing(int first);
    void showEnvelopes(bool shown);
    void measure();
    void layOutColumns();
    void fitTimes();
    void scaleColumns(int digitBefore, int paddingBefore);
    void fitNumbers();
    int figuresWidth(const QString &figures) const;
    void step(QKeyEvent *event);
    void goTo(int row);
    void fitSummary();
    QList<VisibleColumn> visibleColumns(const QRect &dirty) const;
    void paintRow(QPainter &painter, int row, const QRect &rect, const QList<VisibleColumn> &columns);
    void paintCell(QPainter &painter, const EventRow &row, int column, const QRect &cell, bool selected);
    const QPixmap &glyph(const EventRow &row);
    void forgetColours();
    QColor ink(theme::Colour token, bool selected);
    void paintFocus(QPainter &painter);
    void paintEmptyText(QPainter &painter);
    void drawText(QPainter &painter, const QRect &cell, const QString &text);
    theme::ShapedLine shape(const QString &text, int width) const;
    void drawFigures(QPainter &painter, const QRect &cell, const QString &figures, Qt::Alignment alignment);
    void copyToClipboard(const QString &text) const;

    EventTableModel *m_model = nullptr;
    QString m_emptyText;
    bool m_envelopes = false; //!< columns that only Socket Mode fills are shown
    int m_appendedFrom = -1;  //!< rows from here on were added at the end since the last layout; -1: none
    QCache<TextKey, theme::ShapedLine> m_texts;
    struct Glyph
    {
        quint32 index = 0; //!< 0: the font has none
        qreal advance = 0;
    };
    std::array<std::array<QColor, size_t(theme::Colour::Count)>, 2> m_inks; // plain, selected
    std::array<QPixmap, eventClassCount + 1> m_kindGlyphs;                  //!< the last stands for trouble
    QRawFont m_rawFont;
    std::array<Glyph, 128> m_glyphs; // of ASCII
    int m_padding = 8;
    int m_baseline = 16; //!< below a row's top
    int m_glyphSide = 14;
    int m_digitWidth = 8;
};

} // namespace rtmscope
