// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/fork/forkpane.h"

#include "core/base/clock.h"
#include "core/events/innerevent.h"
#include "core/fork/eventcheck.h"
#include "core/fork/eventtemplates.h"
#include "core/json/json.h"
#include "core/text/cleantext.h"
#include "ui/fork/eventwriter.h"
#include "ui/fork/forkmodel.h"
#include "ui/fork/templatebar.h"
#include "ui/parts/tokenlabel.h"
#include "ui/theme/rowlook.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QShortcut>
#include <QSplitter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using rtmscope::theme::Colour;
using rtmscope::theme::grid;

namespace rtmscope {

namespace {

QString number(qint64 count)
{
    return QLocale().toString(count);
}

//! The message that an event is, or is about.
MessageTs messageOf(const Event &event)
{
    json::Document document;
    const json::Value inner = innerOf(event, document);
    for (const json::Value holder : {inner["message"], inner["item"], inner}) {
        if (holder["ts"].isString())
            return MessageTs(holder["ts"].text());
    }
    return {};
}

//! The sign of who wrote it, when and of what type, and below that what it says.
class EntryDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        painter->save();
        const bool selected = option.state & QStyle::State_Selected;
        if (selected)
            theme::paintSelection(*painter, option.rect);
        if (option.state & QStyle::State_HasFocus)
            theme::paintFocusFrame(*painter, option.rect);
        const Colour ground = selected ? Colour::Selection : Colour::Background;
        const auto kind = static_cast<ForkModel::Kind>(index.data(ForkModel::KindRole).toInt());
        const bool own = kind == ForkModel::Kind::Own || kind == ForkModel::Kind::Edited;
        const Colour ink = kind == ForkModel::Kind::Kept ? Colour::Dim : Colour::Text;
        QRect line = option.rect.adjusted(grid(8), grid(1), -grid(2), 0);
        if (own)
            theme::icon(kind == ForkModel::Kind::Own ? u"star"_s : u"pencil"_s, Colour::Accent)
                .paint(painter, QRect(option.rect.left() + grid(2), line.top(), grid(4), grid(4)));
        const auto write = [&](const QFont &font, Colour colour, const QString &text, int room, int align) {
            line.setHeight(QFontMetrics(font).height());
            painter->setFont(font);
            painter->setPen(theme::colourOn(colour, ground));
            theme::drawText(*painter, line, align | Qt::AlignVCenter | Qt::TextSingleLine,
                            QFontMetrics(font).elidedText(text, Qt::ElideRight, room));
        };
        const QString time = index.data(ForkModel::TimeRole).toString();
        const int timeRoom = QFontMetrics(theme::secondaryFont()).horizontalAdvance(time) + grid(2);
        write(theme::secondaryFont(), Colour::Dim, time, timeRoom, Qt::AlignRight);
        write(theme::bodyFont(), own ? Colour::Accent : ink, index.data().toString(), line.width() - timeRoom,
              Qt::AlignLeft);
        line.moveTop(line.bottom() + 1);
        write(theme::secondaryFont(), Colour::Dim, index.data(ForkModel::SummaryRole).toString(),
              line.width(), Qt::AlignLeft);
        painter->restore();
    }

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {grid(40), QFontMetrics(theme::bodyFont()).height() +
                              QFontMetrics(theme::secondaryFont()).height() + grid(2)};
    }
};

} // namespace

ForkPane::ForkPane(QWidget *parent)
    : Surface(Colour::Background, {}, parent)
    , m_model(new ForkModel(this))
    , m_heading(new TokenLabel(Colour::Text, TokenLabel::Size::Heading, this))
    , m_detail(new TokenLabel(Colour::Dim, TokenLabel::Size::Secondary, this))
    , m_problem(new TokenLabel(Colour::Error, TokenLabel::Size::Secondary, this))
    , m_list(new List(this))
    , m_templates(new TemplateBar(this))
    , m_writer(new EventWriter(this))
    , m_empty(new TokenLabel(Colour::Dim, TokenLabel::Size::Body, this))
    , m_forked(new QWidget(this))
{
    m_empty->setText(
        tr("Nothing is forked. “Fork from the selected event” in the File menu, or in the menu of an event, "
           "goes on from there with events of your own."));
    m_empty->setAccessibleName(tr("Why there is nothing here"));
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setMargin(grid(6));
    m_list->setAccessibleName(tr("Events of the fork"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new EntryDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setSelectionMode(QAbstractItemView::ContiguousSelection);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setEmptyWords(tr("Nothing follows. Choose a kind of event and insert it."));
    auto *lower = new QWidget(m_forked);
    auto *below = new QVBoxLayout(lower);
    below->setContentsMargins({});
    below->setSpacing(0);
    below->addWidget(m_templates);
    below->addWidget(m_writer, 1);
    auto *split = new QSplitter(Qt::Vertical, m_forked);
    split->addWidget(m_list);
    split->addWidget(lower);
    split->setChildrenCollapsible(false);
    split->setStretchFactor(0, 2);
    split->setStretchFactor(1, 3);
    auto *column = new QVBoxLayout(m_forked);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(makeHead());
    column->addWidget(split, 1);
    column->addWidget(makeFoot());
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins({});
    outer->addWidget(m_empty, 1);
    outer->addWidget(m_forked, 1);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        if (!m_replacing)
            showSelected();
    });
    connect(m_templates, &TemplateBar::insertRequested, this, &ForkPane::insert);
    connect(m_writer, &EventWriter::edited, this, &ForkPane::edit);
    makeKeys();
    end();
}

QWidget *ForkPane::makeHead()
{
    auto *head = new Surface(Colour::Panel, Qt::BottomEdge, m_forked);
    m_heading->setAccessibleName(tr("Fork"));
    m_heading->setWordWrap(true);
    m_detail->setAccessibleName(tr("Details of the fork"));
    m_detail->setWordWrap(true);
    m_problem->setAccessibleName(tr("Problem of the fork"));
    m_problem->setWordWrap(true);
    m_problem->hide();
    auto *column = new QVBoxLayout(head);
    column->setContentsMargins(grid(3), grid(3), grid(3), grid(2));
    column->setSpacing(grid(1));
    column->addWidget(m_heading);
    column->addWidget(m_detail);
    column->addWidget(m_problem);
    return head;
}

QPushButton *ForkPane::makeButton(const QString &words, const QString &tip)
{
    auto *button = new QPushButton(words, this);
    button->setAccessibleName(words);
    button->setToolTip(tip);
    button->setAutoDefault(false);
    return button;
}

QWidget *ForkPane::makeFoot()
{
    m_undo = makeButton(tr("Undo"), tr("Take the last change back (Ctrl+Z in the list)"));
    m_redo = makeButton(tr("Redo"), tr("Make it again (Ctrl+Y in the list)"));
    m_remove =
        makeButton(tr("Leave out"), tr("Leave the selected events out of the fork (Delete in the list)"));
    m_look = makeButton(tr("See what comes out"),
                        tr("Open the fork as a capture, with the chats that its events make"));
    m_back = makeButton(tr("Back"), tr("Back to what was forked; the fork stays here"));
    m_save = makeButton(tr("Save…"), tr("As a capture, or as frames alone: a fixture for tests"));
    m_serve = makeButton(tr("Serve…"), tr("Play the fork to a bot"));
    m_close = makeButton(tr("Close"), tr("End the fork"));
    connect(m_undo, &QPushButton::clicked, this, [this] { step(true); });
    connect(m_redo, &QPushButton::clicked, this, [this] { step(false); });
    connect(m_remove, &QPushButton::clicked, this, &ForkPane::remove);
    const auto asks = [this](const QPushButton *button, void (ForkPane::*request)()) {
        connect(button, &QPushButton::clicked, this, [this, request] {
            m_writer->tellNow(); // what was typed last, too
            Q_EMIT(this->*request)();
        });
    };
    asks(m_look, &ForkPane::lookRequested);
    asks(m_back, &ForkPane::backRequested);
    asks(m_save, &ForkPane::saveRequested);
    asks(m_serve, &ForkPane::serveRequested);
    asks(m_close, &ForkPane::closeRequested);
    auto *foot = new Surface(Colour::Panel, Qt::TopEdge, m_forked);
    auto *rows = new QVBoxLayout(foot);
    rows->setContentsMargins(grid(3), grid(2), grid(3), grid(2));
    rows->setSpacing(grid(2));
    for (const auto &buttons : {QList<QPushButton *>{m_undo, m_redo, m_remove, m_close},
                                QList<QPushButton *>{m_look, m_back, m_save, m_serve}}) {
        auto *row = new QHBoxLayout;
        row->setSpacing(grid(2));
        for (QPushButton *button : buttons)
            row->addWidget(button);
        row->addStretch(1);
        rows->addLayout(row);
    }
    return foot;
}

//! In the list only: a text edit has an undo of its own.
void ForkPane::makeKeys()
{
    const auto add = [this](const QKeySequence &keys, auto act) {
        auto *shortcut = new QShortcut(keys, m_list);
        shortcut->setContext(Qt::WidgetShortcut);
        connect(shortcut, &QShortcut::activated, this, act);
    };
    add(QKeySequence(Qt::CTRL | Qt::Key_Z), [this] { step(true); });
    add(QKeySequence(Qt::CTRL | Qt::Key_Y), [this] { step(false); });
    add(QKeySequence(Qt::Key_Delete), [this] { remove(); });
    add(QKeySequence(Qt::Key_Insert), [this] { insert(); });
}

KeyGroup ForkPane::keyHelp()
{
    return {tr("In the events of a fork"),
            {{tr("Previous event"), {Qt::Key_Up}},
             {tr("Next event"), {Qt::Key_Down}},
             {tr("Insert the chosen kind of event below"), {Qt::Key_Insert}},
             {tr("Leave the selected events out"), {Qt::Key_Delete}},
             {tr("Take the last change back"), {QKeySequence(Qt::CTRL | Qt::Key_Z)}},
             {tr("Make it again"), {QKeySequence(Qt::CTRL | Qt::Key_Y)}}}};
}

// ---- what is forked
// ----------------------------------------------------------------------------------------------------

void ForkPane::begin(Fork fork, const QString &name)
{
    m_model->setFork(nullptr);
    m_fork = std::move(fork);
    m_shown = -1;
    m_envelopes = m_fork.content().hasEnvelopes();
    m_name = name;
    m_open = true;
    m_saved = true;
    m_work.clear();
    m_workspace.clear();
    m_model->setFork(&m_fork);
    m_empty->hide();
    m_forked->show();
    setProblem({});
    setCanGoBack(false);
    m_list->setCurrentIndex(m_model->index(0));
    showSelected();
    tell();
}

void ForkPane::end()
{
    m_model->setFork(nullptr);
    m_fork = {};
    m_shown = -1;
    m_open = false;
    m_saved = true;
    m_workspace.clear();
    m_forked->hide();
    m_empty->show();
    m_writer->setFrame({}, {});
}

void ForkPane::setBase(const Workspace &base)
{
    if (!m_open)
        return;
    m_workspace.setBase(base);
    m_model->setNames(base);
    m_templates->setNames(base);
    check();
    tell();
}

void ForkPane::setWork(const QString &words)
{
    m_work = words;
    tell();
}

void ForkPane::setProblem(const QString &words)
{
    m_problem->say(words);
    m_problem->setVisible(!words.isEmpty());
}

void ForkPane::setCanGoBack(bool can)
{
    m_back->setVisible(can);
}

void ForkPane::setSaved()
{
    m_saved = true;
    tell();
}

Event ForkPane::selectedEvent() const
{
    return m_model->event(m_list->currentIndex().row());
}

qsizetype ForkPane::selected() const
{
    const QModelIndex current = m_list->currentIndex();
    return current.isValid() ? m_model->indexOf(current.row()) : -1;
}

// ---- changes
// ----------------------------------------------------------------------------------------------------

//! Below the selected one; where none is, at the end.
void ForkPane::insert()
{
    if (!m_open)
        return;
    m_writer->tellNow();
    const QModelIndex current = m_list->currentIndex();
    const qsizetype at = current.isValid() ? m_model->indexOf(current.row()) + 1 : m_fork.size();
    const Workspace *known = m_workspace.before(m_fork.content(), at);
    const Workspace nothing;
    const Workspace &names = known ? *known : nothing;
    const Event about = current.isValid() ? m_model->event(current.row()) : Event();
    ChannelId channel = m_templates->channel(names);
    if (!channel)
        channel = ChannelId(about.channel);
    const bool isThere = about.channel == channel.text();
    TemplateScope scope =
        TemplateScope::in(names, channel, m_templates->user(names), isThere ? messageOf(about) : MessageTs());
    scope.timeUs = m_fork.freeTime(at);
    if (scope.timeUs == 0)
        scope.timeUs = Clock::system().nowUs();
    scope.envelopes = m_envelopes;
    m_fork.insert(at, filledTemplate(m_templates->chosen(), scope));
    contentChanged(at);
    m_writer->setFocus(Qt::OtherFocusReason);
}

void ForkPane::edit(const QByteArray &frame)
{
    const qsizetype at = m_shown;
    if (!m_open || at < 0)
        return;
    m_fork.replace(at, frame);
    m_workspace.changed(at);
    m_saved = false;
    m_model->refreshEntry(at);
    check();
    tell();
}

void ForkPane::remove()
{
    const QModelIndexList rows = m_list->selectionModel()->selectedIndexes();
    if (!m_open || rows.isEmpty())
        return;
    const auto byRow = [](const QModelIndex &a, const QModelIndex &b) { return a.row() < b.row(); };
    const qsizetype first =
        std::max<qsizetype>(0, m_model->indexOf(std::min_element(rows.begin(), rows.end(), byRow)->row()));
    const qsizetype last = m_model->indexOf(std::max_element(rows.begin(), rows.end(), byRow)->row());
    if (last < first)
        return; // the one that it begins behind stays
    m_fork.remove(first, last - first + 1);
    contentChanged(std::min(first, m_fork.size() - 1));
}

void ForkPane::step(bool back)
{
    if (!m_open)
        return;
    m_writer->tellNow();
    const bool could = back ? m_fork.canUndo() : m_fork.canRedo();
    const qsizetype at = back ? m_fork.undo() : m_fork.redo();
    if (could)
        contentChanged(at);
}

//! The rows are others; \a index is to be looked at.
void ForkPane::contentChanged(qsizetype index)
{
    m_workspace.changed(0);
    m_saved = false;
    {
        const QScopedValueRollback guard(m_replacing, true);
        m_model->refresh();
        select(index);
    }
    showSelected();
    tell();
}

void ForkPane::select(qsizetype index)
{
    const QModelIndex row = m_model->index(std::max(0, m_model->rowOf(std::max<qsizetype>(index, -1))));
    if (!row.isValid())
        return;
    m_list->setCurrentIndex(row);
    m_list->scrollTo(row);
}

void ForkPane::showSelected()
{
    m_writer->tellNow();
    m_fork.endEdit();
    m_shown = selected();
    const QModelIndex current = m_list->currentIndex();
    m_writer->setFrame(current.isValid() ? m_model->event(current.row()).raw : QByteArray(), whyFixed());
    check();
    tell();
}

QString ForkPane::whyFixed() const
{
    const QModelIndex current = m_list->currentIndex();
    if (!current.isValid())
        return tr("Select an event, or insert one.");
    const Event event = m_model->event(current.row());
    if (m_model->kind(current.row()) == ForkModel::Kind::Kept)
        return tr("The fork begins behind this one: it stays as it is.");
    if (event.direction == Direction::Note)
        return tr("A note of the recording: it can be left out, but is nothing to write.");
    if (event.direction == Direction::Out)
        return tr("The recorded program wrote this: it can be left out, but is nothing that Slack sends.");
    return event.form == FrameForm::Binary ? tr("A binary frame: it can be left out.") : QString();
}

void ForkPane::check()
{
    const qsizetype at = selected();
    const QModelIndex current = m_list->currentIndex();
    if (!m_open || at < 0 || !whyFixed().isEmpty())
        return m_writer->setRemarks({});
    CheckScope scope;
    scope.names = m_workspace.before(m_fork.content(), at);
    scope.beforeUs = m_fork.timeBefore(at);
    if (at + 1 < m_fork.size())
        scope.afterUs = m_model->event(current.row() + 1).receivedAtUs;
    m_writer->setRemarks(checkEvent(m_model->event(current.row()).raw, scope));
}

void ForkPane::tell()
{
    const qsizetype kept = m_fork.content().kept();
    const QString name = isolatedIfNeeded(cleanLine(m_name));
    m_heading->setText(kept > 0 ? tr("Fork of %1 behind event %2").arg(name, number(kept))
                                : tr("Fork of %1").arg(name));
    const qsizetype own = m_fork.content().ownCount();
    QStringList parts;
    parts << (m_fork.size() == 1 ? tr("One event follows.")
                                 : tr("%1 events follow.").arg(number(m_fork.size())));
    if (own > 0)
        parts << (own == 1 ? tr("One of them is written here.")
                           : tr("%1 of them are written here.").arg(number(own)));
    if (!m_workspace.hasBase())
        parts << tr("Names are being read …");
    if (m_fork.isChanged())
        parts << (m_saved ? tr("Saved.") : tr("Not saved yet; the original stays as it is."));
    m_detail->setText(m_work.isEmpty() ? parts.join(u' ') : m_work);
    m_undo->setEnabled(m_fork.canUndo());
    m_redo->setEnabled(m_fork.canRedo());
    m_remove->setEnabled(selected() >= 0);
    for (QPushButton *button : {m_look, m_save, m_serve})
        button->setEnabled(m_work.isEmpty() && kept + m_fork.size() > 0);
}

} // namespace rtmscope
