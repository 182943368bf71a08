// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QUrl>

#include <utility>

namespace rtmscope {

//! What has to be told to a program, and where what it says goes. A plain value.
struct TapWay
{
    TapWay(QUrl where = {}) // NOLINT: an address alone is a way
        : address(std::move(where))
    {
    }

    QUrl address;          //!< to be given to the program; empty: nothing listens there
    QUrl upstream = {};    //!< of the Web API that everything is passed on to; empty: Slack's
    QString capture = {};  //!< the name of what is played to the program instead; empty: nothing is
    QString botToken = {}; //!< with a capture: the tokens that are taken
    QString appToken = {};
};

} // namespace rtmscope
