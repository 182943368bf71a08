// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/ids.h"

#include <QList>
#include <QString>

#include <functional>

namespace rtmscope {

//! How composeText() learns ids. Names come without '@' and '#'. More than one answer means: ambiguous.
struct NameLookup
{
    std::function<QList<UserId>(const QString &name)> users;
    std::function<QList<ChannelId>(const QString &name)> channels;
};

//! What a person typed, as it goes on the wire (protocol sections 4.1 and 7.1): & < > escaped, @name and
//! #name that stand for exactly one user or channel turned into <@U…> and <#C…>, @here @channel @everyone
//! into <!here> … Everything else stays as typed, above all what stands in `code` and ```code```. A name may
//! hold spaces ("@Mira Okafor"): the longest one that is known wins.
QString composeText(const QString &typed, const NameLookup &names);

} // namespace rtmscope
