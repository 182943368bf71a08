// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/shell/shortcutsheet.h"

#include "ui/theme/theme.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QMenu>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace rtmscope {

QList<QAction *> actionsOf(const QMenu *menu)
{
    QList<QAction *> found;
    for (QAction *action : menu->actions()) {
        if (action->menu())
            found.append(actionsOf(action->menu()));
        else if (!action->isSeparator())
            found.append(action);
    }
    return found;
}

QString plainWords(const QAction *action)
{
    QString words = action->text();
    words.replace("&&"_L1, "\x1f"_L1).remove(u'&').replace(u'\x1f', u'&');
    if (words.endsWith(u'…'))
        words.chop(1);
    return words;
}

namespace {

QTreeWidgetItem *makeGroup(const QMenu *menu)
{
    auto *group = new QTreeWidgetItem({plainWords(menu->menuAction())});
    group->setFont(0, theme::headingFont());
    group->setFlags(Qt::ItemIsEnabled);
    for (const QAction *action : actionsOf(menu)) {
        QStringList keys;
        for (const QKeySequence &sequence : action->shortcuts())
            keys.append(sequence.toString(QKeySequence::NativeText));
        auto *row = new QTreeWidgetItem(group, {plainWords(action), keys.join(", "_L1)});
        row->setData(0, Qt::AccessibleTextRole,
                     keys.isEmpty() ? plainWords(action)
                                    : u"%1, %2"_s.arg(plainWords(action), keys.join(", "_L1)));
    }
    return group;
}

} // namespace

ShortcutSheet::ShortcutSheet(const QList<QMenu *> &menus, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Keyboard shortcuts"));
    auto *list = new QTreeWidget(this);
    list->setAccessibleName(tr("Keyboard shortcuts"));
    list->setColumnCount(2);
    list->setHeaderLabels({tr("Action"), tr("Keys")});
    list->setRootIsDecorated(false);
    list->setFrameShape(QFrame::NoFrame);
    list->setUniformRowHeights(false);
    for (const QMenu *menu : menus)
        list->addTopLevelItem(makeGroup(menu));
    list->expandAll();
    list->header()->setStretchLastSection(false);
    list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    list->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setIcon({});
    buttons->button(QDialogButtonBox::Close)->setAccessibleName(tr("Close"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme::grid(3), theme::grid(3), theme::grid(3), theme::grid(3));
    column->addWidget(list);
    column->addWidget(buttons);
    resize(theme::grid(130), theme::grid(150));
}

} // namespace rtmscope
