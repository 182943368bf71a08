// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/summary/summaryscope.h"

namespace rtmscope {

//! Puts into words what the Events API tells apps: who asks for, installs and uses them
//! (docs/protocol.md, 11).
struct AppSummary
{
    Q_DECLARE_TR_FUNCTIONS(rtmscope::EventSummary)
public:
    explicit AppSummary(const SummaryScope &scope)
        : s(scope)
    {
    }

    QString disconnect() const;
    QString appHome() const;
    QString appGone() const;
    QString appNotice() const;
    QString appRequest() const;
    QString callRejected() const;
    QString channelId() const;
    QString channelInvite() const;
    QString entity() const;
    QString inviteRequest() const;
    QString links() const;
    QString metadata() const;
    QString rateLimited() const;
    QString teamAccess() const;
    QString tokensRevoked() const;
    QString workflow() const;
    QString workflowStep() const;

private:
    const SummaryScope &s;
};

} // namespace rtmscope
