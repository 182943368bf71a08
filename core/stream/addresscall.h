// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/connection/state.h"
#include "core/net/webapi.h"

#include <functional>

namespace rtmscope {

//! The call of the Web API that is answered with a stream's address, and where to read who we are: in its
//! answer, or in that of another call made before it. A plain value.
struct AddressCall
{
    QString method;
    ApiArguments arguments;
    Identity (*identity)(const json::Value &answer) = nullptr; //!< nullptr: the answer does not say

    //! Asks who we are, because the address's own answer does not say.
    struct Introduction
    {
        WebApi *web = nullptr; //!< nullptr: nothing to ask
        QString method;
        std::function<Result<Identity>(const ApiAnswer &answer)> read;
    };
    Introduction introduction = {};
    //! What an error of \a method means here, where the usual words would mislead; empty: they do not.
    std::function<Error(const QString &method, const Error &error)> explain = {};
};

} // namespace rtmscope
