// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/parts/segmentbar.h"

#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPainter>
#include <QPainterPath>
#include <QScopedValueRollback>

#include <utility>

namespace rtmscope {

namespace {

enum class Place : quint8 { First, Middle, Last };

//! One choice. Paints its share of the frame, so that neighbours touch in a single hairline.
class Segment : public QAbstractButton
{
public:
    Segment(const QString &words, Place place, QWidget *parent)
        : QAbstractButton(parent)
        , m_place(place)
    {
        setText(words);
        setCheckable(true);
        setFocusPolicy(Qt::TabFocus);
        setAttribute(Qt::WA_Hover);
        setAccessibleName(words);
    }

    QSize sizeHint() const override
    {
        const QFontMetrics metrics(boldFont());
        return {metrics.horizontalAdvance(text()) + theme::grid(6),
                std::max(metrics.height() + theme::grid(2), theme::grid(6.5))};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme::colour(isChecked()    ? theme::Colour::Selection
                                       : underMouse() ? theme::Colour::Hover
                                                      : theme::Colour::Background));
        painter.setClipRect(rect());
        painter.drawRoundedRect(wholeFrame(), radius, radius);
        painter.setPen(QPen(theme::colour(theme::Colour::Line), 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(wholeFrame(), radius, radius);
        if (m_place != Place::First)
            painter.fillRect(layoutDirection() == Qt::LeftToRight ? 0 : width() - 1, 0, 1, height(),
                             theme::colour(theme::Colour::Line));
        if (hasFocus()) {
            painter.setPen(QPen(theme::colour(theme::Colour::Accent), 2));
            painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), radius, radius);
        }
        painter.setPen(isChecked() ? theme::colourOn(theme::Colour::Accent, theme::Colour::Selection)
                                   : theme::colour(theme::Colour::Text));
        painter.setFont(isChecked() ? boldFont() : font());
        theme::drawText(painter, rect(), Qt::AlignCenter, text());
    }

private:
    static constexpr qreal radius = 5;

    QFont boldFont() const
    {
        QFont bold = font();
        bold.setWeight(QFont::DemiBold);
        return bold;
    }

    //! The frame of which this is a part: it goes on beyond the edges that have a neighbour.
    QRectF wholeFrame() const
    {
        const bool mirrored = layoutDirection() == Qt::RightToLeft;
        const bool goesOnLeft = mirrored ? m_place != Place::Last : m_place != Place::First;
        const bool goesOnRight = mirrored ? m_place != Place::First : m_place != Place::Last;
        return QRectF(rect()).adjusted(goesOnLeft ? -20.5 : 0.5, 0.5, goesOnRight ? 20.5 : -0.5, -0.5);
    }

    Place m_place;
};

} // namespace

SegmentBar::SegmentBar(const QStringList &words, QWidget *parent)
    : QWidget(parent)
    , m_buttons(new QButtonGroup(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    for (int i = 0; i < words.size(); ++i) {
        const Place place = i == 0 ? Place::First : i == words.size() - 1 ? Place::Last : Place::Middle;
        auto *segment = new Segment(words.at(i), place, this);
        m_buttons->addButton(segment, i);
        row->addWidget(segment);
    }
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    // Assistive tools toggle, the mouse and the keys click, which toggles too unless it is chosen already.
    connect(m_buttons, &QButtonGroup::idToggled, this, [this](int index, bool on) {
        if (!on || m_setting)
            return;
        m_told = true;
        Q_EMIT chosen(index);
    });
    connect(m_buttons, &QButtonGroup::idClicked, this, [this](int index) {
        if (!std::exchange(m_told, false))
            Q_EMIT chosen(index);
    });
}

void SegmentBar::setCurrent(int index)
{
    QAbstractButton *chosen = m_buttons->button(index);
    if (!chosen)
        return;
    const QScopedValueRollback guard(m_setting, true);
    chosen->setChecked(true);
    // Tab stops at what is chosen, from there the arrows go on; Qt finds that out only once the focus is
    // there.
    for (QAbstractButton *button : m_buttons->buttons())
        button->setFocusPolicy(button == chosen ? Qt::TabFocus : Qt::NoFocus);
}

int SegmentBar::current() const
{
    return m_buttons->checkedId();
}

void SegmentBar::setToolTips(const QStringList &tips)
{
    for (int i = 0; i < tips.size(); ++i) {
        if (QAbstractButton *button = m_buttons->button(i))
            button->setToolTip(tips.at(i));
    }
}

} // namespace rtmscope
