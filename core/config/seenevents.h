// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/connection/eventkeystore.h"

#include <memory>

namespace rtmscope {

//! The keys of events in an SQLite file of its own, by profile. It is a memory and no more: a damaged file is
//! begun anew. Safe from the end of this program when a call returns; the end of the power may cost the last
//! of it. Owned by an account; one thread; several programs may have the file open.
class SeenEvents : public EventKeyStore
{
public:
    static Result<std::unique_ptr<SeenEvents>> open(const QString &path);
    ~SeenEvents() override;

    Result<QList<SeenEvent>> seenSince(const QString &profile, qint64 sinceUs) override;
    Result<Done> addSeen(const QString &profile, const QList<SeenEvent> &events) override;

private:
    SeenEvents();
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace rtmscope
