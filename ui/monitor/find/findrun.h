// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/inspect/jsonfind.h"

#include <QObject>
#include <QThreadPool>

#include <atomic>
#include <memory>

namespace rtmscope {

//! Looks for something in a frame: at once where that takes no time, else beside the thread that asks. Of
//! several wishes the last is answered, and nobody waits for the others. Owned by the find bar; its thread.
class FindRun : public QObject
{
    Q_OBJECT
public:
    //! Larger frames are looked through beside the thread that asks.
    static constexpr qsizetype smallFrame = 64 * 1024;

    explicit FindRun(QObject *parent = nullptr);
    ~FindRun() override;

    void begin(const QByteArray &frame, const json::Tree &tree, const QString &wanted, FindScope scope);
    void cancel();
    bool isBusy() const { return m_isBusy; }

Q_SIGNALS:
    void finished(const rtmscope::FoundPlaces &found);

private:
    bool m_isBusy = false;
    quint64 m_journey = 0;                    //!< what is on its way from an earlier one comes too late
    std::shared_ptr<std::atomic_bool> m_stop; //!< of the one under way
    QThreadPool m_pool;                       // the last: it uses the above
};

} // namespace rtmscope
