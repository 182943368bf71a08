// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

namespace rtmscope {

//! Whether \a test is true of one of \a count positions of \a text; it may look at letters behind its own.
//! Goes on when it has found one, and \a test should have no branch: then the compiler tests many positions
//! at once.
template<typename Test>
bool holdsSomewhere(const char *text, qsizetype count, Test test)
{
    unsigned char hit = 0;
    for (qsizetype i = 0; i < count; ++i)
        hit |= static_cast<unsigned char>(test(text + i));
    return hit != 0;
}

} // namespace rtmscope
