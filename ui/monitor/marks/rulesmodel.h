// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/monitor/marks/colourrule.h"

#include <QAbstractListModel>

namespace rtmscope {

//! Colour rules as a list in which they are switched on and off. GUI thread.
class RulesModel : public QAbstractListModel
{
    Q_OBJECT
public:
    explicit RulesModel(QObject *parent = nullptr);

    void setRules(const QList<ColourRule> &rules);
    const QList<ColourRule> &rules() const { return m_rules; }
    //! Puts \a rule first, so that it wins; returns its row.
    int add(const ColourRule &rule);
    void remove(int row);
    //! Returns its new row; the old one where it can't go further.
    int move(int row, int step);
    void replace(int row, const ColourRule &rule);
    //! Why the rule matches nothing, in words; empty: it works.
    void setMistakes(const QStringList &mistakes);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    //! rules() are others.
    void edited();

private:
    bool isThere(int row) const { return row >= 0 && row < m_rules.size(); }

    QList<ColourRule> m_rules;
    QStringList m_mistakes;
};

//! A square with the sign of a rule in its colour.
QPixmap signPixmap(RowDress::Sign sign, int colour, int side, qreal pixelRatio);

} // namespace rtmscope
