// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/connect/tokenfield.h"

#include "ui/parts/formrow.h"
#include "ui/parts/tokenlabel.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

using Verdict = TokenReading::Verdict;
using Advice = TokenReading::Advice;

struct Look
{
    QString sign;
    theme::Colour ink;
};

Look lookOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Possible:
        return {u"check"_s, theme::Colour::Ok};
    case Verdict::Unlikely:
        return {u"warning"_s, theme::Colour::Warning};
    case Verdict::Unusable:
        return {u"error"_s, theme::Colour::Error};
    case Verdict::Empty:
        break;
    }
    return {u"info"_s, theme::Colour::Dim};
}

} // namespace

TokenField::TokenField(TokenPlace place, QWidget *parent)
    : QWidget(parent)
    , m_place(place)
    , m_edit(new QLineEdit(this))
    , m_show(new QPushButton(tr("Show"), this))
    , m_sign(new QLabel(this))
    , m_words(new TokenLabel(theme::Colour::Dim, TokenLabel::Size::Body, this))
    , m_advice(new QPushButton(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::grid(2));
    column->addWidget(makeRow());
    column->addWidget(makeReading());
    connect(m_edit, &QLineEdit::textChanged, this, [this] {
        refresh();
        Q_EMIT changed();
    });
    connect(m_advice, &QPushButton::clicked, this, [this] { Q_EMIT adviceTaken(reading().advice); });
    setFocusProxy(m_edit);
    setFocusPolicy(Qt::ClickFocus); // else the letter of the label beside it leads nowhere; Tab passes it by
    refresh();
}

QWidget *TokenField::makeRow()
{
    m_edit->setEchoMode(QLineEdit::Password);
    m_edit->setFont(theme::wireFont());
    m_edit->setTextMargins(theme::grid(1), 0, theme::grid(1), 0);
    // Nothing may learn a token: no suggestions, no prediction by an input method.
    m_edit->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhHiddenText);
    m_show->setToolTip(tr("Hold to see the token"));
    m_show->setAutoDefault(false);
    connect(m_show, &QPushButton::pressed, this, [this] { m_edit->setEchoMode(QLineEdit::Normal); });
    connect(m_show, &QPushButton::released, this, [this] { m_edit->setEchoMode(QLineEdit::Password); });
    return inARow({{m_edit, 1}, {m_show, 0}}, this);
}

QWidget *TokenField::makeReading()
{
    // Before it has words, or they are never told behind it.
    m_words->setAccessibleName(tr("About the token"));
    m_words->setWordWrap(true);
    m_words->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    m_advice->setAutoDefault(false);
    auto *reading = new QWidget(this);
    auto *row = new QHBoxLayout(reading);
    row->setContentsMargins(0, 0, 0, theme::grid(1));
    row->setSpacing(theme::grid(2));
    row->addWidget(m_sign, 0, Qt::AlignTop);
    row->addWidget(m_words, 1);
    row->addWidget(m_advice, 0, Qt::AlignTop);
    return reading;
}

void TokenField::setPlace(TokenPlace place)
{
    m_place = place;
    refresh();
}

void TokenField::setNames(const QString &field, const QString &show, const QString &about)
{
    m_edit->setAccessibleName(field);
    m_show->setAccessibleName(show);
    m_words->setAccessibleName(about);
}

void TokenField::setKept(const QString &words, bool usable)
{
    if (words == m_kept && usable == m_keptUsable)
        return;
    m_kept = words;
    m_keptUsable = usable;
    refresh();
}

TokenReading TokenField::reading() const
{
    return readToken(m_edit->text(), m_place);
}

bool TokenField::usesKept() const
{
    return !m_kept.isEmpty() && m_keptUsable && reading().verdict == Verdict::Empty;
}

bool TokenField::isGiven() const
{
    const Verdict verdict = reading().verdict;
    return verdict == Verdict::Possible || verdict == Verdict::Unlikely || usesKept();
}

QString TokenField::text() const
{
    return m_edit->text();
}

void TokenField::setText(const QString &text)
{
    m_edit->setText(text);
}

//! What the token is, as far as it can be told.
void TokenField::refresh()
{
    const TokenReading read = reading();
    const bool kept = read.verdict == Verdict::Empty && !m_kept.isEmpty();
    const Look look = !kept          ? lookOf(read.verdict)
                      : m_keptUsable ? Look{u"lock"_s, theme::Colour::Ok}
                                     : Look{u"warning"_s, theme::Colour::Warning};
    m_sign->setPixmap(theme::icon(look.sign, look.ink).pixmap(theme::grid(4), theme::grid(4)));
    m_words->setInk(look.ink);
    // High enough for what fits in it, so that the form does not jump at each letter.
    m_words->setMinimumHeight((m_place == TokenPlace::Rtm ? 3 : 2) * m_words->fontMetrics().lineSpacing());
    m_words->say(kept ? m_kept : read.words);
    m_advice->setText(read.advice == Advice::SocketMode ? tr("Use Socket Mode") : tr("Move it there"));
    m_advice->setAccessibleName(m_advice->text());
    m_advice->setVisible(read.advice != Advice::None);
}

} // namespace rtmscope
