// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/monitor/marks/colourrule.h"

#include <QDialog>

class QComboBox;
class QLineEdit;
class QListView;
class QPushButton;

namespace rtmscope {

class FilterEdit;
class RulesModel;
class TokenLabel;

//! The colour rules: added, changed, put in order, switched on and off. What is changed holds at once, behind
//! it in the list of events, so there is nothing to confirm; what is wrong with a filter is said while it is
//! typed. Owned by who opens it; stays open beside the window.
class RulesDialog : public QDialog
{
    Q_OBJECT
public:
    explicit RulesDialog(QWidget *parent = nullptr);

    //! \a names are asked for "#ops" and "@mira".
    void setRules(const QList<ColourRule> &rules, const FilterQuery::NameLookup &names);
    const QList<ColourRule> &rules() const;
    //! A new rule in front of the others, ready to be named.
    void add(const ColourRule &rule);

Q_SIGNALS:
    void rulesChanged(const QList<rtmscope::ColourRule> &rules);

private:
    QWidget *makeList();
    QWidget *makeForm();
    void connectAll();
    int current() const;
    void select(int row);
    void showCurrent();
    void takeForm();
    void findMistakes();
    void moveBy(int step);

    RulesModel *m_model;
    QListView *m_list;
    QPushButton *m_add;
    QPushButton *m_remove;
    QPushButton *m_up;
    QPushButton *m_down;
    QWidget *m_form = nullptr;
    QLineEdit *m_name;
    FilterEdit *m_filter;
    TokenLabel *m_mistake;
    QComboBox *m_colour;
    QComboBox *m_sign;
    FilterQuery::NameLookup m_names;
    bool m_showing = false; //!< the form is being filled by us
};

} // namespace rtmscope
