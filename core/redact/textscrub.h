// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/redact/originals.h"
#include "core/redact/pseudonyms.h"

#include <QString>

namespace rtmscope::redact {

//! Whose words they are.
enum class Words : quint8 {
    Said, //!< of people, which somebody wants to keep
    Own,  //!< of this program, about a connection
};

//! \a text as it is, but for names, ids, mentions with their labels and a workspace's own emoji, which become
//! pseudonyms, and for addresses, hosts, files, telephone numbers, links and what looks like a key, which
//! become x and 0. Of our own words also what stands in quotes.
QString scrubbedText(const QString &text, Words words, const Originals &originals, Pseudonyms &pseudonyms);
//! \a name of a person in the form that it has: "Mira Okafor" becomes a name of two words, "mira" a handle.
QString personInForm(const QString &name, const Pseudonyms::Person &person);

} // namespace rtmscope::redact
