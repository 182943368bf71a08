// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace rtmscope {

//! One rung of a connection test and what came of it. A plain value.
struct TestStep
{
    enum class Stage : quint8 { Proxy, Way, Encryption, WebApi, Token, Stream };
    enum class Outcome : quint8 {
        Running,
        Passed,
        Failed,  //!< the later ones are not tried
        Skipped, //!< nothing to test here: no proxy, no token, no encryption
    };
    Stage stage = Stage::Proxy;
    Outcome outcome = Outcome::Running;
    QString words;  //!< what was found, or what failed and what to do; translated
    QString detail; //!< the other side's own text; may be empty
    qint64 tookMs = -1;
};

} // namespace rtmscope
