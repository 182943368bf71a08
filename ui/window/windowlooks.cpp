// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/window/windowlooks.h"

#include "ui/access/layoutscale.h"
#include "ui/theme/theme.h"
#include "ui/window/windowactions.h"

#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QFontInfo>
#include <QMainWindow>
#include <QSettings>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

constexpr int usualZoom = 100;

} // namespace

WindowLooks::WindowLooks(QMainWindow &window, QSettings &settings, const WindowActions &actions)
    : QObject(&window)
    , m_window(window)
    , m_settings(settings)
    , m_usualPointSize(QApplication::font().pointSizeF())
{
    zoom(m_settings.value("view/zoom"_L1, usualZoom).toInt());
    const QString forced = m_settings.value("view/theme"_L1).toString();
    for (QAction *action : actions.themes->actions())
        action->setChecked(action->data().toString() == forced);
    connect(actions.themes, &QActionGroup::triggered, this,
            [this](const QAction *action) { chooseTheme(action->data().toString()); });
    connectZoom(actions.larger, 10);
    connectZoom(actions.smaller, -10);
    connectZoom(actions.usualSize, 0);
}

//! \a step 0 leads back to the usual size.
void WindowLooks::connectZoom(QAction *action, int step)
{
    connect(action, &QAction::triggered, this, [this, step] {
        const int now = m_settings.value("view/zoom"_L1, usualZoom).toInt();
        zoom(step == 0 ? usualZoom : now + step);
    });
}

void WindowLooks::chooseTheme(const QString &forced)
{
    m_settings.setValue("view/theme"_L1, forced);
    theme::apply(*qApp, forced);
}

void WindowLooks::zoom(int percent)
{
    const int bounded = std::clamp(percent, 70, 300);
    m_settings.setValue("view/zoom"_L1, bounded);
    QFont font = QApplication::font();
    const qreal size = m_usualPointSize * bounded / usualZoom;
    if (m_usualPointSize <= 0 || qFuzzyCompare(size, font.pointSizeF()))
        return;
    const QFont before = font;
    font.setPointSizeF(size);
    theme::scaleLayouts(m_window, double(QFontInfo(font).pixelSize()) / QFontInfo(before).pixelSize());
    QApplication::setFont(font);
}

} // namespace rtmscope
