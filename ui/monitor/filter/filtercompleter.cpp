// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/filter/filtercompleter.h"

#include "core/filter/filterparser.h"
#include "core/filter/filterquery.h"
#include "core/filter/filterrewrite.h"
#include "core/filter/filtertree.h"
#include "core/json/json.h"
#include "core/summary/linewords.h"
#include "core/workspace/workspace.h"
#include "ui/monitor/filter/filteredit.h"

#include <QKeyEvent>
#include <QLocale>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope {

namespace {

constexpr std::size_t mostShown = 100;
constexpr int page = 9;
//! Counts of a stream that goes on, read by somebody.
constexpr auto renewalInterval = 1s;
constexpr qsizetype longestLabel = 80;
//! More values than these are put in order beside the thread that paints.
constexpr qsizetype fewValues = 1000;

bool holds(const QString &text, const QString &prefix)
{
    return prefix.isEmpty() || text.contains(prefix, Qt::CaseInsensitive);
}

//! "#ops" or "@mira", as far as that is known; else empty.
QString shownName(const Workspace &workspace, const QString &field, const QString &id)
{
    if (field == "channel"_L1)
        return workspace.conversationName(ChannelId(id));
    const User *user = workspace.user(UserId(id));
    return user ? u'@' + user->name + u' ' + workspace.userName(UserId(id)) : QString();
}

//! Whether one of the keys of \a path begins so.
bool holdsKey(const QString &path, const QString &prefix)
{
    return path.startsWith(prefix, Qt::CaseInsensitive) || path.contains(u'.' + prefix, Qt::CaseInsensitive);
}

//! What begins with \a prefix before what merely holds it; else as it was.
void rank(QList<Suggestion> &suggestions, const QString &prefix)
{
    if (prefix.isEmpty())
        return;
    std::stable_sort(suggestions.begin(), suggestions.end(), [&prefix](const auto &a, const auto &b) {
        const auto begins = [&prefix](const Suggestion &suggestion) {
            const QString &shown = suggestion.label.isEmpty() ? suggestion.inserted : suggestion.label;
            return shown.startsWith(prefix, Qt::CaseInsensitive);
        };
        return begins(a) && !begins(b);
    });
}

QString meaningOf(const QString &field)
{
    const std::array<std::pair<QLatin1StringView, QString>, 15> meanings{{
        {"dir"_L1, FilterCompleter::tr("in, out or note")},
        {"type"_L1, FilterCompleter::tr("the event’s type")},
        {"subtype"_L1, FilterCompleter::tr("of a message")},
        {"channel"_L1, FilterCompleter::tr("#ops, or an id")},
        {"user"_L1, FilterCompleter::tr("@mira, or an id")},
        {"time"_L1, FilterCompleter::tr("when it came")},
        {"thread"_L1, FilterCompleter::tr("its first message’s ts")},
        {"size"_L1, FilterCompleter::tr("bytes of the frame")},
        {"text"_L1, FilterCompleter::tr("of a message, also of a changed one")},
        {"envelope_type"_L1, FilterCompleter::tr("Socket Mode")},
        {"frame"_L1, FilterCompleter::tr("all of it, as on the wire")},
        {"conn"_L1, FilterCompleter::tr("the socket’s number")},
        {"mark"_L1, FilterCompleter::tr("what you marked")},
        {"label"_L1, FilterCompleter::tr("1 to 9, or its name")},
        {"comment"_L1, FilterCompleter::tr("what you wrote about it")},
    }};
    for (const auto &[name, meaning] : meanings) {
        if (field == name)
            return meaning;
    }
    return {};
}

bool isPlainName(const QString &name)
{
    static const QRegularExpression plain(u"^[\\w.-]+$"_s, QRegularExpression::UseUnicodePropertiesOption);
    return plain.match(name).hasMatch();
}

} // namespace

FilterCompleter::FilterCompleter(FilterEdit &edit, QObject *parent)
    : QObject(parent)
    , m_edit(edit)
{
    m_edit.installEventFilter(this);
    m_renewal.setInterval(renewalInterval);
    connect(&m_renewal, &QTimer::timeout, this, [this] {
        if (m_at.what == FilterCompletion::What::Value || m_at.what == FilterCompletion::What::Name)
            refresh(m_occasion);
    });
    connect(&edit, &QLineEdit::textEdited, this, [this] {
        if (!m_choosing)
            refresh(Occasion::Typed);
    });
    connect(&edit, &QLineEdit::cursorPositionChanged, this, [this](int, int to) {
        const bool isInside = to >= m_at.position && to <= m_at.position + m_at.length + 1;
        if (isOpen() && !isInside)
            close();
    });
}

FilterCompleter::~FilterCompleter()
{
    delete m_list;
}

void FilterCompleter::setLog(EventLog *log, const WorkspaceFeed *names)
{
    close();
    if (m_log)
        disconnect(m_log, nullptr, this, nullptr);
    m_log = log;
    m_names = names;
    m_run.reset();
    m_fieldsRun.reset();
    m_fields.clear();
    m_fieldsOf = 0;
    m_counts.clear();
    m_counted = {};
    m_listingRun.reset();
    m_listing.reset();
    if (!log)
        return;
    connect(log, &EventLog::indexed, this, [this](bool rearranged) {
        m_fieldsOf = 0; // there is more to see
        if (rearranged) {
            m_run.reset();
            m_counts.clear();
            m_listingRun.reset();
            m_listing.reset();
        }
    });
}

bool FilterCompleter::isOpen() const
{
    return m_list && m_list->isVisible();
}

bool FilterCompleter::isUndecided() const
{
    const bool mayBeWord = m_at.what == FilterCompletion::What::Field;
    return isOpen() && !m_isWhole && !mayBeWord;
}

void FilterCompleter::close()
{
    m_isWanted = false;
    m_run.reset();
    m_renewal.stop();
    if (!isOpen())
        return;
    m_list->hide();
    Q_EMIT changed();
}

// ---- the keys of the field

bool FilterCompleter::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::KeyPress: {
        const auto *key = static_cast<const QKeyEvent *>(event);
        if (keyPressed(key->key(), key->modifiers()))
            return true;
        break;
    }
    case QEvent::FocusOut:
    case QEvent::Hide:
    case QEvent::Resize:
    case QEvent::Move:
        close();
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

bool FilterCompleter::keyPressed(int key, Qt::KeyboardModifiers modifiers)
{
    if (key == Qt::Key_Space && modifiers == Qt::ControlModifier) {
        refresh(Occasion::Asked);
        return true;
    }
    if (!isOpen() || (modifiers & ~Qt::KeypadModifier))
        return false;
    switch (key) {
    case Qt::Key_Down:
        m_list->step(1);
        return true;
    case Qt::Key_Up:
        m_list->step(-1);
        return true;
    case Qt::Key_PageDown:
        m_list->step(page);
        return true;
    case Qt::Key_PageUp:
        m_list->step(-page);
        return true;
    case Qt::Key_Escape:
        close();
        return true;
    case Qt::Key_Tab:
        if (!m_list->current())
            m_list->step(1);
        [[fallthrough]];
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (const Suggestion *suggestion = m_list->current()) {
            choose(Suggestion(*suggestion));
            return true;
        }
        close(); // and the key does what it does without a list
        return false;
    default:
        return false;
    }
}

void FilterCompleter::choose(const Suggestion &suggestion)
{
    m_choosing = true;
    m_edit.setSelection(int(m_at.position), int(m_at.length));
    m_edit.insert(suggestion.inserted);
    if (suggestion.endsInside)
        m_edit.setCursorPosition(m_edit.cursorPosition() - 1);
    m_choosing = false;
    if (suggestion.goesOn)
        refresh(Occasion::Asked);
    else
        close();
}

// ---- what is suggested

void FilterCompleter::refresh(Occasion occasion)
{
    m_occasion = occasion;
    m_at = FilterCompletion::at(m_edit.text(), m_edit.cursorPosition());
    if (!m_log ||
        (occasion == Occasion::Typed && m_at.what == FilterCompletion::What::Field && m_at.prefix.isEmpty()))
        return close();
    m_isWanted = true;
    learnFields();
    if (m_at.what == FilterCompletion::What::Value)
        count(m_at.field);
    else if (m_at.what == FilterCompletion::What::Name)
        count(m_at.prefix.startsWith(u'#') ? u"channel"_s : u"user"_s);
    if (m_run)
        listValues(m_run->counts().field());
    show();
}

void FilterCompleter::learnFields()
{
    const bool isEnough = m_fieldsOf > 0 && m_log->size() < 2 * m_fieldsOf;
    if (m_fieldsRun || isEnough)
        return;
    m_fieldsOf = std::max<qsizetype>(1, m_log->size());
    m_fieldsRun = std::make_unique<FieldsRun>(m_log->snapshot());
    connect(m_fieldsRun.get(), &FieldsRun::found, this, [this](const QStringList &paths) {
        m_fields = paths;
        m_fieldsRun.release()->deleteLater(); // who just told this
        if (m_isWanted && m_edit.hasFocus())
            show();
    });
}

void FilterCompleter::count(const QString &field)
{
    if (!m_log || (m_run && m_run->counts().field() == field && !m_run->isFinished()))
        return;
    m_run = std::make_unique<ValueRun>(m_log->snapshot(), field, m_counts.value(field));
    m_counted = m_run->log();
    if (m_run->isFinished())
        return;
    connect(m_run.get(), &ValueRun::advanced, this, [this] {
        m_counts[m_run->counts().field()] = m_run->counts();
        listValues(m_run->counts().field());
        if (m_edit.hasFocus())
            show();
    });
}

ValueListing::NameOf FilterCompleter::namesFor(const QString &field) const
{
    if (!m_names || (field != "channel"_L1 && field != "user"_L1))
        return {};
    return [workspace = m_names->workspace(), field](const QString &id) {
        return shownName(workspace, field, id);
    };
}

//! Brings what is offered up to what was counted.
void FilterCompleter::listValues(const QString &field)
{
    const auto counted = m_counts.constFind(field);
    const quint64 names = m_names ? m_names->workspace().namesRevision() : 0;
    const bool isListed =
        counted == m_counts.cend() || (m_listing && m_listing->field() == field &&
                                       m_listing->until() == counted->until() && m_listedNames == names);
    if (isListed || (m_listingRun && m_listingRun->field() == field))
        return;
    m_listingRun.reset();
    m_listedNames = names;
    if (counted->distinct() <= fewValues) {
        m_listing = std::make_shared<const ValueListing>(*counted, m_counted, namesFor(field));
        return;
    }
    m_listingRun = std::make_unique<ListingRun>(*counted, m_counted, namesFor(field));
    connect(m_listingRun.get(), &ListingRun::made, this,
            [this, field](const std::shared_ptr<const ValueListing> &listing) {
                m_listingRun.release()->deleteLater(); // who just told this
                m_listing = listing;
                listValues(field); // more was counted meanwhile
                if (m_isWanted && m_edit.hasFocus())
                    show();
            });
}

void FilterCompleter::show()
{
    const QList<Suggestion> found = suggestions();
    const bool isSaid =
        found.size() == 1 && m_occasion == Occasion::Typed && !found.first().goesOn &&
        found.first().inserted.trimmed() == m_edit.text().sliced(m_at.position, m_at.length).trimmed();
    const bool isRemarkOnly = std::all_of(found.begin(), found.end(),
                                          [](const Suggestion &suggestion) { return suggestion.isRemark; });
    const bool waits = m_listingRun || (m_run && !m_run->isFinished());
    if (isSaid || found.isEmpty() || (isRemarkOnly && !waits)) {
        if (!waits)
            m_run.reset();
        m_renewal.stop();
        if (isOpen()) {
            m_list->hide();
            Q_EMIT changed();
        }
        return;
    }
    if (!m_list || m_list->parentWidget() != m_edit.window()) {
        delete m_list;
        m_list = new SuggestionList(m_edit.window());
        connect(m_list, &SuggestionList::chosen, this,
                [this](const Suggestion &suggestion) { choose(Suggestion(suggestion)); });
    }
    const Suggestion *before = isOpen() ? m_list->current() : nullptr;
    const QString kept = before ? before->inserted : QString();
    m_isWhole = std::any_of(found.begin(), found.end(), [this](const Suggestion &suggestion) {
        return suggestion.inserted.trimmed() == m_at.prefix || suggestion.label == m_at.prefix;
    });
    m_list->suggestions()->setSuggestions(found);
    m_list->showAt(m_edit, m_note && m_note->isVisible() ? m_note->height() : 0);
    for (qsizetype i = 0; i < found.size() && !kept.isEmpty(); ++i) {
        if (found[i].inserted == kept)
            m_list->setCurrentIndex(m_list->suggestions()->index(int(i)));
    }
    if (!m_renewal.isActive() && !m_log->isReadOnly())
        m_renewal.start();
    Q_EMIT changed();
}

QList<Suggestion> FilterCompleter::suggestions() const
{
    switch (m_at.what) {
    case FilterCompletion::What::Field:
        return fields();
    case FilterCompletion::What::Operator:
        return operators();
    case FilterCompletion::What::Value:
        return values();
    case FilterCompletion::What::Name:
        return names();
    case FilterCompletion::What::Nothing:
        break;
    }
    return {};
}

QList<Suggestion> FilterCompleter::fields() const
{
    QList<Suggestion> found;
    const auto add = [&](const QString &field) {
        if (holdsKey(field, m_at.prefix) && std::size_t(found.size()) < mostShown)
            found << Suggestion{
                .inserted = field + u' ', .label = field, .detail = meaningOf(field), .goesOn = true};
    };
    for (const QString &field : filter::fieldNames())
        add(field);
    for (const QString &field : m_fields) {
        if (!filter::fieldNames().contains(field))
            add(field);
    }
    rank(found, m_at.prefix);
    // A word that is a field as it stands is one no longer in question.
    const bool isWhole = found.size() == 1 && found.first().label == m_at.prefix;
    return isWhole && m_occasion == Occasion::Typed ? QList<Suggestion>() : found;
}

bool FilterCompleter::isField(const QString &word) const
{
    return filter::fieldNames().contains(word) || m_fields.contains(word);
}

QList<Suggestion> FilterCompleter::operators() const
{
    if (!isField(m_at.field))
        return {}; // a word to search for, and another will follow
    QList<Suggestion> all;
    if (m_at.field == "time"_L1) {
        all << Suggestion{.inserted = u"in last 5m"_s, .detail = tr("also 30s, 2h, 3d")}
            << Suggestion{.inserted = u"since 14:00"_s, .detail = tr("the last time it was")}
            << Suggestion{.inserted = u"on today"_s, .detail = tr("also yesterday, 2026-11-27")}
            << Suggestion{.inserted = u"before 14:00"_s};
    }
    if (m_at.field == "thread"_L1)
        all << Suggestion{.inserted = u"== this"_s, .detail = tr("that of the selected event")};
    const bool isNumber = m_at.field == "size"_L1 || m_at.field == "time"_L1 || m_at.field == "conn"_L1;
    if (m_at.field != "time"_L1)
        all << Suggestion{.inserted = u"== "_s, .label = u"=="_s, .detail = tr("is"), .goesOn = true}
            << Suggestion{.inserted = u"!= "_s, .label = u"!="_s, .detail = tr("is another"), .goesOn = true};
    if (!isNumber)
        all << Suggestion{.inserted = u"contains \"\""_s,
                          .label = u"contains"_s,
                          .detail = tr("holds a text"),
                          .endsInside = true}
            << Suggestion{.inserted = u"matches \"\""_s,
                          .label = u"matches"_s,
                          .detail = tr("a regular expression"),
                          .endsInside = true};
    all << Suggestion{.inserted = u"in {}"_s,
                      .label = u"in"_s,
                      .detail = tr("one of a list"),
                      .endsInside = true}
        << Suggestion{.inserted = u"exists "_s, .label = u"exists"_s, .detail = tr("is there")}
        << Suggestion{.inserted = u"> "_s, .label = u">"_s, .detail = tr("is more than")}
        << Suggestion{.inserted = u"< "_s, .label = u"<"_s, .detail = tr("is less than")};
    QList<Suggestion> found;
    for (const Suggestion &suggestion : std::as_const(all)) {
        if (suggestion.inserted.startsWith(m_at.prefix, Qt::CaseInsensitive))
            found << suggestion;
    }
    return found;
}

//! "#ops" or "@mira" where it means this id and no other; else empty.
QString FilterCompleter::nameOf(const QString &field, const QString &id) const
{
    if (!m_names)
        return {};
    const Workspace &workspace = m_names->workspace();
    if (field == "channel"_L1) {
        const QString name = workspace.conversationName(ChannelId(id));
        const bool isPlain = name.startsWith(u'#') && isPlainName(name.sliced(1));
        return isPlain && workspace.channelsNamed(name).size() == 1 ? name : QString();
    }
    const User *user = workspace.user(UserId(id));
    if (!user || !isPlainName(user->name))
        return {};
    const QString name = u'@' + user->name;
    return workspace.usersNamed(name).size() == 1 ? name : QString();
}

Suggestion FilterCompleter::valueOf(const ValueCounts::Value &value, const QString &field) const
{
    Suggestion suggestion{.inserted = value.text, .count = value.count};
    const bool isId = field == "channel"_L1 || field == "user"_L1;
    if (const QString name = isId ? nameOf(field, value.text) : QString(); !name.isEmpty()) {
        suggestion.inserted = name;
        suggestion.detail = value.text;
    } else if (value.isText) {
        static const QRegularExpression word(u"^[A-Za-z_][\\w-]*$"_s);
        const auto known = filter::Field::parse(field);
        const bool isWord = known && filter::takesWords(known->kind) && word.match(value.text).hasMatch();
        if (!isWord)
            suggestion.inserted = QString::fromUtf8(json::quoted(value.text));
        if (isId && m_names)
            suggestion.detail = field == "channel"_L1
                                    ? m_names->workspace().conversationName(ChannelId(value.text))
                                    : m_names->workspace().userName(UserId(value.text));
    }
    suggestion.label =
        oneLine(suggestion.inserted.startsWith(u'"') ? value.text : suggestion.inserted, longestLabel);
    suggestion.detail = oneLine(suggestion.detail, longestLabel);
    return suggestion;
}

QList<Suggestion> FilterCompleter::values() const
{
    QList<Suggestion> found;
    if (m_at.field == "thread"_L1 && holds(u"this"_s, m_at.prefix))
        found << Suggestion{.inserted = u"this"_s, .detail = tr("that of the selected event")};
    const ValueListing none;
    const ValueListing &listing = m_listing && m_listing->field() == m_at.field ? *m_listing : none;
    const ValueListing::Found listed = listing.find(mostShown, [this](const ValueListing::Entry &entry) {
        return holds(entry.value.text, m_at.prefix) || holds(entry.name, m_at.prefix);
    });
    for (const ValueCounts::Value &value : listed.values)
        found << valueOf(value, m_at.field);
    rank(found, m_at.prefix);
    const QLocale locale;
    if (m_listingRun || (m_run && !m_run->isFinished() && m_run->counts().field() == m_at.field))
        found << Suggestion{.label =
                                tr("so far: %1 of %2 events counted")
                                    .arg(locale.toString(listing.until()), locale.toString(m_counted.size())),
                            .isRemark = true};
    else if (listed.more > 0 || listing.leavesOut())
        found << Suggestion{.label = listing.leavesOut()
                                         ? tr("and others, too many or too long to list")
                                         : tr("and %1 others").arg(locale.toString(listed.more)),
                            .isRemark = true};
    return found;
}

QList<Suggestion> FilterCompleter::names() const
{
    const QString field = m_at.prefix.startsWith(u'#') ? u"channel"_s : u"user"_s;
    const QString wanted = m_at.prefix.sliced(1);
    QList<Suggestion> found;
    if (!m_listing || m_listing->field() != field)
        return found;
    const ValueListing::Found listed = m_listing->find(mostShown, [&](const ValueListing::Entry &entry) {
        const QString &name = entry.name;
        return name.size() > 1 && name.startsWith(m_at.prefix.front()) && holds(name.sliced(1), wanted);
    });
    for (const ValueCounts::Value &value : listed.values) {
        Suggestion suggestion = valueOf(value, field);
        if (!suggestion.inserted.startsWith(m_at.prefix.front()))
            continue;
        // Where it stands alone it may be a term: the events there, not those that mention its id.
        suggestion.inserted = field + u" == "_s + suggestion.inserted;
        suggestion.label = suggestion.inserted;
        found << suggestion;
    }
    return found;
}

} // namespace rtmscope
