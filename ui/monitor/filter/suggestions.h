// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractListModel>
#include <QListView>
#include <QStyledItemDelegate>

namespace rtmscope {

//! Something that may come next in a filter.
struct Suggestion
{
    QString inserted = {};   //!< what a choice puts in
    QString label = {};      //!< what is shown; the same if empty
    QString detail = {};     //!< beside it: an id, what an operator means
    qsizetype count = -1;    //!< entries that have it; -1: that is no question
    bool isRemark = false;   //!< words about the list, nothing to choose
    bool goesOn = false;     //!< more is needed behind it: what comes next is suggested at once
    bool endsInside = false; //!< the cursor goes before its last letter
};

class SuggestionModel : public QAbstractListModel
{
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;

    void setSuggestions(const QList<Suggestion> &suggestions);
    const QList<Suggestion> &suggestions() const { return m_suggestions; }
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    QList<Suggestion> m_suggestions;
};

//! The list below the filter's field. It never takes the focus: who types goes on typing, and moves through
//! it with the keys of the field. Lies over what is below, inside the window.
class SuggestionList : public QListView
{
    Q_OBJECT
public:
    explicit SuggestionList(QWidget *parent);

    SuggestionModel *suggestions() const { return m_model; }
    //! Below (or, for want of room, above) \a field, as large as its entries need, and lower by \a shift:
    //! what stands there is to be read.
    void showAt(const QWidget &field, int shift);
    //! By \a rows, around the ends; from no entry to the first or last.
    void step(int rows);
    //! The entry that the keys or the mouse are at; nullptr: none.
    const Suggestion *current() const;

Q_SIGNALS:
    void chosen(const rtmscope::Suggestion &suggestion);

private:
    int widestEntry() const;

    SuggestionModel *m_model;
};

class SuggestionDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    static int widthOf(const Suggestion &suggestion, const QFontMetrics &metrics);
};

} // namespace rtmscope
