// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/summary/summaryscope.h"

namespace rtmscope {

//! Puts into words what people do to an app: press, choose, submit, command (docs/protocol.md, 11).
struct PayloadSummary
{
    Q_DECLARE_TR_FUNCTIONS(rtmscope::EventSummary)
public:
    explicit PayloadSummary(const SummaryScope &scope)
        : s(scope)
    {
    }

    QString blockActions() const;
    QString dialog() const;
    QString shortcut() const;
    QString slashCommand() const;
    QString suggestion() const;
    QString view() const;

private:
    QString deed(json::Value action) const;
    QString chosen(json::Value action) const;
    QString placed(const QString &deed) const;
    QString who() const { return s.personName(s.root["user"]); }
    QString formName() const;

    const SummaryScope &s;
};

} // namespace rtmscope
