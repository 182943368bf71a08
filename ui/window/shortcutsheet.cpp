// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/window/shortcutsheet.h"

#include "ui/chat/composer/composer.h"
#include "ui/chat/conversation/conversationpane.h"
#include "ui/chat/list/conversationlist.h"
#include "ui/chat/message/messagelistview.h"
#include "ui/chat/outbox/outboxpane.h"
#include "ui/drift/driftpane.h"
#include "ui/fork/forkpane.h"
#include "ui/gaps/gapspane.h"
#include "ui/monitor/filter/filteredit.h"
#include "ui/monitor/filter/searchbar.h"
#include "ui/monitor/inspector/eventinspector.h"
#include "ui/monitor/marks/commentbar.h"
#include "ui/monitor/marks/eventmarks.h"
#include "ui/monitor/table/eventtable.h"
#include "ui/monitor/timeline/timeline.h"
#include "ui/parts/dockoverlay.h"
#include "ui/statistics/figures/plotview.h"
#include "ui/statistics/statisticspane.h"
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

void addRow(QTreeWidgetItem *group, const QString &words, const QList<QKeySequence> &sequences)
{
    QStringList keys;
    for (const QKeySequence &sequence : sequences)
        keys.append(sequence.toString(QKeySequence::NativeText));
    auto *row = new QTreeWidgetItem(group, {words, keys.join(", "_L1)});
    row->setData(0, Qt::AccessibleTextRole,
                 keys.isEmpty() ? words : u"%1, %2"_s.arg(words, keys.join(", "_L1)));
}

//! A row per action; those of a submenu say which: "Colours: Dark".
void addRows(QTreeWidgetItem *group, const QMenu *menu, const QString &lead)
{
    for (const QAction *action : menu->actions()) {
        if (action->menu())
            addRows(group, action->menu(), plainWords(action) + ": "_L1);
        if (action->menu() || action->isSeparator())
            continue;
        addRow(group, lead + plainWords(action), action->shortcuts());
    }
}

QTreeWidgetItem *makeHeading(const QString &words)
{
    auto *group = new QTreeWidgetItem({words});
    group->setFont(0, theme::headingFont());
    group->setFlags(Qt::ItemIsEnabled);
    return group;
}

QTreeWidgetItem *makeGroup(const QMenu *menu)
{
    QTreeWidgetItem *group = makeHeading(plainWords(menu->menuAction()));
    addRows(group, menu, {});
    return group;
}

QTreeWidgetItem *makeGroup(const KeyGroup &place)
{
    QTreeWidgetItem *group = makeHeading(place.title);
    for (const KeyHelp &help : place.keys)
        addRow(group, help.words, help.keys);
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

QList<KeyGroup> ShortcutSheet::allPlaces()
{
    return {ConversationList::keyHelp(), MessageListView::keyHelp(), ConversationPane::threadKeyHelp(),
            Composer::keyHelp(),         EventTable::keyHelp(),      EventMarks::keyHelp(),
            CommentBar::keyHelp(),       Timeline::keyHelp(),        FilterEdit::keyHelp(),
            SearchBar::keyHelp(),        EventInspector::keyHelp(),  OutboxPane::keyHelp(),
            GapsPane::keyHelp(),         StatisticsPane::keyHelp(),  PlotView::keyHelp(),
            ForkPane::keyHelp(),         DriftPane::keyHelp(),       DockOverlay::keyHelp()};
}

ShortcutSheet::ShortcutSheet(const QList<QMenu *> &menus, const QList<KeyGroup> &places, QWidget *parent)
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
    for (const KeyGroup &place : places)
        list->addTopLevelItem(makeGroup(place));
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
