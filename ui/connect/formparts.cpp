// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/connect/formparts.h"

#include "ui/parts/tokenlabel.h"
#include "ui/theme/theme.h"

#include <QFormLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace rtmscope::formparts {

namespace {

QWidget *stacked(QWidget *field, QWidget *problem)
{
    auto *both = new QWidget(field->parentWidget());
    auto *column = new QVBoxLayout(both);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::grid(1));
    column->addWidget(field);
    column->addWidget(problem);
    return both;
}

QList<QWidget *> labelsOf(const QFormLayout &form)
{
    QList<QWidget *> all;
    for (int row = 0; row < form.rowCount(); ++row) {
        if (const QLayoutItem *item = form.itemAt(row, QFormLayout::LabelRole); item && item->widget())
            all.append(item->widget());
    }
    return all;
}

} // namespace

QFormLayout *makeForm(QWidget *parent)
{
    auto *form = new QFormLayout(parent);
    form->setHorizontalSpacing(theme::grid(4));
    form->setVerticalSpacing(theme::grid(2));
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    return form;
}

QLabel *addRow(QFormLayout &form, const QString &words, QWidget *row, QWidget *buddy, QWidget *problem)
{
    auto *label = new QLabel(words, row->parentWidget());
    label->setBuddy(buddy);
    form.addRow(label, problem ? stacked(row, problem) : row);
    return label;
}

TokenLabel *makeProblem(QWidget *parent)
{
    auto *label = new TokenLabel(theme::Colour::Error, TokenLabel::Size::Secondary, parent);
    label->setWordWrap(true);
    label->hide();
    return label;
}

void showProblem(TokenLabel &label, const QString &problem)
{
    label.say(problem);
    label.setVisible(!problem.isEmpty());
}

int indent()
{
    return theme::grid(4);
}

void indentRows(QFormLayout &form, bool indented)
{
    const int by = indented ? indent() : 0;
    const int before = form.contentsMargins().left();
    for (QWidget *label : labelsOf(form))
        label->setMinimumWidth(label->minimumWidth() + before - by);
    form.setContentsMargins(by, 0, 0, 0);
}

void levelFields(const QFormLayout &first, const QFormLayout &second)
{
    const int before = second.contentsMargins().left();
    int column = 0;
    for (const QWidget *label : labelsOf(first))
        column = std::max(column, label->sizeHint().width());
    for (const QWidget *label : labelsOf(second))
        column = std::max(column, label->sizeHint().width() + before);
    for (QWidget *label : labelsOf(first))
        label->setMinimumWidth(column);
    for (QWidget *label : labelsOf(second))
        label->setMinimumWidth(column - before);
}

} // namespace rtmscope::formparts
