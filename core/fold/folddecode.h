// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/types/fielddecode.h"
#include "core/workspace/foldedfields.h"

//! Reads structs as far as the fold wants them. Only for .cpp files.
namespace rtmscope {

//! An object, or an id, timestamp or text by itself.
template<typename T>
T decoded(const json::Value &value)
{
    T made;
    const QByteArray noFrame; // no AnyJson is kept
    decoding::Context<Folded> context{noFrame, NameTable::ofThread()};
    if constexpr (decoding::Described<T>)
        decode(made, value, context);
    else
        fill(made, value, context);
    return made;
}

} // namespace rtmscope
