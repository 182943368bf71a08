// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/window/fork/forkcontroller.h"

#include "core/log/eventlog.h"
#include "core/workspace/workspace.h"
#include "ui/fork/forkpane.h"
#include "ui/monitor/table/eventview.h"
#include "ui/page/workspacepage.h"
#include "ui/window/mainwindow.h"
#include "ui/window/windowactions.h"

#include <QAction>
#include <QDir>
#include <QDockWidget>
#include <QEvent>
#include <QFileInfo>
#include <QKeySequence>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace rtmscope {

ForkController::ForkController(MainWindow &window, PathQuestion askForPath, QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_askForPath(std::move(askForPath))
    , m_pane(new ForkPane(&window))
    , m_dock(window.addTool(tr("Fork"), u"fork"_s, m_pane, QKeySequence(u"Ctrl+Shift+J"_s)))
{
    connect(window.windowActions().forkCapture, &QAction::triggered, this, [this] { begin(); });
    connect(window.page().panes().events, &EventView::forkRequested, this, [this] { begin(); });
    connect(&window.page(), &WorkspacePage::contentChanged, this, &ForkController::pageChanged,
            Qt::QueuedConnection); // when the panes have it
    window.installEventFilter(this);
    connectPane();
    connectWork();
}

ForkController::~ForkController() = default;

void ForkController::connectPane()
{
    connect(m_pane, &ForkPane::lookRequested, this, &ForkController::look);
    connect(m_pane, &ForkPane::backRequested, this, &ForkController::backRequested);
    connect(m_pane, &ForkPane::saveRequested, this, &ForkController::save);
    connect(m_pane, &ForkPane::serveRequested, this, &ForkController::serve);
    connect(m_pane, &ForkPane::closeRequested, this, &ForkController::close);
}

void ForkController::connectWork()
{
    connect(&m_work, &ForkWork::folded, m_pane, &ForkPane::setBase);
    connect(&m_work, &ForkWork::progress, this, [this](int percent) {
        if (m_work.isSaving())
            m_pane->setWork(tr("Writing the fork … %1 %").arg(percent));
    });
    connect(&m_work, &ForkWork::saved, this, &ForkController::written);
    connect(&m_work, &ForkWork::failed, this, [this](const Error &error) {
        m_pane->setWork({});
        m_closeWhenSaved = false; // the pane says why, and what was written is there still
        if (error.code != "cancelled"_L1)
            m_pane->setProblem(error.words);
    });
}

// ---- where it begins
// ----------------------------------------------------------------------------------------------------

void ForkController::begin()
{
    const EventLog *log = m_window.page().opened().log;
    if (!log)
        return;
    const quint64 seq = m_window.page().panes().events->selectedSeq();
    const qsizetype row = seq != 0 ? log->rowOf(seq) : -1;
    const qsizetype kept = row >= 0 ? row + 1 : log->size();
    m_asked = m_window.page().opened().log;
    unlessUnsaved(tr("Leave the fork that is open?"), [this, kept] {
        const qsizetype rest = m_asked ? m_asked->size() - kept : 0;
        if (rest > 0)
            askAboutRest(kept, rest);
        else
            beginAsked(kept, false);
    });
}

void ForkController::askAboutRest(qsizetype kept, qsizetype rest)
{
    const QLocale locale;
    auto *question = new QMessageBox(QMessageBox::NoIcon, tr("Fork"),
                                     tr("Fork behind event %1").arg(locale.toString(kept)),
                                     QMessageBox::NoButton, &m_window);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setTextFormat(Qt::PlainText);
    question->setInformativeText(
        rest == 1 ? tr("One more entry follows. It can go on behind your own events, or be left out.")
                  : tr("%1 more entries follow. They can go on behind your own events, or be left out.")
                        .arg(locale.toString(rest)));
    QPushButton *keep = question->addButton(tr("Keep what follows"), QMessageBox::AcceptRole);
    const QPushButton *leave = question->addButton(tr("Leave it out"), QMessageBox::AcceptRole);
    question->addButton(tr("Cancel"), QMessageBox::RejectRole);
    question->setDefaultButton(keep);
    connect(keep, &QPushButton::clicked, this, [this, kept] { beginAsked(kept, true); });
    connect(leave, &QPushButton::clicked, this, [this, kept] { beginAsked(kept, false); });
    question->open();
}

//! Something else may have been opened since it was asked for.
void ForkController::beginAsked(qsizetype kept, bool withRest)
{
    if (m_asked && m_asked == m_window.page().opened().log)
        begin(kept, withRest);
}

void ForkController::begin(qsizetype kept, bool withRest)
{
    const WorkspacePage::Opened &opened = m_window.page().opened();
    if (!opened.log)
        return;
    const LogSnapshot log = opened.log->snapshot();
    m_name = opened.identity.name;
    m_originals = m_askForOriginals ? m_askForOriginals() : QStringList();
    if (m_originals.isEmpty())
        m_originals.append(opened.log->path());
    m_original = m_originals.size() == 1 ? m_originals.constFirst() : QString();
    m_saved.clear();
    m_pane->begin(Fork(log, kept, withRest), m_name);
    const bool isAllFolded =
        kept == log.size() && !opened.log->isIndexing() && opened.feed && opened.feed->percent() == 100;
    if (isAllFolded)
        m_pane->setBase(opened.feed->workspace());
    else
        m_work.fold(log, kept);
    m_dock->show();
    m_dock->raise();
}

//! What was written and is in no file is not thrown away by a slip.
void ForkController::unlessUnsaved(const QString &question, std::function<void()> then)
{
    if (!m_pane->isOpen() || m_pane->isSaved())
        return then();
    auto *box = new QMessageBox(QMessageBox::NoIcon, tr("Fork"), question, QMessageBox::NoButton, &m_window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(tr("The events that you wrote in it are in no file."));
    QPushButton *keep = box->addButton(tr("Keep it"), QMessageBox::RejectRole);
    const QPushButton *leave = box->addButton(tr("Leave it"), QMessageBox::AcceptRole);
    box->setDefaultButton(keep);
    connect(leave, &QPushButton::clicked, this, then);
    box->open();
}

void ForkController::close()
{
    unlessUnsaved(tr("Close the fork?"), [this] {
        m_work.stopFolding();
        m_pane->end();
        m_dock->hide();
    });
}

bool ForkController::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != &m_window || event->type() != QEvent::Close)
        return QObject::eventFilter(watched, event);
    const bool mayClose = std::exchange(m_mayClose, false) || !m_pane->isOpen() || m_pane->isSaved();
    if (mayClose)
        return QObject::eventFilter(watched, event);
    event->ignore();
    askBeforeClosing();
    return true;
}

void ForkController::askBeforeClosing()
{
    if (m_closeQuestion)
        return m_closeQuestion->raise();
    auto *box =
        new QMessageBox(QMessageBox::NoIcon, tr("Fork"), tr("Save the fork before the window closes?"),
                        QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, &m_window);
    m_closeQuestion = box;
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(tr("The events that you wrote in it are in no file."));
    box->setDefaultButton(QMessageBox::Save);
    connect(box->button(QMessageBox::Save), &QAbstractButton::clicked, this, [this] {
        m_closeWhenSaved = true;
        save();
    });
    connect(box->button(QMessageBox::Discard), &QAbstractButton::clicked, this, &ForkController::closeWindow);
    m_dock->show(); // what is asked about is to be seen
    m_dock->raise();
    box->open();
}

void ForkController::closeWindow()
{
    m_mayClose = true;
    // Not within the signal of a box that the window owns.
    QMetaObject::invokeMethod(&m_window, &QWidget::close, Qt::QueuedConnection);
}

// ---- what comes of it
// ----------------------------------------------------------------------------------------------------

QString ForkController::name() const
{
    QString stem = m_name;
    if (stem.endsWith(".rtmcap"_L1))
        stem.chop(QLatin1StringView(".rtmcap").size());
    return stem.endsWith(" fork"_L1) ? stem : tr("%1 fork").arg(stem);
}

//! Another each time: what is shown may be read still.
QString ForkController::newPath()
{
    if (!m_folder)
        m_folder = std::make_unique<QTemporaryDir>();
    const QString folder = m_folder->filePath(QString::number(++m_files));
    QDir().mkpath(folder);
    QString file = name();
    file.replace(u'/', u'-');
    return folder + u'/' + file + u".rtmcap"_s;
}

bool ForkController::isPreview(const QString &path) const
{
    return m_folder && !path.isEmpty() && path.startsWith(m_folder->path() + u'/');
}

void ForkController::write(Aim aim, const QString &path)
{
    if (m_work.isSaving())
        return;
    m_aim = aim;
    m_pane->setProblem({});
    m_pane->setWork(tr("Writing the fork …"));
    ForkWork::Order order;
    order.content = m_pane->fork().content();
    order.path = path;
    order.capture = aim == Aim::Save ? newPath() : path;
    order.open = aim == Aim::Serve;
    m_work.save(order);
}

void ForkController::look()
{
    write(Aim::Look, newPath());
}

void ForkController::serve()
{
    write(Aim::Serve, newPath());
}

//! Several files that are read as one are each of them, and so is all that a folder holds.
bool ForkController::isOriginal(const QString &path) const
{
    const QString target = QFileInfo(path).canonicalFilePath();
    return !target.isEmpty() &&
           std::any_of(m_originals.begin(), m_originals.end(), [&target](const QString &each) {
               const QString original = QFileInfo(each).canonicalFilePath();
               return !original.isEmpty() && (target == original || target.startsWith(original + u'/'));
           });
}

void ForkController::save()
{
    const QString path = m_askForPath(name());
    const bool isTaken = isOriginal(path);
    if (isTaken)
        m_pane->setProblem(m_originals.size() == 1
                               ? tr("This is the very file that was forked. Choose another name.")
                               : tr("This is one of the very files that were forked. Choose another name."));
    if (path.isEmpty() || isTaken) {
        m_closeWhenSaved = false;
        return;
    }
    write(Aim::Save, path);
}

void ForkController::written(const QString &path)
{
    m_pane->setWork({});
    const LogSnapshot log = m_work.takeOpened();
    if (m_aim == Aim::Look) {
        m_preview = path;
        const ForkContent &content = m_pane->fork().content();
        m_wanted = static_cast<quint64>(content.kept() + m_pane->selected() + 1);
        m_place = ChannelId(m_pane->selectedEvent().channel);
        Q_EMIT openRequested(path);
    } else if (m_aim == Aim::Save) {
        m_saved = path;
        m_pane->setSaved();
        Q_EMIT told(tr("Saved to %1").arg(QDir::toNativeSeparators(path)));
        if (std::exchange(m_closeWhenSaved, false))
            closeWindow();
    } else {
        ServeDesk::Source source;
        source.log = log;
        source.name = name();
        source.path = m_pane->isSaved() ? m_saved : QString();
        source.expectFrom = m_original;
        Q_EMIT serveRequested(source);
    }
}

//! What is shown now, is it what comes out?
void ForkController::pageChanged()
{
    WorkspacePage &page = m_window.page();
    EventLog *log = page.opened().log;
    const bool isPreview = log && this->isPreview(log->path());
    m_pane->setCanGoBack(isPreview);
    if (!isPreview || log->path() != m_preview || m_wanted == 0)
        return;
    const quint64 seq = std::exchange(m_wanted, 0);
    EventView *events = page.panes().events;
    if (m_place)
        page.openChannel(m_place);
    if (!events->selectEvent(seq)) // not read yet
        connect(log, &EventLog::indexed, events, [events, seq] { events->selectEvent(seq); });
}

} // namespace rtmscope
