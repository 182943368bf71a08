// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/theme.h"

#include <QLabel>

namespace rtmscope {

//! Plain text in a colour and size of the theme: one line, elided where it must be, or wrapped at words with
//! setWordWrap(). Follows theme changes. The whole text is the tool tip while it is elided.
class InkLabel : public QLabel
{
    Q_OBJECT
public:
    enum class Size : quint8 { Body, Secondary, Heading, Wire };

    explicit InkLabel(Size size, theme::Colour ink = theme::Colour::Text, QWidget *parent = nullptr);

    //! QLabel's, and whoever listens hears of it.
    void setText(const QString &text);
    void setInk(theme::Colour ink);
    //! ElideNone (the default): as wide as its text. Else never in the way of a narrow window; \a across says
    //! whether it takes what room there is, or (Preferred) its text's width where that is free.
    void setElideMode(Qt::TextElideMode mode, QSizePolicy::Policy across = QSizePolicy::Ignored);

    //! What begins at \a position matters most: where the text is elided at its end before that can be read,
    //! it is elided before \a position too.
    void setKept(qsizetype position);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    int heightForWidth(int width) const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QFont inkFont() const;
    QString shownText(const QFontMetrics &metrics) const;

    Size m_size;
    theme::Colour m_ink;
    Qt::TextElideMode m_elide = Qt::ElideNone;
    qsizetype m_kept = 0;
};

} // namespace rtmscope
