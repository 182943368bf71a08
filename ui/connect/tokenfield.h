// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/connect/tokentriage.h"

#include <QPushButton>
#include <QWidget>

class QLabel;
class QLineEdit;

namespace rtmscope {

class TokenLabel;

//! A field for one token: hidden letters, what was pasted in words, and a button where one click would put it
//! right. Owned by its dialog.
class TokenField : public QWidget
{
    Q_OBJECT
public:
    explicit TokenField(TokenPlace place, QWidget *parent = nullptr);

    void setPlace(TokenPlace place);
    //! For those who do not see the form: of the field, of its button, of the words below.
    void setNames(const QString &field, const QString &show, const QString &about);
    //! A token for this is at hand, which \a words say; \a usable: it may go where the form points.
    //! Empty: none is.
    void setKept(const QString &words, bool usable);

    TokenReading reading() const;
    //! A token stands there, or one at hand is used.
    bool isGiven() const;
    bool usesKept() const;
    QString text() const;
    void setText(const QString &text);
    QLineEdit *edit() const { return m_edit; }
    QWidget *last() const { return m_show; }
    QPushButton *advice() const { return m_advice; }

Q_SIGNALS:
    void changed();
    void adviceTaken(rtmscope::TokenReading::Advice advice);

private:
    QWidget *makeRow();
    QWidget *makeReading();
    void refresh();

    TokenPlace m_place;
    QString m_kept;
    bool m_keptUsable = false;
    QLineEdit *m_edit;
    QPushButton *m_show;
    QLabel *m_sign;
    TokenLabel *m_words;
    QPushButton *m_advice;
};

} // namespace rtmscope
