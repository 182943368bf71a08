// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/filter/filternote.h"

#include "ui/parts/elidedlabel.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace rtmscope {

namespace {

constexpr qsizetype longestOffer = 60;

} // namespace

FilterNote::FilterNote(QWidget *parent)
    : QWidget(parent)
    , m_words(new ElidedLabel)
    , m_use(new QPushButton)
{
    m_words->setAccessibleName(tr("What the filter means"));
    m_words->setForegroundRole(QPalette::PlaceholderText);
    m_use->setAutoDefault(false);
    m_use->setFlat(true);
    m_use->setAccessibleName(tr("Use it"));
    m_use->hide();
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(theme::grid(3), 0, theme::grid(2), theme::grid(1));
    layout->setSpacing(theme::grid(2));
    layout->addWidget(m_words, 1);
    layout->addWidget(m_use);
    connect(m_use, &QPushButton::clicked, this, [this] { Q_EMIT betterChosen(QString(m_better)); });
    hide();
}

void FilterNote::say(const QString &words, const QString &better)
{
    if (m_words->text() != words)
        m_words->setText(words);
    m_words->setAccessibleDescription(words);
    m_better = better;
    if (!better.isEmpty()) {
        const QString shown =
            better.size() > longestOffer ? better.left(longestOffer) + QChar(0x2026) : better;
        m_use->setText(tr("Use %1").arg(QString(shown).replace(u'&', QStringLiteral("&&"))));
        m_use->setAccessibleName(tr("Use %1").arg(better));
    }
    m_use->setVisible(!better.isEmpty());
    setVisible(!words.isEmpty());
}

} // namespace rtmscope
