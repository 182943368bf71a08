// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/rowlook.h"
#include "ui/theme/theme.h"

#include <QAbstractItemModel>
#include <QFocusEvent>
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
        // Its current row shows the focus; where there is none, the whole does.
        QPainter painter(this->viewport());
        if (this->hasFocus() && !this->currentIndex().isValid())
            theme::paintFocusFrame(painter, this->viewport()->rect());
        if (this->model()->rowCount() > 0)
            return;
        painter.setFont(theme::bodyFont());
        painter.setPen(theme::colour(theme::Colour::Dim));
        const int margin = theme::grid(4);
        theme::drawText(painter, this->viewport()->rect().adjusted(margin, margin, -margin, -margin),
                        int(Qt::AlignCenter) | Qt::TextWordWrap, m_words);
    }

    // The base classes repaint no more than the current row, and that may not be there.
    void focusInEvent(QFocusEvent *event) override
    {
        View::focusInEvent(event);
        this->viewport()->update();
    }
    void focusOutEvent(QFocusEvent *event) override
    {
        View::focusOutEvent(event);
        this->viewport()->update();
    }

private:
    QString m_words;
};

} // namespace rtmscope
