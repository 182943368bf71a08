// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/connection/socketmodevalues.h"

#include <QHash>

namespace rtmscope {

//! Keeps us from taking events away from another program (docs/socket-mode.md, "Looking on takes away"): how
//! many sockets of the app are not ours. Sockets of ours that were closed a moment ago may still be counted
//! by the server, whichever session of this program had them. Owned by a session; its thread; the clock must
//! outlive it.
class Sharing
{
public:
    //! \a app: what stands for the app, and its server, where several sessions have the same one.
    Sharing(QString app, bool allowed, const Clock &clock);
    ~Sharing(); //!< its sockets count as closed now
    Sharing(const Sharing &) = delete;
    Sharing &operator=(const Sharing &) = delete;

    void opened(quint32 connection);
    void closed(quint32 connection);
    //! Hello says that the app has so many sockets, with the one it came over; 0: it does not say. Returns
    //! whether that is news.
    bool told(int connections);
    const AppSharing &now() const { return m_now; }
    //! Sockets of ours that are gone may explain what was counted, or hide somebody: it has to be asked
    //! again, which only another hello can answer, once recountDue() says so.
    bool isInDoubt() const { return m_countAgainUs != 0; }
    std::chrono::milliseconds doubtFor() const; //!< until then
    bool recountDue() const { return isInDoubt() && m_clock.monotonicUs() >= m_countAgainUs; }
    void recounting() { m_countAgainUs = 0; }
    //! Whether the connection has to be given up.
    bool isForbidden() const { return m_now.isShared() && !m_now.allowed; }
    void forget()
    {
        m_now = {0, 0, m_now.allowed};
        m_countAgainUs = 0;
    }

    //! Why it was given up, what would have happened and what to do. \a taken: events that were acknowledged
    //! before it was sure.
    Error error(qint64 taken = 0) const;
    //! What goes on while it is shared, for a lasting banner.
    static QString words(const AppSharing &sharing);
    QString words() const; //!< of what was told last, whatever it was

private:
    QString m_app;
    const Clock &m_clock;
    QHash<quint32, bool> m_open;
    AppSharing m_now;
    qint64 m_countAgainUs = 0; //!< monotonic; 0: what was counted is sure
};

} // namespace rtmscope
