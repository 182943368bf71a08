// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/json/tree.h"

#include <QList>
#include <QString>

#include <atomic>

namespace rtmscope {

//! In what of a frame something is looked for.
enum class FindScope : quint8 {
    Anywhere, //!< in the bytes as they came, and in what escapes stand for
    Keys,
    Values,
    Path, //!< it is a JsonQuery
};

//! Where something was found in a frame.
struct FoundPlaces
{
    struct Place
    {
        qsizetype begin = 0; //!< bytes
        qsizetype end = 0;
        friend bool operator==(const Place &, const Place &) = default;
    };
    QList<Place> places; //!< in the order of the text
    bool isAll = true;   //!< there are no more
    bool byPath = false; //!< it was understood as a path
    QString problem;     //!< why a path can't be understood, in words
};

//! More than anyone walks through.
inline constexpr qsizetype mostFoundPlaces = 10'000;

//! Looks for \a wanted, small and capital letters alike. \a tree is that of \a frame, or empty where it is no
//! JSON: then there are only bytes. Anywhere, what can only be a path is taken for one. Stops soon after \a
//! stopped is set. Any thread; of megabytes not the one that paints.
FoundPlaces findInFrame(const QByteArray &frame, const json::Tree &tree, const QString &wanted,
                        FindScope scope, const std::atomic_bool &stopped);

} // namespace rtmscope
