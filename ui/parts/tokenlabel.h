// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/theme.h"

#include <QLabel>

namespace rtmscope {

//! Plain text in a token's colour and one of the theme's sizes; colours follow the theme by themselves. Never
//! shows HTML.
class TokenLabel : public QLabel
{
    Q_OBJECT
public:
    enum class Size : quint8 { Body, Secondary, Heading };

    explicit TokenLabel(theme::Colour ink = theme::Colour::Text, Size size = Size::Body,
                        QWidget *parent = nullptr);
    void setInk(theme::Colour ink);
    //! Sets the text; whoever listens hears it behind the accessible name, if there is one.
    void say(const QString &text);
    //! Words that find no room end in "…" instead of claiming more.
    void setElided(bool elided);
    //! Drawn instead of an elided text that finds no room, and elided itself only where that finds none.
    void setBrief(const QString &text);
    QSize minimumSizeHint() const override;
    //! Takes up the theme's colours and sizes as they are now. Palette changes do it by themselves; a label
    //! with a size of its own never hears that the application's font changed, so the window tells it.
    void dress();

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QString drawnText() const;

    QString m_brief;
    theme::Colour m_ink;
    Size m_size;
    bool m_dressing = false;
    bool m_elided = false;
};

} // namespace rtmscope
