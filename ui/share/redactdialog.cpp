// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/share/redactdialog.h"

#include "core/text/cleantext.h"
#include "core/text/naturalorder.h"
#include "ui/parts/surface.h"
#include "ui/parts/tokenlabel.h"
#include "ui/share/redactresult.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

constexpr int idRole = Qt::UserRole;
constexpr int keptRole = Qt::UserRole + 1; //!< what was counted

} // namespace

RedactDialog::RedactDialog(QWidget *parent)
    : QDialog(parent)
    , m_pages(new QStackedWidget(this))
    , m_result(new RedactResult(this))
    , m_find(new QLineEdit(this))
    , m_places(new QListWidget(this))
    , m_keptWords(new TokenLabel(theme::Colour::Dim, TokenLabel::Size::Secondary, this))
    , m_problem(new TokenLabel(theme::Colour::Error, TokenLabel::Size::Secondary, this))
    , m_step(new TokenLabel(theme::Colour::Text, TokenLabel::Size::Body, this))
    , m_bar(new QProgressBar(this))
    , m_save(new QPushButton(tr("Save…"), this))
    , m_open(new QPushButton(tr("Open it"), this))
    , m_close(new QPushButton(this))
{
    setWindowTitle(tr("Save redacted"));
    setModal(true);
    m_questions = makeQuestions();
    m_progress = makeProgress();
    for (QWidget *page : {m_questions, m_progress, static_cast<QWidget *>(m_result)})
        m_pages->addWidget(page);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme::grid(6), theme::grid(5), theme::grid(6), theme::grid(5));
    column->setSpacing(theme::grid(4));
    column->addWidget(m_pages, 1);
    column->addWidget(makeButtons());
    showQuestions();
    resize(theme::onScreen(*this, {theme::grid(130), theme::grid(110)}));
}

QWidget *RedactDialog::makeQuestions()
{
    auto *page = new QWidget(this);
    auto *intro = new TokenLabel(theme::Colour::Text, TokenLabel::Size::Body, page);
    intro->setText(tr(
        "A copy to give away: names and IDs become pseudonyms, texts and addresses are masked, secrets are "
        "taken out. Threads, mentions, times and the order stay. The written file is then read again and "
        "searched for what is left."));
    auto *title = new TokenLabel(theme::Colour::Text, TokenLabel::Size::Heading, page);
    title->setText(tr("Keep what was said in"));
    intro->setWordWrap(true);
    m_find->setPlaceholderText(tr("Find a conversation"));
    m_find->setAccessibleName(tr("Find a conversation"));
    m_find->setClearButtonEnabled(true);
    m_places->setAccessibleName(tr("Conversations that keep what was said"));
    m_places->setFrameShape(QFrame::NoFrame);
    m_keptWords->setWordWrap(true);
    m_problem->setWordWrap(true);
    m_problem->setAccessibleName(tr("Problem"));
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins({});
    column->setSpacing(theme::grid(3));
    column->addWidget(intro);
    column->addWidget(title);
    column->addWidget(m_find);
    column->addWidget(Surface::around(m_places, page), 1);
    column->addWidget(m_keptWords);
    column->addWidget(m_problem);
    connect(m_find, &QLineEdit::textChanged, this, &RedactDialog::filterPlaces);
    connect(m_places, &QListWidget::itemChanged, this, &RedactDialog::countKept);
    return page;
}

QWidget *RedactDialog::makeProgress()
{
    auto *page = new QWidget(this);
    m_bar->setRange(0, 100);
    m_bar->setAccessibleName(tr("Progress"));
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins({});
    column->setSpacing(theme::grid(3));
    column->addWidget(m_step);
    column->addWidget(m_bar);
    column->addStretch(1);
    return page;
}

QWidget *RedactDialog::makeButtons()
{
    auto *buttons = new QWidget(this);
    auto *row = new QHBoxLayout(buttons);
    row->setContentsMargins({});
    row->setSpacing(theme::grid(2));
    row->addStretch(1);
    for (QPushButton *button : {m_open, m_save, m_close}) {
        button->setAutoDefault(false);
        row->addWidget(button);
    }
    connect(m_save, &QPushButton::clicked, this, &RedactDialog::saveRequested);
    connect(m_open, &QPushButton::clicked, this, [this] {
        Q_EMIT openRequested(m_path);
        accept();
    });
    connect(m_close, &QPushButton::clicked, this, &RedactDialog::reject);
    return buttons;
}

void RedactDialog::setPlaces(QList<Place> places)
{
    std::sort(places.begin(), places.end(),
              [](const Place &a, const Place &b) { return compareNaturally(a.name, b.name) < 0; });
    const QSignalBlocker silence(
        m_places); // tens of thousands of conversations, each of which changes four times
    m_places->clear();
    m_kept = 0;
    for (const Place &place : places) {
        auto *item = new QListWidgetItem(isolatedIfNeeded(cleanName(place.name)), m_places);
        item->setData(idRole, place.id);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(Qt::Unchecked);
    }
    tellKept();
}

QStringList RedactDialog::kept() const
{
    QStringList ids;
    for (int row = 0; row < m_places->count(); ++row) {
        if (m_places->item(row)->checkState() == Qt::Checked)
            ids << m_places->item(row)->data(idRole).toString();
    }
    return ids;
}

//! Those that are chosen stay in view: they must not be forgotten.
void RedactDialog::filterPlaces(const QString &text)
{
    for (int row = 0; row < m_places->count(); ++row) {
        QListWidgetItem *item = m_places->item(row);
        const bool isFound = item->text().contains(text.trimmed(), Qt::CaseInsensitive);
        item->setHidden(!isFound && item->checkState() != Qt::Checked);
    }
}

//! Not all again: there may be many, and all of them chosen.
void RedactDialog::countKept(QListWidgetItem *item)
{
    const bool isKept = item->checkState() == Qt::Checked;
    if (isKept == item->data(keptRole).toBool())
        return;
    const QSignalBlocker silence(m_places);
    item->setData(keptRole, isKept);
    m_kept += isKept ? 1 : -1;
    tellKept();
}

void RedactDialog::tellKept()
{
    const int count = m_kept;
    const QString risk = tr("What people say there may tell who they are.");
    m_keptWords->setText(
        count == 0 ? tr("Nothing is chosen: all texts are masked.")
        : count == 1
            ? tr("1 conversation keeps its texts, with pseudonyms for the names in them.") + u' ' + risk
            : tr("%1 conversations keep their texts, with pseudonyms for the names in them.").arg(count) +
                  u' ' + risk);
}

void RedactDialog::showPage(QWidget *page)
{
    m_pages->setCurrentWidget(page);
    m_save->setVisible(page == m_questions);
    m_open->setVisible(page == m_result);
    m_close->setText(page == m_result ? tr("Close") : tr("Cancel"));
    QPushButton *usual = page == m_questions ? m_save : page == m_result ? m_open : m_close;
    usual->setDefault(true);
    if (page != m_questions)
        usual->setFocus();
}

void RedactDialog::showQuestions()
{
    m_problem->hide();
    showPage(m_questions);
    m_find->setFocus();
}

void RedactDialog::showFailure(const QString &words)
{
    showQuestions();
    m_problem->say(words);
    m_problem->show();
}

void RedactDialog::showProgress(RedactionStep step, int percent)
{
    m_step->setText(step == RedactionStep::Reading   ? tr("Looking for names, IDs and texts …")
                    : step == RedactionStep::Writing ? tr("Writing the copy …")
                                                     : tr("Searching the copy for what is left …"));
    m_bar->setValue(percent);
    if (m_pages->currentWidget() != m_progress)
        showPage(m_progress);
}

void RedactDialog::showReport(const RedactionReport &report, const QString &path)
{
    m_path = path;
    m_result->show(report, path);
    showPage(m_result);
}

//! While it saves, the first wish is to end that.
void RedactDialog::reject()
{
    if (m_pages->currentWidget() == m_progress)
        Q_EMIT cancelRequested();
    else
        QDialog::reject();
}

} // namespace rtmscope
