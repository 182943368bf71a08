// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/shell/shortcutsheet.h"

#include "ui/theme/theme.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QMenu>
#include <QPushButton>
#include <QStyledItemDelegate>
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

//! A row per action; those of a submenu say which: "Colours: Dark".
void addRows(QTreeWidgetItem *group, const QMenu *menu, const QString &lead)
{
    for (const QAction *action : menu->actions()) {
        if (action->menu())
            addRows(group, action->menu(), plainWords(action) + ": "_L1);
        if (action->menu() || action->isSeparator())
            continue;
        QStringList keys;
        for (const QKeySequence &sequence : action->shortcuts())
            keys.append(sequence.toString(QKeySequence::NativeText));
        const QString words = lead + plainWords(action);
        auto *row = new QTreeWidgetItem(group, {words, keys.join(", "_L1)});
        row->setData(0, Qt::AccessibleTextRole,
                     keys.isEmpty() ? words : u"%1, %2"_s.arg(words, keys.join(", "_L1)));
    }
}

QTreeWidgetItem *makeGroup(const QMenu *menu)
{
    auto *group = new QTreeWidgetItem({plainWords(menu->menuAction())});
    group->setFont(0, theme::headingFont());
    group->setFlags(Qt::ItemIsEnabled);
    addRows(group, menu, {});
    return group;
}

//! Gives the rows of the sheet room to breathe.
class AiryDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const QSize usual = QStyledItemDelegate::sizeHint(option, index);
        return {usual.width(), usual.height() + theme::grid(index.parent().isValid() ? 1.5 : 3)};
    }
};

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
    list->setItemDelegate(new AiryDelegate(list));
    list->setIndentation(theme::grid(3));
    list->setCurrentItem(list->topLevelItem(0)->child(0));
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
    resize(theme::onScreen(*this, {theme::grid(130), theme::grid(150)}));
}

} // namespace rtmscope
