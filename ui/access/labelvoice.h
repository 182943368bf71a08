// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

class QLabel;

namespace rtmscope::labelvoice {

//! Lets labels with an accessible name tell it together with their text, "Connection status: Connected": Qt
//! would tell the name instead of the text, so that nobody who listens would hear it. A label that tells its
//! text as its accessible description keeps the name alone. Any number of calls; plain labels of Qt tell no
//! changes by themselves.
void install();

//! To be called when the text of \a label changed.
void textChanged(QLabel &label);

} // namespace rtmscope::labelvoice
