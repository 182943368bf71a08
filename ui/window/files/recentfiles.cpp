// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/window/files/recentfiles.h"

#include "core/text/cleantext.h"

#include <QAction>
#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <QMenu>
#include <QSettings>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

const QString key = u"files/recent"_s;

//! Names may hold anything; an ampersand is no mnemonic.
QString shown(const QString &text)
{
    return cleanLine(text).replace(u'&', "&&"_L1);
}

QString placeOf(const QString &path)
{
    const QString folder = QFileInfo(path).path();
    const QString home = QDir::homePath();
    const bool isAtHome = folder == home || folder.startsWith(home + u'/');
    return QDir::toNativeSeparators(isAtHome ? u'~' + folder.mid(home.size()) : folder);
}

} // namespace

RecentFiles::RecentFiles(QMenu &menu, QSettings &settings, QObject *parent)
    : QObject(parent)
    , m_menu(menu)
    , m_settings(settings)
{
    for (const QVariant &entry : m_settings.value(key).toList()) {
        const QStringList paths = entry.toStringList();
        if (!paths.isEmpty() && m_entries.size() < most)
            m_entries.append(paths);
    }
    fill();
}

void RecentFiles::remember(const QStringList &paths)
{
    if (paths.isEmpty())
        return;
    m_entries.removeAll(paths);
    m_entries.prepend(paths);
    m_entries.resize(std::min(most, m_entries.size()));
    keep();
}

void RecentFiles::forget(const QStringList &paths)
{
    if (m_entries.removeAll(paths) > 0)
        keep();
}

void RecentFiles::clear()
{
    m_entries.clear();
    keep();
}

void RecentFiles::keep()
{
    QVariantList entries;
    for (const QStringList &paths : std::as_const(m_entries))
        entries.append(paths);
    m_settings.setValue(key, entries);
    fill();
}

void RecentFiles::fill()
{
    // Not at once: it may be one of these that was just chosen.
    const QList<QAction *> old = m_menu.actions();
    for (QAction *action : old) {
        m_menu.removeAction(action);
        action->deleteLater();
    }
    m_menu.menuAction()->setEnabled(!m_entries.isEmpty());
    int number = 0;
    for (const QStringList &paths : std::as_const(m_entries)) {
        ++number;
        const QString name = shown(QFileInfo(paths.constFirst()).fileName());
        const QString names =
            paths.size() == 1 ? name : tr("%1 and %2 more").arg(name, QLocale().toString(paths.size() - 1));
        const QString lead = number < 10 ? u"&%1  "_s.arg(number) : u"1&0  "_s;
        auto *action = new QAction(
            lead + tr("%1 in %2", "a file in a folder").arg(names, shown(placeOf(paths.constFirst()))),
            &m_menu);
        connect(action, &QAction::triggered, this, [this, paths] { Q_EMIT chosen(paths); });
        m_menu.addAction(action);
    }
    if (m_entries.isEmpty())
        return;
    m_menu.addSeparator();
    auto *forgetAll = new QAction(tr("&Clear this list"), &m_menu);
    connect(forgetAll, &QAction::triggered, this, &RecentFiles::clear);
    m_menu.addAction(forgetAll);
}

} // namespace rtmscope
