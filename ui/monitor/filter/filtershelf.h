// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

namespace rtmscope {

//! The filters that a person keeps: those with a name, of which some are switched on, and those used last. A
//! value; each profile has its own.
class FilterShelf
{
public:
    struct Saved
    {
        QString name;
        QString filter;
        bool isOn = false;
        friend bool operator==(const Saved &, const Saved &) = default;
    };

    const QList<Saved> &saved() const { return m_saved; }
    const QStringList &history() const { return m_history; } //!< the newest first
    QStringList stacked() const;                             //!< the filters that are on

    //! Under a name that is taken it replaces the other one.
    void save(const QString &name, const QString &filter);
    void remove(const QString &name);
    void setOn(const QString &name, bool on);
    void remember(const QString &filter);
    void forgetHistory() { m_history.clear(); }

    QByteArray toJson() const;
    //! What can't be read is left out.
    static FilterShelf fromJson(const QByteArray &json);

private:
    QList<Saved> m_saved;
    QStringList m_history;
};

} // namespace rtmscope
