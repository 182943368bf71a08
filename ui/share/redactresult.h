// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/redact/redactionreport.h"

#include <QWidget>

class QTreeWidget;

namespace rtmscope {

class TokenLabel;

//! What became of a capture that was redacted, and what the search through it found: by reason, and below
//! each the places. Owned by its parent widget.
class RedactResult : public QWidget
{
    Q_OBJECT
public:
    explicit RedactResult(QWidget *parent = nullptr);

    void show(const RedactionReport &report, const QString &path);

private:
    void listFindings(const RedactionReport &report);

    TokenLabel *m_verdict;
    TokenLabel *m_advice;
    QTreeWidget *m_findings;
    QWidget *m_frame = nullptr; //!< around them
    TokenLabel *m_kept;
    TokenLabel *m_figures;
};

} // namespace rtmscope
