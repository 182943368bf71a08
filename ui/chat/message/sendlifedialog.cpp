// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/chat/message/sendlifedialog.h"

#include "ui/access/plaintips.h"
#include "ui/chat/layout/lifewords.h"
#include "ui/parts/inklabel.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using rtmscope::theme::grid;

namespace rtmscope {

namespace {

enum Column { TimeColumn, StepColumn, SinceColumn, ColumnCount };

QTreeWidget *makeList(const SendLife &life, QWidget *parent)
{
    auto *list = new QTreeWidget(parent);
    list->setColumnCount(ColumnCount);
    list->setHeaderLabels({SendLifeDialog::tr("Time"), SendLifeDialog::tr("Step"),
                           SendLifeDialog::tr("After the step before")});
    list->setAccessibleName(SendLifeDialog::tr("Steps of sending"));
    list->setRootIsDecorated(false);
    list->setUniformRowHeights(false);
    list->setWordWrap(true);
    list->setTabKeyNavigation(false);
    list->setFrameShape(QFrame::NoFrame);
    const auto add = [list](const QString &time, const QString &what, const QString &since) {
        auto *row = new QTreeWidgetItem(list, {time, what, since});
        row->setTextAlignment(SinceColumn, Qt::AlignRight | Qt::AlignVCenter);
        row->setToolTip(StepColumn, literalTip(what));
    };
    if (life.typedUs > 0)
        add(words::clockTime(life.typedUs), SendLifeDialog::tr("typed"), {});
    for (qsizetype index = 0; index < life.steps.size(); ++index) {
        const SendStep &step = life.steps[index];
        add(words::clockTime(step.atUs), words::step(step), words::sinceBefore(life, index));
    }
    list->header()->setStretchLastSection(false);
    list->header()->setSectionResizeMode(TimeColumn, QHeaderView::ResizeToContents);
    list->header()->setSectionResizeMode(StepColumn, QHeaderView::Stretch);
    list->header()->setSectionResizeMode(SinceColumn, QHeaderView::ResizeToContents);
    if (list->topLevelItemCount() > 0)
        list->setCurrentItem(list->topLevelItem(0));
    return list;
}

} // namespace

SendLifeDialog::SendLifeDialog(const SendLife &life, const QString &about, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("How it was sent"));
    auto *heading = new InkLabel(InkLabel::Size::Body, theme::Colour::Text, this);
    heading->setText(
        life.parts > 0
            ? tr("%1 (part %2 of %3)").arg(about, QString::number(life.part), QString::number(life.parts))
            : about);
    heading->setElideMode(Qt::ElideRight);
    heading->setAccessibleName(tr("Message"));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    QPushButton *copy = buttons->addButton(tr("Copy"), QDialogButtonBox::ActionRole);
    copy->setAccessibleName(tr("Copy the steps"));
    copy->setAutoDefault(false);
    buttons->button(QDialogButtonBox::Close)->setIcon({});
    buttons->button(QDialogButtonBox::Close)->setDefault(true);
    connect(copy, &QPushButton::clicked, this,
            [text = words::lifeLines(life)] { QGuiApplication::clipboard()->setText(text); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(grid(4), grid(3), grid(4), grid(3));
    column->setSpacing(grid(2));
    column->addWidget(heading);
    column->addWidget(makeList(life, this), 1);
    column->addWidget(buttons);
    // Room for every step, and for two that have much to tell; a long story scrolls.
    const int lines = std::clamp(int(life.steps.size()) + 6, 8, 20);
    resize(grid(130), lines * (fontMetrics().height() + grid(1)) + grid(20));
}

} // namespace rtmscope
