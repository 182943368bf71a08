// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/sources/filesource.h"

#include <vector>

//! What the files of a workspace's export are: a folder for each conversation with a file for each day, and
//! lists of people and conversations beside them. Free functions; any thread.
namespace rtmscope::exportlayout {

struct Place
{
    filesource::Part part;
    QString channel;       //!< where messages in it belong that do not say so themselves
    QByteArray method;     //!< for a list: the Web API method that answers with it
    QByteArray listMember; //!< and the member of its answer
};

//! In the order of their bytes.
std::vector<Place> placesOf(const filesource::Source &source, const Spool &spool);

} // namespace rtmscope::exportlayout
