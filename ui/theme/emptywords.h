// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/theme.h"

#include <QAbstractItemModel>
#include <QPainter>

namespace rtmscope {

//! A list or tree that says by itself why it is empty: so it keeps the focus when its last row goes.
template<typename View>
class WithEmptyWords : public View
{
public:
    using View::View;

    void setEmptyWords(const QString &words)
    {
        m_words = words;
        this->viewport()->update();
    }

protected:
    void paintEvent(QPaintEvent *event) override
    {
        View::paintEvent(event);
        if (this->model()->rowCount() > 0)
            return;
        QPainter painter(this->viewport());
        painter.setFont(theme::bodyFont());
        painter.setPen(theme::colour(theme::Colour::Dim));
        const int margin = theme::grid(4);
        painter.drawText(this->viewport()->rect().adjusted(margin, margin, -margin, -margin),
                         int(Qt::AlignCenter) | Qt::TextWordWrap, m_words);
    }

private:
    QString m_words;
};

} // namespace rtmscope
