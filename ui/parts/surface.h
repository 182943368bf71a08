// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

namespace rtmscope {

//! A plain area in one token's colour, with hairlines at the edges asked for. Owned by its parent widget.
class Surface : public QWidget
{
    Q_OBJECT
public:
    explicit Surface(theme::Colour fill, Qt::Edges hairlines = {}, QWidget *parent = nullptr);
    void setFill(theme::Colour fill);

    //! \a content, which has no frame of its own, with hairlines all around.
    static Surface *around(QWidget *content, QWidget *parent);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    theme::Colour m_fill;
    Qt::Edges m_hairlines;
};

} // namespace rtmscope
