// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringList>

namespace rtmscope::bench {

//! Failures that no server can cause: a host name that nobody knows, a certificate that nobody vouches for, a
//! port where nobody listens. A session of its own for each, which must say so, go on trying, and never get
//! anywhere or let anything out.
struct Elsewhere
{
    QString name;
    int attempts = 0; //!< that failed, in the time given
    QString code;     //!< of the last error
    QStringList problems;
};

QList<Elsewhere> tryElsewhere();

} // namespace rtmscope::bench
