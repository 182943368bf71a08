// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/connection/eventkeystore.h"

#include <QObject>
#include <QSet>
#include <QTimer>

#include <array>
#include <deque>
#include <string_view>

namespace rtmscope {

//! Which events came before, by the id that all deliveries of one share, for 25 hours: so long the server may
//! go on sending what was not acknowledged. With a store that is true over restarts as well; keys are written
//! down many at a time. Owned by a session; its thread; what it is given must outlive it.
class EventKeys : public QObject
{
    Q_OBJECT
public:
    explicit EventKeys(const Clock &clock, QObject *parent = nullptr);
    ~EventKeys() override; //!< what is not written down yet is

    //! \a store: where they are kept under \a profile, and were in earlier runs.
    void keepIn(EventKeyStore *store, const QString &profile);
    //! True if it was seen before.
    bool insert(std::string_view id);
    qsizetype size() const { return m_known.size(); }

Q_SIGNALS:
    //! They can't be kept: after a restart some events may be taken for new again. Told once.
    void storeTroubled(const rtmscope::Error &error);

private:
    //! An id as it stands if it is short, as all known ones are; else a digest of it. Two numbers are a tenth
    //! of what a string takes.
    using Key = std::array<quint64, 2>;
    struct Seen
    {
        Key key;
        qint64 atUs = 0;
    };

    static Key keyOf(std::string_view id);
    static QByteArray stored(const Key &key);
    void remember(const Key &key, qint64 atUs);
    void forgetOld(qint64 nowUs);
    void writeDown();
    void troubled(const Error &error);

    struct KeyHash
    {
        Key key;
        friend bool operator==(const KeyHash &, const KeyHash &) = default;
        friend size_t qHash(const KeyHash &held, size_t seed = 0)
        {
            return qHashMulti(seed, held.key[0], held.key[1]);
        }
    };

    const Clock &m_clock;
    EventKeyStore *m_store = nullptr;
    QString m_profile;
    QSet<KeyHash> m_known;
    std::deque<Seen> m_order; //!< the oldest first
    QList<SeenEvent> m_unwritten;
    QTimer m_timer;
    bool m_troubled = false;
};

} // namespace rtmscope
