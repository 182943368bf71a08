// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

namespace rtmscope {

//! What the program tells the shell (man page, EXIT STATUS). Stable: scripts depend on it.
enum ExitCode : int {
    ExitDone = 0,
    ExitUnmet = 1,   //!< all went well, but what was expected of a program did not come
    ExitUsage = 1,   //!< the command line can't be carried out as written
    ExitRefused = 2, //!< the server said no: token, rights, or the message itself
    ExitNetwork = 3, //!< no usable answer, and we stopped trying
    ExitInput = 4,   //!< a file can't be read or used, or the output not be written
    ExitDamaged = 5, //!< done, but a file is damaged: it was read as far as it can be
    ExitRisky = 6,   //!< done, but something of the original is left in a redacted file
};

//! What was given by name or by standard input could not be read, or does not hold what it should.
inline bool isFileError(const Error &error)
{
    return error.code == QLatin1String("no_such_file") || error.code == QLatin1String("unreadable_file") ||
           error.code == QLatin1String("token_file") || error.code == QLatin1String("bad_ca_file") ||
           error.code == QLatin1String("record_file") || error.code == QLatin1String("input_failed");
}

inline ExitCode exitCodeFor(const Error &error)
{
    switch (error.kind) {
    case Error::Kind::Rejected:
        return ExitRefused;
    case Error::Kind::Input:
        return isFileError(error) ? ExitInput : ExitUsage;
    case Error::Kind::Network:
    case Error::Kind::RateLimited:
    case Error::Kind::Protocol:
        return ExitNetwork;
    }
    return ExitNetwork;
}

} // namespace rtmscope
