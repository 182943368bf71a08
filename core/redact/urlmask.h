// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/redact/pseudonyms.h"

#include <QString>

namespace rtmscope::redact {

//! \a url of the same length and shape, without what it says: letters become x, digits 0. Links to messages
//! and files of the service stay valid, with the pseudonyms of their ids. Also for a host or domain alone.
QString maskedUrl(const QString &url, Pseudonyms &pseudonyms);

//! So many letters at the end of \a host are the service's own name; 0: it is somebody else's.
qsizetype serviceHost(QStringView host);
//! What stays of a path or query there: its own words, and which message a link is to.
bool isServicePart(QStringView word);
//! One id or several with - between them.
bool areIds(QStringView word);

} // namespace rtmscope::redact
