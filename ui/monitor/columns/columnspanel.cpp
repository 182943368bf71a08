// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/columns/columnspanel.h"

#include "ui/theme/theme.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QStringListModel>
#include <QVBoxLayout>

#include <algorithm>

namespace rtmscope {

ColumnsPanel::ColumnsPanel(QWidget *parent)
    : QDialog(parent)
    , m_list(new QListWidget)
    , m_fields(new QStringListModel(this))
{
    setWindowTitle(tr("Columns of the events"));
    auto *list = new QHBoxLayout;
    list->setSpacing(theme::grid(2));
    list->addWidget(m_list, 1);
    list->addWidget(makeButtons());
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme::grid(3), theme::grid(3), theme::grid(3), theme::grid(3));
    column->setSpacing(theme::grid(2));
    column->addLayout(list, 1);
    column->addWidget(makeEntry());
    m_list->setAccessibleName(tr("Columns"));
    m_list->setSpacing(theme::grid(0.5));
    m_list->setToolTip(tr("Space shows or hides, Alt+Up and Alt+Down move"));
    m_list->installEventFilter(this);
    connect(m_list, &QListWidget::currentRowChanged, this, &ColumnsPanel::updateButtons);
    connect(m_list, &QListWidget::itemChanged, this, [this](const QListWidgetItem *item) {
        if (const int row = m_list->row(item); !m_filling && row >= 0)
            Q_EMIT shownRequested(m_columns[row].column, item->checkState() == Qt::Checked);
    });
    resize(theme::onScreen(*this, {theme::grid(110), theme::grid(100)}));
}

QWidget *ColumnsPanel::makeButtons()
{
    auto *box = new QWidget;
    auto *buttons = new QVBoxLayout(box);
    buttons->setContentsMargins({});
    buttons->setSpacing(theme::grid(2));
    const auto add = [&](const QString &words, auto act) {
        auto *button = new QPushButton(words);
        button->setAccessibleName(words);
        button->setAutoDefault(false);
        buttons->addWidget(button);
        connect(button, &QPushButton::clicked, this, act);
        return button;
    };
    const auto move = [this](int by) {
        if (const Column *column = current())
            Q_EMIT moveRequested(column->column, by);
    };
    m_up = add(tr("Move up"), [move] { move(-1); });
    m_down = add(tr("Move down"), [move] { move(1); });
    m_remove = add(tr("Remove"), [this] {
        if (const Column *column = current(); column && column->isOwn)
            Q_EMIT removeRequested(column->column);
    });
    buttons->addStretch();
    add(tr("Reset all"), [this] { Q_EMIT resetRequested(); });
    add(tr("Close"), [this] { close(); });
    return box;
}

QWidget *ColumnsPanel::makeEntry()
{
    auto *box = new QWidget;
    m_path = new QLineEdit;
    m_path->setAccessibleName(tr("New column"));
    m_path->setPlaceholderText(tr("A path of the events: item.channel, blocks.type"));
    auto *completer = new QCompleter(m_fields, this);
    completer->setFilterMode(Qt::MatchContains);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_path->setCompleter(completer);
    auto *button = new QPushButton(tr("Add"));
    button->setAccessibleName(tr("Add the column"));
    button->setAutoDefault(false);
    m_problem = new QLabel;
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->setAccessibleName(tr("Why it is no column"));
    m_problem->hide();
    auto *line = new QHBoxLayout;
    line->setSpacing(theme::grid(2));
    line->addWidget(m_path, 1);
    line->addWidget(button);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins({});
    column->addLayout(line);
    column->addWidget(m_problem);
    connect(button, &QPushButton::clicked, this, &ColumnsPanel::enter);
    connect(m_path, &QLineEdit::returnPressed, this, &ColumnsPanel::enter);
    connect(m_path, &QLineEdit::textEdited, this, [this] { setProblem({}); });
    return box;
}

void ColumnsPanel::enter()
{
    if (const QString path = m_path->text().trimmed(); !path.isEmpty())
        Q_EMIT pathEntered(path);
}

void ColumnsPanel::setProblem(const QString &words)
{
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, theme::colour(theme::Colour::Error));
    m_problem->setPalette(colours);
    m_problem->setText(words);
    m_problem->setVisible(!words.isEmpty());
}

void ColumnsPanel::setFields(const QStringList &paths)
{
    m_fields->setStringList(paths);
}

void ColumnsPanel::setColumns(const QList<Column> &columns)
{
    if (m_columns == columns)
        return;
    const QScopedValueRollback guard(m_filling, true);
    const auto sameTitle = [](const Column &a, const Column &b) { return a.title == b.title; };
    if (std::equal(m_columns.begin(), m_columns.end(), columns.begin(), columns.end(), sameTitle)) {
        m_columns = columns;
        for (int row = 0; row < m_list->count(); ++row)
            m_list->item(row)->setCheckState(columns[row].isShown ? Qt::Checked : Qt::Unchecked);
        return;
    }
    const int number = current() ? current()->column : -1;
    const auto isAnother = [this](const Column &column) {
        return std::none_of(m_columns.begin(), m_columns.end(),
                            [&](const Column &known) { return known.title == column.title; });
    };
    // What was just added is the current one, so that it can be moved at once.
    const auto added =
        m_columns.isEmpty() ? columns.end() : std::find_if(columns.begin(), columns.end(), isAnother);
    const auto kept = std::find_if(columns.begin(), columns.end(),
                                   [number](const Column &column) { return column.column == number; });
    if (added != columns.end())
        m_path->clear();
    const auto chosen = added != columns.end() ? added : kept != columns.end() ? kept : columns.begin();
    const auto row = int(chosen - columns.begin());
    m_columns = columns;
    m_list->clear();
    for (const Column &column : columns) {
        auto *item = new QListWidgetItem(column.title, m_list);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(column.isShown ? Qt::Checked : Qt::Unchecked);
    }
    m_list->setCurrentRow(row);
    updateButtons();
}

const ColumnsPanel::Column *ColumnsPanel::current() const
{
    const int row = m_list->currentRow();
    return row >= 0 && row < m_columns.size() ? &m_columns[row] : nullptr;
}

void ColumnsPanel::updateButtons()
{
    const int row = m_list->currentRow();
    m_up->setEnabled(row > 0);
    m_down->setEnabled(row >= 0 && row + 1 < m_columns.size());
    m_remove->setEnabled(current() && current()->isOwn);
}

//! The keys of the list that Qt has none for.
bool ColumnsPanel::eventFilter(QObject *watched, QEvent *event)
{
    const bool isKey = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    if (watched != m_list || !isKey)
        return QDialog::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const int by = key->key() == Qt::Key_Up ? -1 : key->key() == Qt::Key_Down ? 1 : 0;
    const bool moves = by != 0 && key->modifiers() == Qt::AltModifier;
    const bool removes = key->key() == Qt::Key_Delete && key->modifiers() == Qt::NoModifier;
    if (!moves && !removes)
        return QDialog::eventFilter(watched, event);
    event->accept();
    if (event->type() == QEvent::ShortcutOverride)
        return true;
    if (moves)
        (by < 0 ? m_up : m_down)->click();
    else
        m_remove->click();
    return true;
}

} // namespace rtmscope
