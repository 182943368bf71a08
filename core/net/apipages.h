// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/webapi.h"

namespace rtmscope {

//! A list that is read page by page: what is asked for, and who hears of it.
struct PageWalk
{
    QString method;
    ApiArguments arguments;
    QObject *context = nullptr;
    std::function<bool(const ApiAnswer &page)> page; //!< false: enough
    std::function<void(const Result<Done> &)> end;
    int mostPages = 0;
};

//! Reads the pages one after the other; see WebApi::callPages(). \a api must outlive the walk.
void walkPages(WebApi &api, PageWalk walk);

} // namespace rtmscope
