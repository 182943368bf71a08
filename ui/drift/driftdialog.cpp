// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/drift/driftdialog.h"

#include "core/text/cleantext.h"
#include "core/text/naturalorder.h"
#include "ui/parts/surface.h"
#include "ui/parts/tokenlabel.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace rtmscope {

namespace {

constexpr int idRole = Qt::UserRole;

} // namespace

DriftDialog::DriftDialog(QList<Place> places, const ChannelId &chosen, QWidget *parent)
    : QDialog(parent)
    , m_find(new QLineEdit(this))
    , m_places(new QListWidget(this))
    , m_all(new QPushButton(tr("Compare all"), this))
    , m_chosen(new QPushButton(tr("Compare the chosen"), this))
{
    setWindowTitle(tr("Compare with the server"));
    setModal(true);
    auto *intro = new TokenLabel(theme::Colour::Text, TokenLabel::Size::Body, this);
    intro->setWordWrap(true);
    intro->setText(tr("History and replies are read from the server and compared with what is shown here: "
                      "texts, edits, reactions, numbers of replies, and what is missing on either side. The "
                      "server allows about fifty such calls a minute. Nothing is changed."));
    auto *note = new TokenLabel(theme::Colour::Dim, TokenLabel::Size::Secondary, this);
    note->setWordWrap(true);
    note->setText(tr("Pins, files, read marks and who is present are not compared."));
    m_find->setPlaceholderText(tr("Find a conversation"));
    m_find->setAccessibleName(tr("Find a conversation"));
    m_find->setClearButtonEnabled(true);
    m_places->setAccessibleName(tr("Conversations to compare"));
    m_places->setFrameShape(QFrame::NoFrame);
    addPlaces(std::move(places), chosen);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme::grid(6), theme::grid(5), theme::grid(6), theme::grid(5));
    column->setSpacing(theme::grid(4));
    column->addWidget(intro);
    column->addWidget(m_find);
    column->addWidget(Surface::around(m_places, this), 1);
    column->addWidget(note);
    column->addWidget(makeButtons());
    connect(m_find, &QLineEdit::textChanged, this, &DriftDialog::find);
    connect(m_places, &QListWidget::itemChanged, this, &DriftDialog::choiceChanged);
    choiceChanged();
    resize(theme::onScreen(*this, {theme::grid(120), theme::grid(110)}));
}

QWidget *DriftDialog::makeButtons()
{
    auto *buttons = new QWidget(this);
    auto *row = new QHBoxLayout(buttons);
    row->setContentsMargins({});
    row->setSpacing(theme::grid(2));
    row->addStretch(1);
    auto *close = new QPushButton(tr("Cancel"), this);
    for (QPushButton *button : {m_all, m_chosen, close}) {
        button->setAutoDefault(false);
        row->addWidget(button);
    }
    connect(m_all, &QPushButton::clicked, this, [this] { compare(false); });
    connect(m_chosen, &QPushButton::clicked, this, [this] { compare(true); });
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    return buttons;
}

void DriftDialog::addPlaces(QList<Place> places, const ChannelId &chosen)
{
    std::sort(places.begin(), places.end(),
              [](const Place &a, const Place &b) { return compareNaturally(a.name, b.name) < 0; });
    for (const Place &place : std::as_const(places)) {
        auto *item = new QListWidgetItem(isolatedIfNeeded(cleanName(place.name)), m_places);
        item->setData(idRole, place.id.text());
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(place.id == chosen ? Qt::Checked : Qt::Unchecked);
        if (place.id == chosen)
            m_places->setCurrentItem(item);
    }
}

//! Those that are chosen stay in view.
void DriftDialog::find(const QString &text)
{
    for (int row = 0; row < m_places->count(); ++row) {
        QListWidgetItem *item = m_places->item(row);
        const bool isFound = item->text().contains(text.trimmed(), Qt::CaseInsensitive);
        item->setHidden(!isFound && item->checkState() != Qt::Checked);
    }
}

void DriftDialog::choiceChanged()
{
    const QLocale locale;
    const qsizetype count = channels(true).size();
    m_all->setEnabled(m_places->count() > 0);
    m_all->setText(tr("Compare all (%1)").arg(locale.toString(m_places->count())));
    m_chosen->setEnabled(count > 0);
    m_chosen->setText(tr("Compare the chosen (%1)").arg(locale.toString(count)));
    (count > 0 ? m_chosen : m_all)->setDefault(true);
}

QList<ChannelId> DriftDialog::channels(bool onlyChosen) const
{
    QList<ChannelId> ids;
    for (int row = 0; row < m_places->count(); ++row) {
        const QListWidgetItem *item = m_places->item(row);
        if (!onlyChosen || item->checkState() == Qt::Checked)
            ids << ChannelId(item->data(idRole).toString());
    }
    return ids;
}

void DriftDialog::compare(bool onlyChosen)
{
    const QList<ChannelId> wanted = channels(onlyChosen);
    accept();
    Q_EMIT compareRequested(wanted);
}

} // namespace rtmscope
