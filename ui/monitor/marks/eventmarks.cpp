// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/marks/eventmarks.h"

#include "core/filter/rowmatcher.h"
#include "core/marks/rowseek.h"
#include "core/summary/linewords.h"
#include "core/workspace/workspace.h"
#include "ui/monitor/columns/noteline.h"
#include "ui/monitor/filter/eventfilter.h"
#include "ui/monitor/filter/filterbar.h"
#include "ui/monitor/filter/rowfilter.h"
#include "ui/monitor/filter/searchbar.h"
#include "ui/monitor/marks/commentbar.h"
#include "ui/monitor/marks/labelmenu.h"
#include "ui/monitor/marks/overviewstrip.h"
#include "ui/monitor/marks/rulematcher.h"
#include "ui/monitor/marks/rulesdialog.h"
#include "ui/monitor/table/eventview.h"
#include "ui/parts/updatethrottle.h"

#include <QLocale>
#include <QMenu>
#include <QShortcut>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope {

namespace {

//! Each of them is a line of the record: more are the work of a rule.
constexpr std::size_t mostAtOnce = 10'000;
//! Of a comment in a row; all of it is in the tip.
constexpr int longestComment = 400;
constexpr auto noticeable = 400ms;

struct Going
{
    samething::Kind kind;
    QKeyCombination next;
    QKeyCombination previous;
};

constexpr std::array goings{
    Going{samething::Kind::Message, Qt::CTRL | Qt::Key_PageDown, Qt::CTRL | Qt::Key_PageUp},
    Going{samething::Kind::Thread, Qt::ALT | Qt::Key_PageDown, Qt::ALT | Qt::Key_PageUp},
    Going{samething::Kind::Person, Qt::CTRL | Qt::SHIFT | Qt::Key_PageDown,
          Qt::CTRL | Qt::SHIFT | Qt::Key_PageUp},
};

QString nextWords(samething::Kind kind, int direction)
{
    const bool isNext = direction > 0;
    switch (kind) {
    case samething::Kind::Message:
        return isNext ? EventMarks::tr("Next event of this message")
                      : EventMarks::tr("Previous event of this message");
    case samething::Kind::Thread:
        return isNext ? EventMarks::tr("Next event of this thread")
                      : EventMarks::tr("Previous event of this thread");
    case samething::Kind::Person:
        break;
    }
    return isNext ? EventMarks::tr("Next event of this person")
                  : EventMarks::tr("Previous event of this person");
}

QString noneWords(samething::Kind kind, int direction, bool isFiltered)
{
    const bool isNext = direction > 0;
    QString words;
    switch (kind) {
    case samething::Kind::Message:
        words = isNext ? EventMarks::tr("no further event of this message")
                       : EventMarks::tr("no earlier event of this message");
        break;
    case samething::Kind::Thread:
        words = isNext ? EventMarks::tr("no further event of this thread")
                       : EventMarks::tr("no earlier event of this thread");
        break;
    case samething::Kind::Person:
        words = isNext ? EventMarks::tr("no further event of this person")
                       : EventMarks::tr("no earlier event of this person");
        break;
    }
    return isFiltered ? EventMarks::tr("%1 among those shown").arg(words) : words;
}

QString notOneWords(samething::Kind kind)
{
    return kind == samething::Kind::Person ? EventMarks::tr("nobody stands behind this event")
                                           : EventMarks::tr("this event is about no message");
}

} // namespace

EventMarks::EventMarks(EventView &view)
    : QObject(&view)
    , m_view(view)
    , m_matcher(new RuleMatcher(this))
    , m_strip(new OverviewStrip(*view.parts().table, *view.parts().model))
    , m_comment(new CommentBar)
    , m_done(new NoteLine(tr("What was marked")))
    , m_throttle(new UpdateThrottle(this))
    , m_labels(std::make_unique<LabelMenu>(LabelMenu::Calls{[this](int label) { toggleLabel(label); },
                                                            [this] { clearLabels(); },
                                                            [this](const MarkNote &note) {
                                                                if (canNote())
                                                                    send(note);
                                                            }}))
{
    view.addStrip(m_comment, EventView::Side::Below);
    view.addStrip(m_strip, EventView::Side::Beside);
    view.addStrip(m_done, EventView::Side::Above);
    m_done->addButton(tr("Undo"), [this] { undo(); });
    m_slow.setSingleShot(true);
    m_slow.setInterval(noticeable);
    connect(&m_slow, &QTimer::timeout, this, [this] { m_view.say(tr("searching…")); });
    connectView();
    makeShortcuts();
}

EventMarks::~EventMarks() = default;

void EventMarks::connectView()
{
    const EventView::Parts parts = m_view.parts();
    parts.model->rows().setDresser([this](qsizetype row, const Event &event) { return dress(row, event); });
    connect(&m_book, &MarkBook::changed, m_throttle, &UpdateThrottle::schedule);
    connect(m_throttle, &UpdateThrottle::due, this, &EventMarks::refresh);
    connect(m_matcher, &RuleMatcher::known, &parts.model->rows(), &EventRows::renewDress);
    connect(&parts.model->rows(), &EventRows::namesChanged, this, [this] {
        if (m_matcher->namesMatter())
            applyRules();
    });
    connect(parts.table, &EventTable::menuOpening, this, &EventMarks::fillMenu);
    connect(parts.search, &SearchBar::hitsChanged, this,
            [this, search = parts.search] { m_strip->setHits(search->search().hits()); });
    connect(m_view.filterBar()->filter(), &EventFilter::ruleWanted, this, &EventMarks::showRules);
    connect(m_strip, &OverviewStrip::rowPicked, this, &EventMarks::scrollTo);
    connect(m_comment, &CommentBar::saved, this, &EventMarks::saveComment);
    connect(m_comment, &CommentBar::closed, &m_view, &EventView::focusTable);
    connect(&m_view, &EventView::eventSelected, m_done, [this] { m_done->say({}); });
    connect(parts.model, &EventTableModel::countsChanged, this, [this, model = parts.model] {
        // The same key brings back what was cleared: what was done last goes before.
        if (model->counts().cleared != m_cleared)
            forgetUndo();
    });
}

void EventMarks::makeShortcuts()
{
    const auto add = [this](const QKeySequence &keys, auto act) {
        auto *shortcut = new QShortcut(keys, m_view.parts().table);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, act);
        return shortcut;
    };
    m_undoKey = add(Qt::CTRL | Qt::Key_Z, [this] { undo(); });
    m_undoKey->setEnabled(false);
    add(Qt::Key_M, [this] { toggleMark(); });
    add(Qt::Key_C, [this] { writeComment(); });
    add(Qt::Key_N, [this] { goToMark(1); });
    add(Qt::SHIFT | Qt::Key_N, [this] { goToMark(-1); });
    add(Qt::Key_0, [this] { clearLabels(); });
    for (int label = 1; label <= labelCount; ++label)
        add(Qt::Key(Qt::Key_0 + label), [this, label] { toggleLabel(label); });
    for (const Going &going : goings) {
        add(going.next, [this, kind = going.kind] { goToSame(kind, 1); });
        add(going.previous, [this, kind = going.kind] { goToSame(kind, -1); });
    }
}

void EventMarks::setLog(EventLog *log, const WorkspaceFeed *names)
{
    m_seek.reset();
    m_slow.stop();
    m_log = log;
    m_names = names;
    m_comment->reset();
    forgetUndo();
    m_matcher->setLog(log);
    m_book.setLog(log);
    applyRules();
    refresh();
}

//! What somebody does shows at once.
void EventMarks::showNoted()
{
    m_book.catchUp();
    if (m_throttle->isScheduled())
        refresh();
}

//! What is noted is another.
void EventMarks::refresh()
{
    m_throttle->cancel();
    std::vector<OverviewStrip::Mark> marks;
    for (const auto &[row, mark] : m_book.marks().rows()) {
        int label = 0;
        while (label < labelCount && !(mark.labels & labelBit(label + 1)))
            ++label;
        marks.push_back({quint32(row), label < labelCount ? label + 1 : 0});
    }
    m_strip->setMarks(std::move(marks));
    m_view.filterBar()->filter()->setMarks(std::make_shared<const Marks>(m_book.marks()));
    m_view.parts().model->rows().renewDress();
}

// ---- how rows look
// --------------------------------------------------------------------------------------

RowDress EventMarks::dress(qsizetype row, const Event &event)
{
    const Marks &marks = m_book.marks();
    const EntryMark own = marks.at(row);
    RowDress dress;
    dress.isMarked = own.isMarked;
    dress.comment = oneLine(own.comment, longestComment);
    dress.labels = own.labels;
    if (!marks.groups().empty()) {
        const bool needsThread =
            std::any_of(marks.groups().begin(), marks.groups().end(),
                        [](const Marks::Group &group) { return !group.of.thread.isEmpty(); });
        dress.labels = marks.labelsOf(row, needsThread ? samething::placeOf(event)
                                                       : EntryPlace{event.channel, event.user, {}});
    }
    QString ruleTitle;
    if (const int rule = m_matcher->match(row); rule >= 0 && rule < m_rules.size()) {
        ruleTitle = m_rules.at(rule).title();
        dress.ruleColour = m_rules.at(rule).colour;
        dress.sign = m_rules.at(rule).sign;
        dress.colour = dress.ruleColour;
    }
    for (int label = labelCount; label > 0; --label) {
        if (dress.labels & labelBit(label))
            dress.colour = label;
    }
    dress.words = wordsOf(dress, ruleTitle);
    return dress;
}

QString EventMarks::wordsOf(const RowDress &dress, const QString &rule) const
{
    QStringList words;
    if (dress.isMarked)
        words << tr("marked");
    for (int label = 1; label <= labelCount; ++label) {
        if (dress.labels & labelBit(label))
            words << labelWords(m_book.marks(), label);
    }
    if (!rule.isEmpty())
        words << oneLine(rule, longestComment);
    return words.join(u", "_s);
}

FilterQuery::NameLookup EventMarks::names() const
{
    return [names = m_names](const QString &name) {
        QStringList ids;
        if (!names)
            return ids;
        if (name.startsWith(u'#')) {
            for (const ChannelId &id : names->workspace().channelsNamed(name))
                ids << id.text();
        } else {
            for (const UserId &id : names->workspace().usersNamed(name))
                ids << id.text();
        }
        return ids;
    };
}

void EventMarks::setRules(const QList<ColourRule> &rules)
{
    m_rules = rules;
    applyRules();
}

void EventMarks::applyRules()
{
    m_matcher->setRules(m_rules, names());
    m_view.parts().model->rows().renewDress();
}

void EventMarks::showRules(const QString &filter)
{
    if (!m_dialog) {
        m_dialog = new RulesDialog(m_view.window());
        m_dialog->setAttribute(Qt::WA_DeleteOnClose);
        m_dialog->setRules(m_rules, names());
        connect(m_dialog, &RulesDialog::rulesChanged, this, [this](const QList<ColourRule> &rules) {
            setRules(rules);
            Q_EMIT rulesEdited(rules);
        });
    }
    m_dialog->show();
    m_dialog->raise();
    m_dialog->activateWindow();
    if (!filter.isEmpty()) {
        ColourRule rule;
        rule.filter = filter;
        m_dialog->add(rule);
    }
}

// ---- noting
// ----------------------------------------------------------------------------------------------

bool EventMarks::canNote()
{
    if (m_log && m_log->isIndexing())
        m_view.say(tr("the file is still being read: mark events once it is"));
    return m_log && !m_log->isIndexing();
}

std::vector<quint32> EventMarks::selectedRows()
{
    if (!canNote())
        return {};
    std::vector<quint32> rows = tableselection::logRows(*m_view.parts().table);
    if (rows.empty())
        m_view.say(tr("select an event first"));
    if (rows.size() <= mostAtOnce)
        return rows;
    m_view.say(tr("these are more than %L1 events: a colour rule does it better").arg(mostAtOnce));
    return {};
}

void EventMarks::note(MarkNote note, qsizetype row)
{
    note.of = m_log->seqOf(row);
    note.ofUs = m_log->row(row).timeUs;
    m_doing.push_back(reverse(note, row));
    Q_EMIT noteWanted(note.toJson());
}

//! What makes it again as it is now.
MarkNote EventMarks::reverse(MarkNote note, qsizetype row) const
{
    if (note.kind == MarkNote::Kind::Comment)
        note.text = marks().at(row).comment;
    else
        note.isSet = !note.isSet;
    return note;
}

//! \a words: of what was done to many at once.
void EventMarks::done(const QString &words)
{
    showNoted();
    if (m_doing.empty())
        return;
    m_done->say(m_doing.size() > 1 ? words : QString());
    m_undo = std::exchange(m_doing, {});
    m_cleared = m_view.parts().model->counts().cleared;
    m_undoKey->setEnabled(true);
}

void EventMarks::forgetUndo()
{
    m_undo.clear();
    m_done->say({});
    m_cleared = m_view.parts().model->counts().cleared;
    m_undoKey->setEnabled(false);
}

void EventMarks::undo()
{
    if (!canNote())
        return;
    const std::vector<MarkNote> notes = std::exchange(m_undo, {});
    forgetUndo();
    for (auto note = notes.rbegin(); note != notes.rend(); ++note)
        Q_EMIT noteWanted(note->toJson());
    showNoted();
    m_view.focusTable();
}

void EventMarks::send(const MarkNote &note)
{
    Q_EMIT noteWanted(note.toJson());
    showNoted();
}

void EventMarks::toggleMark()
{
    const std::vector<quint32> rows = selectedRows();
    const auto isMarked = [this](qsizetype row) { return marks().at(row).isMarked; };
    const bool set = !std::all_of(rows.begin(), rows.end(), isMarked);
    MarkNote mark;
    mark.isSet = set;
    for (const qsizetype row : rows) {
        if (isMarked(row) != set)
            note(mark, row);
    }
    const QString count = QLocale().toString(qsizetype(m_doing.size()));
    done(set ? tr("%1 events marked").arg(count) : tr("%1 events no longer marked").arg(count));
}

void EventMarks::toggleLabel(int label)
{
    const std::vector<quint32> rows = selectedRows();
    const auto hasIt = [&](qsizetype row) { return (marks().at(row).labels & labelBit(label)) != 0; };
    const bool set = !std::all_of(rows.begin(), rows.end(), hasIt);
    MarkNote mark;
    mark.kind = MarkNote::Kind::Label;
    mark.label = label;
    mark.isSet = set;
    for (const qsizetype row : rows) {
        if (hasIt(row) != set)
            note(mark, row);
    }
    const QString count = QLocale().toString(qsizetype(m_doing.size()));
    const QString name = labelWords(marks(), label);
    done(set ? tr("%1 events with %2", "a label").arg(count, name)
             : tr("%1 events without %2 now", "a label").arg(count, name));
}

void EventMarks::clearLabels()
{
    MarkNote mark;
    mark.kind = MarkNote::Kind::Label;
    mark.isSet = false;
    for (const quint32 row : selectedRows()) {
        for (mark.label = 1; mark.label <= labelCount; ++mark.label) {
            if (marks().at(row).labels & labelBit(mark.label))
                note(mark, row);
        }
    }
    done(tr("%1 labels taken away").arg(QLocale().toString(qsizetype(m_doing.size()))));
}

void EventMarks::writeComment()
{
    const EventView::Parts parts = m_view.parts();
    const QModelIndex current = parts.table->currentIndex();
    if (!canNote())
        return;
    if (!current.isValid())
        return m_view.say(tr("select an event first"));
    const qsizetype row = parts.model->logRow(current.row());
    m_comment->open(m_log->seqOf(row), marks().at(row).comment);
}

void EventMarks::saveComment(quint64 seq, const QString &text)
{
    const qsizetype row = m_log ? m_log->rowOf(seq) : -1;
    if (row < 0 || !canNote())
        return;
    MarkNote comment;
    comment.kind = MarkNote::Kind::Comment;
    comment.text = text;
    note(comment, row);
    done({});
}

// ---- going
// -----------------------------------------------------------------------------------------------

void EventMarks::goToMark(int direction)
{
    if (!m_log)
        return;
    const EventView::Parts parts = m_view.parts();
    const int current = parts.table->currentIndex().row();
    const qsizetype end = direction > 0 ? -1 : m_log->size();
    const qsizetype from = current >= 0 ? parts.model->logRow(current) : end;
    const qsizetype row = marks().next(
        from, direction, [model = parts.model](qsizetype each) { return model->rowOf(each) >= 0; });
    if (row >= 0)
        m_view.selectEvent(m_log->seqOf(row));
    else if (marks().rows().empty())
        m_view.say(tr("nothing is marked yet: M marks the selected event"));
    else
        m_view.say(direction > 0 ? tr("no further mark") : tr("no earlier mark"));
}

void EventMarks::goToSame(samething::Kind kind, int direction)
{
    const quint64 seq = m_view.selectedSeq();
    const qsizetype from = m_log && seq != 0 ? m_log->rowOf(seq) : -1;
    if (from < 0)
        return m_view.say(tr("select an event first"));
    const QString text = samething::filterFor(kind, m_log->event(from));
    FilterQuery same;
    if (text.isEmpty() || !same.compile(text, {}, nullptr))
        return m_view.say(notOneWords(kind));
    RowFilter shown(m_view.filterBar()->filter()->query(), m_view.noiseLevel());
    // Neither what was cleared away nor what waits is shown, whatever the filter says.
    const EventTableModel::Counts counts = m_view.parts().model->counts();
    const QString nothing =
        noneWords(kind, direction, !shown.passesEverything() || counts.cleared > 0 || counts.waiting > 0);
    m_seek = std::make_unique<RowSeek>(m_log->snapshot(), from, direction, counts.captured - counts.waiting,
                                       [matcher = RowMatcher(same), shown, cleared = counts.cleared](
                                           const LogReader &log, qsizetype row) mutable {
                                           return row >= cleared && matcher.matches(log, row) &&
                                                  shown.judge(log, row) == RowVerdict::Shown;
                                       });
    connect(m_seek.get(), &RowSeek::found, this,
            [this, seq, nothing](qsizetype row) { sameFound(row, seq, nothing); });
    m_slow.start();
}

void EventMarks::sameFound(qsizetype row, quint64 from, const QString &nothing)
{
    m_slow.stop();
    m_seek.release()->deleteLater(); // who just told this
    if (!m_log || m_view.selectedSeq() != from)
        return; // somebody went elsewhere meanwhile
    if (row < 0)
        return m_view.say(nothing);
    m_view.say({});
    m_view.selectEvent(m_log->seqOf(row));
}

void EventMarks::scrollTo(int row)
{
    EventTable *table = m_view.parts().table;
    m_view.setFollowing(false);
    const int rows = table->viewport()->height() / std::max(1, table->rowHeight(row));
    table->putRowAtTop(std::max(0, row - rows / 2));
}

// ---- the menu
// --------------------------------------------------------------------------------------------

void EventMarks::fillMenu(QMenu *menu, const QModelIndex &cell)
{
    const EventView::Parts parts = m_view.parts();
    if (!cell.isValid() || cell.row() >= parts.model->rowCount())
        return; // a menu about a value, not about a row
    const qsizetype row = parts.model->logRow(cell.row());
    const EventRow &shown = parts.model->eventRow(cell.row());
    const EntryMark own = marks().at(row);
    const Event event = m_log->event(row);
    // The menu is about the row under the pointer, as a click there makes it the selected one.
    menu->addSeparator();
    menu->addAction((own.isMarked ? tr("Remove the mark") : tr("Mark")) + u"\tM"_s, this,
                    &EventMarks::toggleMark);
    menu->addAction((own.comment.isEmpty() ? tr("Comment…") : tr("Change the comment…")) + u"\tC"_s, this,
                    &EventMarks::writeComment);
    m_labels->addTo(*menu, marks(), {own.labels, samething::placeOf(event), shown.channel, shown.user});
    addGoing(menu->addMenu(tr("Go to")), event);
    menu->addAction(tr("Colour rules…"), this, [this] { showRules(); });
}

void EventMarks::addGoing(QMenu *menu, const Event &event)
{
    const auto add = [menu, this](const QString &words, const QKeySequence &keys, bool possible, auto act) {
        menu->addAction(words + u'\t' + keys.toString(QKeySequence::NativeText), this, act)
            ->setEnabled(possible);
    };
    for (const Going &going : goings) {
        const samething::Kind kind = going.kind;
        const bool possible = !samething::filterFor(kind, event).isEmpty();
        add(nextWords(kind, 1), going.next, possible, [this, kind] { goToSame(kind, 1); });
        add(nextWords(kind, -1), going.previous, possible, [this, kind] { goToSame(kind, -1); });
    }
    menu->addSeparator();
    const bool hasMarks = !marks().rows().empty();
    add(tr("Next mark"), Qt::Key_N, hasMarks, [this] { goToMark(1); });
    add(tr("Previous mark"), Qt::SHIFT | Qt::Key_N, hasMarks, [this] { goToMark(-1); });
}

KeyGroup EventMarks::keyHelp()
{
    QList<QKeySequence> digits;
    for (int label = 1; label <= labelCount; ++label)
        digits << QKeySequence(Qt::Key(Qt::Key_0 + label));
    KeyGroup group{tr("Marks in the event stream"),
                   {{tr("Mark the event, or not"), {Qt::Key_M}},
                    {tr("Comment on the event"), {Qt::Key_C}},
                    {tr("Next mark"), {Qt::Key_N}},
                    {tr("Previous mark"), {QKeySequence(Qt::SHIFT | Qt::Key_N)}},
                    {tr("Label the event, or not"), digits},
                    {tr("No label"), {Qt::Key_0}}}};
    for (const Going &going : goings) {
        group.keys.append({nextWords(going.kind, 1), {QKeySequence(going.next)}});
        group.keys.append({nextWords(going.kind, -1), {QKeySequence(going.previous)}});
    }
    return group;
}

} // namespace rtmscope
