// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/connection/settings.h"
#include "core/connection/teststep.h"

#include <QObject>

#include <memory>

namespace rtmscope {

//! Tries the way to a workspace stage by stage, from the proxy to the open stream, and says in words where it
//! ends. Nothing that others can see is sent. The stream is opened for a moment and closed before anything is
//! read from it; that takes one call of rtm.connect, which the server counts. Without a token it stops after
//! the Web API. Of Socket Mode it asks for the address only and opens nothing: each event goes to one
//! connection, which would then be this one. One test per object; lives in its owner's thread.
class ConnectionTest : public QObject
{
    Q_OBJECT
public:
    explicit ConnectionTest(const ConnectionSettings &config, QObject *parent = nullptr);
    ~ConnectionTest() override;

    void start(); //!< every stage is told twice (running, then its outcome) or once (skipped)

Q_SIGNALS:
    void step(const rtmscope::TestStep &step);
    //! After the last step. \a passed: nothing failed.
    void finished(bool passed);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace rtmscope
