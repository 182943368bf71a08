// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/inspector/changesview.h"

#include "ui/monitor/inspector/besidework.h"
#include "ui/monitor/inspector/changesdelegate.h"
#include "ui/monitor/inspector/changesmodel.h"
#include "ui/parts/elidedlabel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLocale>
#include <QMenu>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

// More values than this take too long to compare while somebody waits.
constexpr int fewNodes = 5'000;

//! In an envelope the event is further inside.
int member(const json::Tree &tree, const QString &name)
{
    const int inside = tree.find(u"payload.event."_s + name);
    return inside >= 0 ? inside : tree.find(name);
}

} // namespace

struct ChangesView::Pair
{
    ChangesModel::Side before;
    ChangesModel::Side after;
    QString heading;
    QString ifEmpty;
};

ChangesView::ChangesView(QWidget *parent)
    : QWidget(parent)
    , m_model(new ChangesModel(this))
    , m_work(new BesideWork(this))
    , m_list(new List)
    , m_heading(new ElidedLabel)
{
    m_list->setAccessibleName(tr("Changes"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    m_list->setLayoutDirection(Qt::LeftToRight);
    m_list->setItemDelegate(new ChangesDelegate(m_list));
    m_list->setModel(m_model);
    m_heading->setForegroundRole(QPalette::PlaceholderText);
    m_heading->setTextFormat(Qt::PlainText);
    m_heading->setContentsMargins(theme::grid(4), theme::grid(1), theme::grid(2), theme::grid(1));

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_heading);
    layout->addWidget(m_list, 1);

    connect(m_list, &QWidget::customContextMenuRequested, this, &ChangesView::showMenu);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &current) {
                if (current.isValid())
                    Q_EMIT nodeChosen(m_model->difference(current.row()).after);
            });
    clear();
}

void ChangesView::showEvent(const Event &event, const json::Tree &tree)
{
    m_event = event;
    m_tree = tree;
    compare();
}

void ChangesView::clear()
{
    showEvent({}, {});
}

void ChangesView::keep(const Event &event)
{
    m_kept = event;
    m_keptTree = isKeeping() && event.form == FrameForm::Json ? json::Tree::parse(event.raw) : json::Tree();
    compare();
    Q_EMIT keepingChanged();
}

int ChangesView::count() const
{
    return m_model->rowCount();
}

void ChangesView::fitFonts()
{
    m_list->doItemsLayout();
}

void ChangesView::compare()
{
    m_work->cancel();
    m_model->clear();
    const QLocale locale;
    const QString kept = locale.toString(m_kept.seq);
    const int previous = member(m_tree, u"previous_message"_s);
    const int message = member(m_tree, u"message"_s);
    if (isKeeping() && (m_event.seq == m_kept.seq || m_event.seq == 0))
        return showWords(tr("Event %1 is kept").arg(kept), tr("Choose another event to see how it differs."));
    if (isKeeping()) {
        const QString heading =
            tr("Event %1, compared with event %2").arg(locale.toString(m_event.seq), kept);
        if (m_tree.isEmpty() || m_keptTree.isEmpty())
            return showWords(heading, tr("One of the two is not JSON, so there is nothing to compare."));
        return compare({{m_keptTree, 0}, {m_tree, 0}, heading, tr("They are the same.")});
    }
    if (previous >= 0 && message >= 0) {
        return compare({{m_tree, previous},
                        {m_tree, message},
                        tr("The message, compared with what it was before"),
                        tr("The server says that it was edited, but nothing in it is different.")});
    }
    showWords({}, tr("This event does not say what was there before.\n\nPress D in the list of events, or "
                     "“Compare” above, to keep it and see how others differ from it."));
}

//! Large ones beside this thread; until then there are no differences.
void ChangesView::compare(const Pair &pair)
{
    if (pair.before.tree.size() + pair.after.tree.size() <= fewNodes) {
        m_model->compare(pair.before, pair.after);
        return showWords(pair.heading, pair.ifEmpty);
    }
    showWords(pair.heading, tr("They are being compared …"));
    m_work->begin(
        [pair] { return jsonDiff(pair.before.tree, pair.before.node, pair.after.tree, pair.after.node); },
        [this, pair](const JsonDiff &diff) {
            m_model->take(pair.before, pair.after, diff);
            showWords(pair.heading, pair.ifEmpty);
            Q_EMIT counted();
        });
}

void ChangesView::showWords(const QString &heading, const QString &ifEmpty)
{
    m_heading->setText(
        m_model->isComplete()
            ? heading
            : tr("%1: the first %2 differences").arg(heading, QLocale().toString(m_model->rowCount())));
    m_heading->setVisible(!heading.isEmpty());
    m_list->setEmptyWords(ifEmpty);
    m_list->setAccessibleDescription(m_model->rowCount() == 0 ? ifEmpty : heading);
}

void ChangesView::showMenu(const QPoint &at)
{
    const QModelIndex index = m_list->indexAt(at);
    if (!index.isValid())
        return;
    const JsonDifference &difference = m_model->difference(index.row());
    const auto copy = [](const QString &text) {
        return [text] { QGuiApplication::clipboard()->setText(text); };
    };
    QMenu menu(this);
    const auto add = [&](const QString &text, bool possible, const QString &copied) {
        menu.addAction(text, this, copy(copied))->setEnabled(possible);
    };
    add(tr("Copy what is there now"), difference.after >= 0, m_model->wholeAfter(index.row()));
    add(tr("Copy what was there before"), difference.before >= 0, m_model->wholeBefore(index.row()));
    add(tr("Copy path"), true, index.data(ChangesModel::PathRole).toString());
    menu.exec(m_list->viewport()->mapToGlobal(at));
}

} // namespace rtmscope
