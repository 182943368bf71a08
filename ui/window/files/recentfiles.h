// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QObject>
#include <QStringList>

class QMenu;
class QSettings;

namespace rtmscope {

//! What was opened last, as a menu; kept in the settings. Several files that were opened as one record are
//! one entry. The files are not looked at: they may lie where that takes long. GUI thread.
class RecentFiles : public QObject
{
    Q_OBJECT
public:
    static constexpr qsizetype most = 10;

    //! Both must outlive it.
    RecentFiles(QMenu &menu, QSettings &settings, QObject *parent = nullptr);

    //! They were opened; absolute paths.
    void remember(const QStringList &paths);
    //! They can't be opened any more.
    void forget(const QStringList &paths);
    const QList<QStringList> &entries() const { return m_entries; } //!< the newest first

Q_SIGNALS:
    void chosen(const QStringList &paths);

private:
    void fill();
    void keep();
    void clear();

    QMenu &m_menu;
    QSettings &m_settings;
    QList<QStringList> m_entries;
};

} // namespace rtmscope
