// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class QAction;
class QMainWindow;
class QSettings;

namespace rtmscope {

class WindowActions;

//! Colours and text size as the user likes them, kept in the settings, and the actions that change them.
//! Owned by the window, whose panes it must come before: the text size is theirs from the start.
class WindowLooks : public QObject
{
    Q_OBJECT
public:
    WindowLooks(QMainWindow &window, QSettings &settings, const WindowActions &actions);

private:
    void connectZoom(QAction *action, int step);
    void chooseTheme(const QString &forced);
    void zoom(int percent);

    QMainWindow &m_window;
    QSettings &m_settings;
    const qreal m_usualPointSize;
};

} // namespace rtmscope
