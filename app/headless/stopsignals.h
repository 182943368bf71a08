// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

namespace rtmscope {

//! Turns Ctrl+C and a polite kill into a Qt signal, so that commands end with flushed output and a proper
//! status. One per process, in the main thread. A second Ctrl+C ends the process at once.
class StopSignals : public QObject
{
    Q_OBJECT
public:
    explicit StopSignals(QObject *parent = nullptr);
    ~StopSignals() override;

Q_SIGNALS:
    void stopRequested();
};

} // namespace rtmscope
