// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/inspector/eventinspector.h"

#include "core/workspace/workspace.h"
#include "ui/access/tabvoice.h"
#include "ui/monitor/inspector/changesview.h"
#include "ui/monitor/inspector/eventheading.h"
#include "ui/monitor/inspector/findbar.h"
#include "ui/monitor/inspector/jsontreemodel.h"
#include "ui/monitor/inspector/jsontreeview.h"
#include "ui/monitor/inspector/wireview.h"
#include "ui/parts/elidedlabel.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QDataStream>
#include <QGuiApplication>
#include <QIODevice>
#include <QKeyEvent>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QShortcut>
#include <QSplitter>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

constexpr quint32 stateVersion = 1;
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
    , m_tree(new JsonTreeView(m_model))
    , m_changes(new ChangesView)
{
    connectTree();
    m_splitter = new QSplitter(Qt::Vertical);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_tree);
    m_splitter->addWidget(makeTextPane());
    m_remark = new QLabel;
    m_remark->setTextFormat(Qt::PlainText);
    m_remark->setWordWrap(true);
    m_remark->setAccessibleName(tr("Remark on the event"));
    m_find = new FindBar;
    m_find->hide();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_heading);
    layout->addWidget(makeTabs());
    layout->addWidget(hairline());
    layout->addWidget(m_remark);
    layout->addWidget(m_splitter, 1);
    layout->addWidget(m_changes, 1);
    layout->addWidget(m_find);

    connectChanges();
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
    m_changes->fitFonts();
}

void EventInspector::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange && m_remark)
        fitFonts();
}

QWidget *EventInspector::makeTabs()
{
    auto *row = new QWidget;
    tabvoice::install();
    m_tabs = new QTabBar;
    m_tabs->setAccessibleName(tr("Form of the event"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->addTab(tr("Tree"));
    m_tabs->addTab(tr("Text"));
    m_tabs->addTab(tr("Both"));
    m_tabs->addTab(tr("Changes"));
    m_compareButton = new QToolButton;
    m_compareButton->setText(tr("Compare"));
    m_compareButton->setAccessibleName(tr("Compare others with this event"));
    m_compareButton->setAutoRaise(true);
    m_compareButton->setCheckable(true);
    m_compareButton->setFocusPolicy(Qt::StrongFocus);
    m_wrapButton = new QToolButton;
    m_wrapButton->setText(tr("Wrap"));
    m_wrapButton->setAccessibleName(tr("Wrap long lines"));
    m_wrapButton->setAutoRaise(true);
    m_wrapButton->setCheckable(true);
    m_wrapButton->setChecked(m_text->isWrapping());
    m_wrapButton->setFocusPolicy(Qt::StrongFocus);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(theme::grid(2), 0, theme::grid(2), 0);
    layout->addWidget(m_tabs);
    layout->addStretch(1);
    layout->addWidget(m_compareButton);
    layout->addWidget(m_wrapButton);
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int index) { setPane(Pane(index)); });
    connect(m_wrapButton, &QToolButton::toggled, m_text, &WireView::setWrapping);
    return row;
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
}

void EventInspector::connectChanges()
{
    connect(m_changes, &ChangesView::nodeChosen, this, [this](int node) {
        if (m_linking || node < 0)
            return;
        m_tree->selectNode(node);
        markNode(node);
        Q_EMIT pathSelected(m_model->tree().path(node));
    });
    connect(m_changes, &ChangesView::keepingChanged, this, &EventInspector::changesCounted);
    connect(m_compareButton, &QToolButton::clicked, this, &EventInspector::toggleComparing);
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
    const QScopedValueRollback guard(m_linking, true);
    const bool json = event.form == FrameForm::Json;
    m_model->setTree(json ? json::Tree::parse(event.raw) : json::Tree(), m_names);
    m_text->setBytes(event.raw, event.form == FrameForm::Binary);
    m_find->setBytes(event.raw);
    m_changes->showEvent(event, m_model->tree());
    changesCounted();
    m_tree->setAccessibleDescription({});
    m_tree->expandFirstLevels();
    m_heading->show(event, m_names ? &m_names->workspace() : nullptr);
    showRemark();
    showPartialRemark();
    setPane(pane());
}

void EventInspector::clear()
{
    m_event = {};
    m_isExample = false;
    m_heading->clear();
    const QScopedValueRollback guard(m_linking, true);
    m_model->setTree({}, m_names);
    m_text->clearBytes();
    m_find->setBytes({});
    m_changes->clear();
    changesCounted();
    const QString words = tr("Choose a row of the event stream to see what is in it.");
    m_tree->setEmptyWords(words);
    m_tree->setAccessibleDescription(words);
    setPane(pane());
    m_remark->hide();
    m_partialBar->hide();
}

//! Why it is no JSON, of which the place is marked.
QString EventInspector::brokenWords()
{
    if (m_event.form == FrameForm::Binary)
        return tr("A binary frame; RTM sends text only. Its bytes:");
    const json::Tree tree =
        m_event.form == FrameForm::Json ? m_model->tree() : json::Tree::parse(m_event.raw);
    const json::ParseError &error = tree.error();
    if (!error.words.isEmpty())
        m_text->mark(error.offset, error.offset + 1);
    if (!m_event.problem.isEmpty() && !m_event.problem.contains(error.words))
        return m_event.problem;
    if (error.words.isEmpty())
        return tr("Not shown as a tree: %1").arg(m_event.problem);
    return tr("Not JSON at byte %1: %2.").arg(QLocale().toString(error.offset), error.words);
}

//! What one should know before reading on: why it is no JSON, what was blacked out.
void EventInspector::showRemark()
{
    QStringList remarks;
    if (m_isExample)
        remarks << tr("An example: nothing is selected yet. Choose a row or a message to see its own JSON.");
    const bool broken = m_event.form != FrameForm::Json || m_model->tree().isEmpty();
    if (broken)
        remarks << brokenWords();
    if (m_event.repeated)
        remarks << tr(
            "The server delivered this before. It is kept in the record; nobody acted on it again.");
    if (!m_event.masked.isEmpty())
        remarks << tr("Secret, replaced by *** before anything was written: %1.")
                       .arg(m_event.masked.join(u", "_s));
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, theme::colour(broken ? theme::Colour::Error : theme::Colour::Dim));
    m_remark->setPalette(colours);
    m_remark->setText(remarks.join(u'\n'));
    m_remark->setVisible(!remarks.isEmpty());
}

void EventInspector::showPartialRemark()
{
    const QLocale locale;
    m_partialBar->setVisible(m_text->isPartial());
    m_partialWords->setText(tr("Only the beginning is shown."));
    m_showAll->setText(tr("Show all %1").arg(locale.formattedDataSize(m_event.raw.size())));
}

// ---- panes
// ------------------------------------------------------------------------------------------------------

//! The tab says how many there are, before anybody looks.
void EventInspector::changesCounted()
{
    const int count = m_changes->count();
    m_tabs->setTabText(int(Pane::Changes),
                       count > 0 ? tr("Changes (%1)").arg(QLocale().toString(count)) : tr("Changes"));
    m_compareButton->setChecked(m_changes->isKeeping());
    m_compareButton->setToolTip(m_changes->isKeeping()
                                    ? tr("Stop comparing (D)")
                                    : tr("Keep this event and see how others differ from it (D)"));
    m_compareButton->setEnabled(m_event.seq != 0 || m_changes->isKeeping());
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

EventInspector::Pane EventInspector::pane() const
{
    return Pane(m_tabs->currentIndex());
}

void EventInspector::setPane(Pane pane)
{
    m_tabs->setCurrentIndex(int(pane));
    // What is no JSON has no tree; its text is what there is to see.
    const bool noTree = m_event.seq != 0 && m_model->tree().isEmpty();
    const bool changes = pane == Pane::Changes;
    m_tree->setVisible((pane == Pane::Tree || pane == Pane::Both) && !noTree);
    m_textPane->setVisible(pane == Pane::Text || pane == Pane::Both || (noTree && !changes));
    m_splitter->setVisible(!changes);
    m_changes->setVisible(changes);
    m_wrapButton->setVisible(m_textPane->isVisibleTo(this));
}

void EventInspector::focusContent()
{
    if (m_changes->isVisibleTo(this))
        m_changes->content()->setFocus(Qt::OtherFocusReason);
    else if (m_tree->isVisibleTo(this))
        m_tree->setFocus(Qt::OtherFocusReason);
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
    stream << stateVersion << quint8(pane()) << m_text->isWrapping() << m_splitter->saveState();
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
    stream >> version >> pane >> wrapping >> splitter;
    if (stream.status() != QDataStream::Ok || version != stateVersion || pane > quint8(Pane::Changes))
        return false;
    m_wrapButton->setChecked(wrapping);
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
    const int node = m_model->tree().isEmpty() ? -1 : m_model->tree().find(path);
    if (node < 0)
        return false;
    m_tree->selectNode(node);
    markNode(node);
    return true;
}

bool EventInspector::selectListedMessage(const QString &ts)
{
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
    }
    m_text->mark(begin, end);
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
             {tr("Find"), {QKeySequence::Find}},
             {tr("Next place found"), {QKeySequence::FindNext}},
             {tr("Previous place found"), {QKeySequence::FindPrevious}},
             {tr("Copy the value"), {QKeySequence::Copy}},
             {tr("Compare others with this event"), {Qt::Key_D}},
             {tr("Back to the events"), {Qt::Key_Escape}}}};
}

} // namespace rtmscope
