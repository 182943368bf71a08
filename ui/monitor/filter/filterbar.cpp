// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/filter/filterbar.h"

#include "ui/monitor/filter/filteradvice.h"
#include "ui/monitor/filter/filtercompleter.h"
#include "ui/monitor/filter/filteredit.h"
#include "ui/monitor/filter/filternote.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QInputDialog>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

constexpr qsizetype longestEntry = 60;
constexpr auto chipFilter = "filter"; // the property of a chip that holds its text

//! As the text of a menu or button, where "&" is something else.
QString entryText(const QString &text)
{
    QString shown = text.simplified();
    if (shown.size() > longestEntry)
        shown = shown.left(longestEntry) + QChar(0x2026);
    return shown.replace(u'&', u"&&"_s);
}

} // namespace

FilterBar::FilterBar(QWidget *parent)
    : QWidget(parent)
    , m_edit(new FilterEdit)
    , m_menuButton(new QPushButton)
    , m_menu(new QMenu(this))
    , m_below(new QWidget)
    , m_chips(new QWidget)
    , m_chipsLayout(new QHBoxLayout(m_chips))
    , m_note(new FilterNote)
    , m_filter(new EventFilter(*m_edit, this))
    , m_completer(new FilterCompleter(*m_edit, this))
    , m_advice(new FilterAdvice(this))
{
    m_edit->setAccessibleName(tr("Filter"));
    m_edit->setPlaceholderText(tr("Filter, for example channel == #ops && thread_ts exists"));
    m_edit->setMinimumWidth(theme::grid(30));
    m_menuButton->setIcon(theme::icon(u"filter"_s));
    m_menuButton->setAccessibleName(tr("Kept filters"));
    m_menuButton->setToolTip(tr("Saved filters, and those used last"));
    m_menuButton->setAutoDefault(false);
    m_menuButton->setMenu(m_menu);
    connect(m_menu, &QMenu::aboutToShow, this, &FilterBar::fillMenu);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(theme::grid(1));
    layout->addWidget(m_menuButton);
    layout->addWidget(m_edit, 1);
    m_chipsLayout->setContentsMargins(theme::grid(2), 0, theme::grid(2), theme::grid(1));
    m_chipsLayout->setSpacing(theme::grid(1));
    m_chips->hide();
    auto *below = new QVBoxLayout(m_below);
    below->setContentsMargins({});
    below->setSpacing(0);
    below->addWidget(m_chips);
    below->addWidget(m_note);

    m_completer->setNote(m_note);

    connect(m_filter, &EventFilter::edited, this, &FilterBar::say);
    connect(m_filter, &EventFilter::edited, this, &FilterBar::dressChips);
    connect(m_filter, &EventFilter::applied, this, &FilterBar::dressChips);
    connect(m_filter, &EventFilter::counted, this, &FilterBar::say);
    connect(m_filter, &EventFilter::applied, this, [this] {
        m_advice->forget();
        m_foundNothing = false;
        say();
    });
    connect(m_filter, &EventFilter::accepted, this, [this] {
        FilterShelf shelf = m_shelf;
        shelf.remember(m_filter->text());
        change(shelf);
    });
    connect(m_completer, &FilterCompleter::changed, this,
            [this] { m_filter->hold(m_completer->isUndecided()); });
    connect(m_advice, &FilterAdvice::advised, this, &FilterBar::say);
    connect(m_note, &FilterNote::betterChosen, this, [this](const QString &better) {
        m_filter->setText(better);
        m_edit->setFocus(Qt::OtherFocusReason);
    });
}

FilterBar::~FilterBar() = default;

void FilterBar::setLog(EventLog *log, const WorkspaceFeed *names)
{
    m_log = log;
    m_foundNothing = false;
    m_advice->forget();
    m_filter->setLog(log, names);
    m_completer->setLog(log, names);
    say();
}

void FilterBar::setFoundNothing(bool nothing)
{
    if (std::exchange(m_foundNothing, nothing) == nothing)
        return;
    if (!nothing)
        m_advice->forget();
    else if (m_log)
        m_advice->ask(m_filter->draft(), m_log->snapshot());
    say();
}

// ---- what it means

void FilterBar::say()
{
    const std::optional<FilterHint> &hint = m_advice->hint();
    if (!m_filter->isComplete() || (m_edit->text().trimmed().isEmpty() && m_filter->stacked().isEmpty()))
        return m_note->say({});
    if (m_foundNothing && hint && !m_filter->count())
        return m_note->say(hint->words, hint->better);
    m_note->say(meaning());
}

QString FilterBar::meaning() const
{
    const FilterQuery &draft = m_filter->draft();
    QString words = draft.explained();
    if (draft.understood() != draft.text())
        words = tr("Read as %1 (Enter writes it so): %2").arg(draft.understood(), words);
    const auto &count = m_filter->count();
    if (!count)
        return words;
    const QLocale locale;
    const QString matching = locale.toString(count->matching);
    return count->isComplete()
               ? tr("%1 of %2 events match. %3").arg(matching, locale.toString(count->all), words)
               : tr("%1 of %2 events match so far. %3").arg(matching, locale.toString(count->looked), words);
}

// ---- kept filters

void FilterBar::setShelf(const QByteArray &json)
{
    m_shelf = FilterShelf::fromJson(json);
    showChips();
    m_filter->setStacked(m_shelf.stacked());
    say();
}

void FilterBar::change(const FilterShelf &shelf)
{
    m_shelf = shelf;
    showChips();
    m_filter->setStacked(m_shelf.stacked());
    say();
    Q_EMIT shelfChanged();
}

void FilterBar::showChips()
{
    while (QLayoutItem *item = m_chipsLayout->takeAt(0)) {
        if (QWidget *chip = item->widget()) {
            chip->hide();
            chip->setParent(nullptr);
            chip->deleteLater(); // it may be the one that was clicked
        }
        delete item;
    }
    bool any = false;
    for (const FilterShelf::Saved &each : m_shelf.saved()) {
        if (!each.isOn)
            continue;
        any = true;
        auto *chip = new QPushButton(entryText(each.name));
        chip->setAutoDefault(false);
        chip->setLayoutDirection(layoutDirection() == Qt::LeftToRight ? Qt::RightToLeft : Qt::LeftToRight);
        chip->setAccessibleName(tr("Switch off the filter %1").arg(each.name));
        chip->setProperty(chipFilter, each.filter);
        connect(chip, &QPushButton::clicked, this, [this, name = each.name] {
            FilterShelf shelf = m_shelf;
            shelf.setOn(name, false);
            change(shelf);
        });
        m_chipsLayout->addWidget(chip);
    }
    m_chipsLayout->addStretch(1);
    m_chips->setVisible(any);
    dressChips();
}

//! One that can't be applied shall not look as if it held something back.
void FilterBar::dressChips()
{
    for (auto *chip : m_chips->findChildren<QPushButton *>(Qt::FindDirectChildrenOnly)) {
        const QString filter = chip->property(chipFilter).toString();
        const QString problem = m_filter->problemOf(filter);
        const QString words = problem.isEmpty() ? QString() : tr("Not applied: %1").arg(problem);
        chip->setIcon(problem.isEmpty() ? theme::icon(u"close"_s)
                                        : theme::icon(u"warning"_s, theme::Colour::Warning));
        chip->setToolTip(problem.isEmpty() ? filter : words + u'\n' + filter);
        chip->setAccessibleDescription(words);
    }
}

void FilterBar::fillMenu()
{
    m_menu->clear();
    qDeleteAll(m_menu->findChildren<QMenu *>(Qt::FindDirectChildrenOnly)); // clear() leaves those below it
    const bool canSave = m_filter->isComplete() && !m_edit->text().trimmed().isEmpty();
    m_menu->addAction(tr("Save this filter…"), this, &FilterBar::askForName)->setEnabled(canSave);
    m_menu->addSeparator();
    addSavedActions();
    addHistoryActions();
}

void FilterBar::addSavedActions()
{
    if (m_shelf.saved().isEmpty())
        return;
    for (const FilterShelf::Saved &each : m_shelf.saved()) {
        QAction *action = m_menu->addAction(entryText(each.name));
        action->setCheckable(true);
        action->setChecked(each.isOn);
        action->setToolTip(each.filter);
        connect(action, &QAction::triggered, this, [this, name = each.name](bool on) {
            FilterShelf shelf = m_shelf;
            shelf.setOn(name, on);
            change(shelf);
        });
    }
    QMenu *edit = m_menu->addMenu(tr("Put into the field"));
    QMenu *remove = m_menu->addMenu(tr("Forget"));
    for (const FilterShelf::Saved &each : m_shelf.saved()) {
        connect(edit->addAction(entryText(each.name)), &QAction::triggered, this,
                [this, filter = each.filter] { m_filter->setText(filter); });
        connect(remove->addAction(entryText(each.name)), &QAction::triggered, this, [this, name = each.name] {
            FilterShelf shelf = m_shelf;
            shelf.remove(name);
            change(shelf);
        });
    }
    m_menu->addSeparator();
}

void FilterBar::addHistoryActions()
{
    QMenu *history = m_menu->addMenu(tr("Used last"));
    history->setEnabled(!m_shelf.history().isEmpty());
    for (const QString &filter : m_shelf.history())
        connect(history->addAction(entryText(filter)), &QAction::triggered, this,
                [this, filter] { m_filter->setText(filter); });
    history->addSeparator();
    connect(history->addAction(tr("Forget these")), &QAction::triggered, this, [this] {
        FilterShelf shelf = m_shelf;
        shelf.forgetHistory();
        change(shelf);
    });
}

void FilterBar::askForName()
{
    auto *dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Save this filter"));
    dialog->setLabelText(tr("Name:"));
    dialog->setTextValue(m_edit->text().trimmed().left(longestEntry));
    const QString filter = m_filter->draft().understood().trimmed();
    connect(dialog, &QInputDialog::textValueSelected, this, [this, filter](const QString &name) {
        if (name.trimmed().isEmpty())
            return;
        FilterShelf shelf = m_shelf;
        shelf.save(name.trimmed(), filter);
        change(shelf);
    });
    dialog->open();
}

} // namespace rtmscope
