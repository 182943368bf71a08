// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/statistics/threadspage.h"

#include "ui/statistics/figures/figuretable.h"
#include "ui/statistics/figures/figurewords.h"
#include "ui/statistics/threadsmodel.h"

#include <QMenu>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace rtmscope {

ThreadsPage::ThreadsPage(QWidget *parent)
    : StatisticsPage(parent)
    , m_model(new ThreadsModel(this))
    , m_table(new FigureTable(tr("Threads"), this))
{
    m_table->setModel(m_model);
    m_table->setColumns({{{}, 0},
                         {u"#design-review"_s, 3},
                         {u"9,999"_s, 0},
                         {u"99 min 99 s"_s, 1},
                         {u"9999-99-99 99:99:99"_s, 4},
                         {u"unanswered"_s, 2}});
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(ThreadsModel::LastReply, Qt::DescendingOrder);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_table);
    connect(&m_run, &TallyRunBase::advanced, this, [this] {
        show();
        Q_EMIT advanced();
    });
    connect(m_table, &FigureTable::rowActivated, this,
            [this](int row) { Q_EMIT filterRequested(m_model->at(row).filter(), FilterJoin::Replace); });
    connect(m_table, &FigureTable::menuRequested, this, &ThreadsPage::showMenu);
    setChoice({});
}

void ThreadsPage::setLog(EventLog *log, const WorkspaceFeed *names)
{
    StatisticsPage::setLog(log, names);
    m_model->setLog(log, names);
    setChoice({});
}

void ThreadsPage::setChoice(const RowChoice &chosen)
{
    m_run.forget({}, chosen);
    show();
}

void ThreadsPage::goOn(const LogSnapshot &log)
{
    m_run.goOn(log);
    if (m_run.figures()->threads == 0)
        show();
}

void ThreadsPage::show()
{
    m_model->show(*m_run.figures());
    m_table->setEmptyWords(
        !log() ? tr("Nothing is open.")
        : m_run.isBusy()
            ? tr("Looking…")
            : tr("No thread. One appears when somebody replies to a message, or when the server tells "
                 "how many replies a message has."));
}

void ThreadsPage::namesChanged()
{
    m_model->namesChanged();
}

QString ThreadsPage::summary() const
{
    const ThreadFigures &found = *m_run.figures();
    if (found.threads == 0)
        return {};
    QStringList parts{found.threads == 1 ? tr("1 thread")
                                         : tr("%1 threads").arg(figures::count(found.threads))};
    if (found.unanswered > 0)
        parts += tr("%1 unanswered").arg(figures::count(found.unanswered));
    if (found.medianFirstReplyUs >= 0)
        parts += tr("first reply after %1 (median)").arg(figures::duration(found.medianFirstReplyUs));
    if (found.incomplete > 0)
        parts += tr("%1 with replies missing").arg(figures::count(found.incomplete));
    if (found.threads > qint64(found.rows.size()))
        parts +=
            tr("the %1 with the latest replies are listed").arg(figures::count(qint64(found.rows.size())));
    return parts.join(u", "_s);
}

QByteArray ThreadsPage::csv(bool selectedOnly) const
{
    return m_model->csv(rowsFor(*m_table, selectedOnly));
}

QWidget *ThreadsPage::content() const
{
    return m_table;
}

void ThreadsPage::showMenu(const QModelIndex &index, const QPoint &at)
{
    const ThreadRow row = m_model->at(index.row());
    QMenu menu(this);
    menu.addAction(tr("Open the thread"), this, [this, row] {
        Q_EMIT threadRequested(ChannelId(row.channel), MessageTs(row.threadTs()));
    });
    const auto goTo = [&](const QString &words, quint64 seq) {
        menu.addAction(words, this, [this, seq] { Q_EMIT eventRequested(seq); })->setEnabled(seq != 0);
    };
    goTo(tr("Go to its first message"), row.rootSeq);
    goTo(tr("Go to its last reply"), row.lastReplyUs == 0 ? 0 : row.lastSeq);
    menu.addSeparator();
    addFilters(menu, row.filter());
    menu.exec(at);
}

} // namespace rtmscope
