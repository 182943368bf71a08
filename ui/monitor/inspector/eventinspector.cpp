// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/inspector/eventinspector.h"

#include "core/log/eventlog.h"
#include "core/text/localewords.h"
#include "core/workspace/workspace.h"
#include "ui/monitor/explain/explainview.h"
#include "ui/monitor/find/findbar.h"
#include "ui/monitor/inspector/besidework.h"
#include "ui/monitor/inspector/changesview.h"
#include "ui/monitor/inspector/eventheading.h"
#include "ui/monitor/inspector/eventremark.h"
#include "ui/monitor/inspector/jsontreemodel.h"
#include "ui/monitor/inspector/jsontreeview.h"
#include "ui/monitor/wire/hexview.h"
#include "ui/monitor/wire/wireview.h"
#include "ui/parts/elidedlabel.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QDataStream>
#include <QGuiApplication>
#include <QIODevice>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QShortcut>
#include <QSplitter>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

constexpr quint32 stateVersion = 2;

QFrame *hairline()
{
    auto *line = new QFrame;
    line->setFixedHeight(1);
    line->setAutoFillBackground(true);
    line->setBackgroundRole(QPalette::Mid);
    return line;
}

} // namespace

EventInspector::EventInspector(QWidget *parent)
    : QWidget(parent)
    , m_model(new JsonTreeModel(this))
    , m_heading(new EventHeading)
    , m_bar(new InspectorBar)
    , m_tree(new JsonTreeView(m_model))
    , m_hex(new HexView)
    , m_changes(new ChangesView)
    , m_explain(new ExplainView)
    , m_work(new BesideWork(this))
{
    m_splitter = new QSplitter(Qt::Vertical);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_tree);
    m_splitter->addWidget(m_hex);
    m_splitter->addWidget(makeTextPane());
    m_remark = new QLabel;
    m_remark->setTextFormat(Qt::PlainText);
    m_remark->setWordWrap(true);
    m_remark->setAccessibleName(tr("Remark on the event"));
    m_find = new FindBar;
    m_find->hide();

    m_heading->addTools(m_bar->tools());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_heading);
    layout->addWidget(m_bar);
    layout->addWidget(hairline());
    layout->addWidget(m_remark);
    layout->addWidget(m_splitter, 1);
    layout->addWidget(m_changes, 1);
    layout->addWidget(m_explain, 1);
    layout->addWidget(m_find);

    m_bar->setWrapping(m_text->isWrapping());
    connectTree();
    connectPanes();
    connectBar();
    fitFonts();
    makeShortcuts();
    setPane(Pane::Tree);
    clear();
}

EventInspector::~EventInspector() = default;

void EventInspector::fitFonts()
{
    m_heading->fitFonts();
    m_remark->setContentsMargins(theme::grid(4), theme::grid(1), theme::grid(4), theme::grid(1));
    m_tree->fitFonts();
    m_hex->fitFonts();
    m_changes->fitFonts();
    m_explain->fitFonts();
}

void EventInspector::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange && m_remark)
        fitFonts();
}

void EventInspector::connectTree()
{
    connect(m_tree, &JsonTreeView::nodeChosen, this, &EventInspector::treeNodeChosen);
    connect(m_tree, &JsonTreeView::filterRequested, this, &EventInspector::filterRequested);
    connect(m_tree, &JsonTreeView::columnRequested, this, &EventInspector::columnRequested);
    connect(m_tree, &JsonTreeView::plotRequested, this, &EventInspector::plotRequested);
    connect(m_tree, &JsonTreeView::countRequested, this, &EventInspector::countRequested);
    connect(m_tree, &JsonTreeView::copyAllRequested, this, &EventInspector::copyAll);
    connect(m_tree, &JsonTreeView::findRequested, this, &EventInspector::openFind);
    connect(m_tree, &JsonTreeView::levelChosen, this,
            [this](int level) { m_folds.remember(m_event, level); });
    connect(m_tree, &JsonTreeView::openedBelow, this, &EventInspector::showRemark);
}

void EventInspector::connectPanes()
{
    connect(m_hex, &HexView::findRequested, this, &EventInspector::openFind);
    connect(m_changes, &ChangesView::nodeChosen, this, [this](int node) {
        if (m_linking || node < 0)
            return;
        m_tree->selectNode(node);
        markNode(node);
        Q_EMIT pathSelected(m_model->tree().path(node));
    });
    connect(m_changes, &ChangesView::keepingChanged, this, &EventInspector::changesCounted);
    connect(m_changes, &ChangesView::counted, this, &EventInspector::changesCounted);
    connect(m_explain, &ExplainView::memberChosen, this, &EventInspector::goToMember);
    connect(m_explain, &ExplainView::linkActivated, this, &EventInspector::linkActivated);
}

void EventInspector::connectBar()
{
    connect(m_bar, &InspectorBar::paneChosen, this, [this] { setPane(pane()); });
    connect(m_bar, &InspectorBar::compareRequested, this, &EventInspector::toggleComparing);
    connect(m_bar, &InspectorBar::wrappingChanged, m_text, &WireView::setWrapping);
    connect(m_bar, &InspectorBar::pinRequested, this, &EventInspector::pinRequested);
}

QWidget *EventInspector::makeTextPane()
{
    m_textPane = new QWidget;
    m_text = new WireView;
    m_text->setContextMenuPolicy(Qt::CustomContextMenu);
    m_partialBar = new QWidget;
    m_partialWords = new ElidedLabel;
    m_partialWords->setForegroundRole(QPalette::PlaceholderText);
    m_showAll = new QPushButton(tr("Show all"));
    m_showAll->setAutoDefault(false);
    auto *bar = new QHBoxLayout(m_partialBar);
    bar->setContentsMargins(theme::grid(3), theme::grid(1), theme::grid(2), theme::grid(1));
    bar->addWidget(m_partialWords, 1);
    bar->addWidget(m_showAll);
    auto *layout = new QVBoxLayout(m_textPane);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_partialBar);
    connect(m_text, &WireView::cursorMoved, this, &EventInspector::textCursorMoved);
    connect(m_text, &QWidget::customContextMenuRequested, this, &EventInspector::textMenu);
    connect(m_showAll, &QPushButton::clicked, this, [this] {
        m_text->showAll();
        showPartialRemark();
    });
    return m_textPane;
}

void EventInspector::makeShortcuts()
{
    const auto add = [](const QKeySequence &keys, QWidget *in, auto *receiver, auto act) {
        auto *shortcut = new QShortcut(keys, in);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, receiver, act);
    };
    add(QKeySequence::Find, this, this, &EventInspector::openFind);
    add(QKeySequence::FindNext, this, m_find, &FindBar::next);
    add(QKeySequence::FindPrevious, this, m_find, &FindBar::previous);
    add(QKeySequence::Copy, m_tree, m_tree, &JsonTreeView::copyValue);
    connect(m_find, &FindBar::found, this, &EventInspector::showPlace);
    connect(m_find, &FindBar::closed, this, [this] {
        m_find->hide();
        focusContent();
    });
}

// ---- one event
// --------------------------------------------------------------------------------------------------

void EventInspector::setFeed(const WorkspaceFeed *names)
{
    if (m_names)
        m_names->disconnect(this);
    m_names = names;
    m_model->setNames(names);
    if (names)
        connect(names, &WorkspaceFeed::namesChanged, this, &EventInspector::takeNames);
}

//! Of people and channels in what is shown already; the tree looks them up as it paints.
void EventInspector::takeNames()
{
    m_tree->viewport()->update();
    if (m_event.seq != 0)
        m_heading->show(m_event, &m_names->workspace());
}

void EventInspector::setLog(EventLog *log)
{
    m_explain->setLog(log);
}

void EventInspector::setPinned()
{
    m_isPinned = true;
    m_bar->setPinnable(false);
    m_tree->setFilterable(false);
}

void EventInspector::showExample(const Event &event)
{
    showEvent(event);
    m_isExample = true;
    showRemark();
}

void EventInspector::showEvent(const Event &event)
{
    m_event = event;
    m_isExample = false;
    m_then = {};
    m_isReading = event.form != FrameForm::Binary && event.raw.size() > smallFrame;
    m_work->cancel();
    m_heading->show(event, m_names ? &m_names->workspace() : nullptr);
    m_explain->explain(event);
    {
        const QScopedValueRollback guard(m_linking, true);
        m_text->setBytes(event.raw);
    }
    if (!m_isReading)
        return takeTree(event.form == FrameForm::Binary ? json::Tree() : json::Tree::parse(event.raw));
    takeTree({});
    m_work->begin([raw = event.raw] { return json::Tree::parse(raw); },
                  [this](const json::Tree &tree) {
                      m_isReading = false;
                      takeTree(tree);
                  });
}

//! What the event is made of; while that is being found out, nothing.
void EventInspector::takeTree(const json::Tree &tree)
{
    const QScopedValueRollback guard(m_linking, true);
    m_model->setTree(tree, m_names);
    m_find->setFrame(m_event.raw, tree);
    m_changes->showEvent(m_event, tree);
    changesCounted();
    const QString words =
        m_isReading ? tr("Reading %1 …").arg(localSize(m_event.raw.size(), 2, QLocale::DataSizeIecFormat))
                    : QString();
    m_tree->setEmptyWords(words);
    m_tree->setAccessibleDescription(words);
    openTree();
    m_hex->setBytes(hasTree() ? QByteArray() : m_event.raw);
    showRemark();
    showPartialRemark();
    setPane(pane());
    if (!m_isReading && m_then)
        std::exchange(m_then, {})();
}

//! As the last one of its type was, if somebody said how.
void EventInspector::openTree()
{
    if (const std::optional<int> level = m_folds.levelOf(m_event))
        m_tree->expandToLevel(*level);
    else
        m_tree->expandFirstLevels();
}

bool EventInspector::hasTree() const
{
    return m_event.seq == 0 || m_isReading || !m_model->tree().isEmpty();
}

void EventInspector::clear()
{
    m_work->cancel();
    m_event = {};
    m_isExample = m_isReading = false;
    m_then = {};
    m_heading->clear();
    m_explain->clearEvent();
    const QScopedValueRollback guard(m_linking, true);
    m_model->setTree({}, m_names);
    m_text->clearBytes();
    m_hex->setBytes({});
    m_find->setFrame({}, {});
    m_changes->clear();
    changesCounted();
    const QString words = tr("Choose a row of the event stream to see what is in it.");
    m_tree->setEmptyWords(words);
    m_tree->setAccessibleDescription(words);
    setPane(pane());
    m_remark->hide();
    m_partialBar->hide();
}

//! What one should know before reading on: why it is no JSON, what was blacked out, what is left closed.
void EventInspector::showRemark()
{
    if (m_event.seq == 0)
        return m_remark->hide();
    EventRemark remark;
    if (!m_isReading)
        remark = remarkOn(m_event, m_model->tree(), m_isExample);
    if (const qsizetype closed = m_tree->leftClosed(); closed > 0) {
        const QString words = tr("Too many members to open at once: %1 are left closed.");
        remark.words +=
            (remark.words.isEmpty() ? QString() : u"\n"_s) + words.arg(QLocale().toString(closed));
    }
    if (remark.place >= 0) {
        const qsizetype last = std::max<qsizetype>(0, m_event.raw.size() - 1);
        const qsizetype place = std::min(remark.place, last);
        const QScopedValueRollback guard(m_linking, true);
        m_text->mark(place, place + 1);
        m_hex->mark(place, place + 1, remark.words);
    }
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText,
                     theme::colour(remark.isBroken ? theme::Colour::Error : theme::Colour::Dim));
    m_remark->setPalette(colours);
    m_remark->setText(remark.words);
    m_remark->setVisible(!remark.words.isEmpty());
}

void EventInspector::showPartialRemark()
{
    m_partialBar->setVisible(m_text->isPartial());
    m_partialWords->setText(tr("Only the beginning is shown."));
    m_showAll->setText(tr("Show all %1").arg(localSize(m_event.raw.size(), 2, QLocale::DataSizeIecFormat)));
}

// ---- panes
// ------------------------------------------------------------------------------------------------------

void EventInspector::changesCounted()
{
    m_bar->setChangeCount(m_changes->count());
    m_bar->setComparing(m_changes->isKeeping(), m_event.seq != 0 || m_changes->isKeeping());
    m_bar->setPinPossible(m_event.seq != 0);
}

void EventInspector::toggleComparing()
{
    if (m_changes->isKeeping())
        return m_changes->keep({});
    if (m_event.seq == 0)
        return changesCounted();
    m_changes->keep(m_event);
    setPane(Pane::Changes);
}

void EventInspector::toggleExplaining()
{
    if (pane() == Pane::Explain)
        return setPane(m_otherPane);
    m_otherPane = pane();
    setPane(Pane::Explain);
}

void EventInspector::setPane(Pane pane)
{
    m_bar->setPane(pane);
    const bool isTreeToo = pane == Pane::Tree || pane == Pane::Both;
    const bool isWhole = pane == Pane::Changes || pane == Pane::Explain;
    // What is no JSON has no tree; its bytes and its text are what there is to see.
    const bool isNoJson = !hasTree();
    const bool isBinary = m_event.form == FrameForm::Binary;
    m_bar->setHasTree(!isNoJson);
    m_tree->setVisible(isTreeToo && !isNoJson);
    m_hex->setVisible(isTreeToo && isNoJson);
    m_textPane->setVisible(pane == Pane::Text || pane == Pane::Both ||
                           (isNoJson && !isBinary && pane == Pane::Tree));
    m_splitter->setVisible(!isWhole);
    m_changes->setVisible(pane == Pane::Changes);
    m_explain->setVisible(pane == Pane::Explain);
    m_bar->setWrappable(!isWhole && m_textPane->isVisibleTo(this));
}

void EventInspector::focusContent()
{
    if (m_explain->isVisibleTo(this))
        m_explain->setFocus(Qt::OtherFocusReason);
    else if (m_changes->isVisibleTo(this))
        m_changes->content()->setFocus(Qt::OtherFocusReason);
    else if (m_tree->isVisibleTo(this))
        m_tree->setFocus(Qt::OtherFocusReason);
    else if (m_hex->isVisibleTo(this))
        m_hex->setFocus(Qt::OtherFocusReason);
    else
        m_text->setFocus(Qt::OtherFocusReason);
}

void EventInspector::openFind()
{
    m_find->open();
}

QByteArray EventInspector::saveState() const
{
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_4);
    stream << stateVersion << quint8(pane()) << m_text->isWrapping() << m_splitter->saveState() << m_folds;
    return state;
}

bool EventInspector::restoreState(const QByteArray &state)
{
    QDataStream stream(state);
    stream.setVersion(QDataStream::Qt_6_4);
    quint32 version = 0;
    quint8 pane = 0;
    bool wrapping = true;
    QByteArray splitter;
    FoldMemory folds;
    stream >> version >> pane >> wrapping >> splitter >> folds;
    if (stream.status() != QDataStream::Ok || version != stateVersion ||
        pane > quint8(InspectorBar::lastPane))
        return false;
    m_bar->setWrapping(wrapping);
    m_folds = folds;
    setPane(Pane(pane));
    return m_splitter->restoreState(splitter);
}

void EventInspector::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT escaped();
        return;
    }
    QWidget::keyPressEvent(event);
}

// ---- tree and text follow each other
// ----------------------------------------------------------------------------

bool EventInspector::selectPath(const QString &path)
{
    if (m_isReading) {
        m_then = [this, path] { selectPath(path); };
        return true;
    }
    const int node = m_model->tree().isEmpty() ? -1 : m_model->tree().find(path);
    if (node < 0)
        return false;
    m_tree->selectNode(node);
    markNode(node);
    return true;
}

bool EventInspector::selectListedMessage(const QString &ts)
{
    if (m_isReading) {
        m_then = [this, ts] { selectListedMessage(ts); };
        return true;
    }
    const json::Tree &tree = m_model->tree();
    const int list = tree.isEmpty() ? -1 : tree.find(u"answer.messages");
    if (list < 0)
        return false;
    for (int message = tree.node(list).firstChild; message >= 0; message = tree.node(message).nextSibling) {
        for (int member = tree.node(message).firstChild; member >= 0;
             member = tree.node(member).nextSibling) {
            if (tree.key(member) == "ts"_L1 && tree.string(member) == ts) {
                m_tree->selectNode(message);
                markNode(message);
                m_tree->expandNode(message);
                return true;
            }
        }
    }
    return false;
}

void EventInspector::markNode(int node)
{
    const json::Tree::Node &entry = m_model->tree().node(node);
    m_text->mark(entry.keyBegin >= 0 ? entry.keyBegin : entry.begin, entry.end);
}

void EventInspector::treeNodeChosen(int node)
{
    if (m_linking)
        return;
    markNode(node);
    Q_EMIT pathSelected(m_model->tree().path(node));
}

void EventInspector::textCursorMoved(qsizetype byte)
{
    if (m_linking || m_model->tree().isEmpty())
        return;
    const int node = m_model->tree().nodeAt(byte);
    if (node < 0 || node == m_tree->currentNode())
        return;
    m_tree->selectNode(node);
    Q_EMIT pathSelected(m_model->tree().path(node));
}

void EventInspector::showPlace(qsizetype begin, qsizetype end)
{
    if (!m_model->tree().isEmpty()) {
        if (const int node = m_model->tree().nodeAt(begin); node >= 0)
            m_tree->selectNode(node);
    } else {
        m_hex->mark(begin, end);
    }
    m_text->mark(begin, end);
}

//! From its explanation to the member itself.
void EventInspector::goToMember(const QString &path)
{
    setPane(Pane::Tree);
    if (selectPath(path))
        m_tree->setFocus(Qt::OtherFocusReason);
}

// ---- copying
// ----------------------------------------------------------------------------------------------------

void EventInspector::copyAll()
{
    QGuiApplication::clipboard()->setText(QString::fromUtf8(m_event.raw));
}

void EventInspector::textMenu(const QPoint &at)
{
    const std::unique_ptr<QMenu> menu(m_text->createStandardContextMenu(at));
    menu->addSeparator();
    menu->addAction(tr("Copy whole event"), this, &EventInspector::copyAll);
    menu->addAction(tr("Find in JSON…"), this, &EventInspector::openFind);
    menu->exec(m_text->viewport()->mapToGlobal(at));
}

KeyGroup EventInspector::keyHelp()
{
    return {tr("In the event"),
            {{tr("Previous member"), {Qt::Key_Up}},
             {tr("Next member"), {Qt::Key_Down}},
             {tr("A page up"), {Qt::Key_PageUp}},
             {tr("A page down"), {Qt::Key_PageDown}},
             {tr("First member"), {Qt::Key_Home}},
             {tr("Last member"), {Qt::Key_End}},
             {tr("Open a member, or go into it"), {Qt::Key_Right}},
             {tr("Close a member, or go out of it"), {Qt::Key_Left}},
             {tr("Open to this level; 0: all"),
              {Qt::Key_1, Qt::Key_2, Qt::Key_3, Qt::Key_4, Qt::Key_5, Qt::Key_0}},
             {tr("Open all below"), {Qt::Key_Asterisk}},
             {tr("Find"), {QKeySequence::Find}},
             {tr("Next place found"), {QKeySequence::FindNext}},
             {tr("Previous place found"), {QKeySequence::FindPrevious}},
             {tr("Copy the value"), {QKeySequence::Copy}},
             {tr("Compare others with this event"), {Qt::Key_D}},
             {tr("Explain the event, or show it again"), {Qt::Key_E}},
             {tr("Pin the event in a window of its own"), {Qt::Key_P}},
             {tr("Back to the events"), {Qt::Key_Escape}}}};
}

} // namespace rtmscope
