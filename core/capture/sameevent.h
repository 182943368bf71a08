// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/event.h"

#include <vector>

//! Events that stand in several captures of the same stream. Used by core/log.
namespace rtmscope {

//! What is the same for an event in whichever capture of the stream it stands, and hardly ever for another:
//! of its envelope's id, else of its bytes where they say when the server made it. All others, as two people
//! may begin to type in one way, only stand twice if number, time and bytes are the same: as in copies of one
//! file, isOfCopies() of the key. 0: nobody can tell.
quint64 sameEventKey(const Event &event);
inline bool isOfCopies(quint64 key)
{
    return key % 2 == 0;
}

//! Which rows are to be left out where captures overlap. A value; one thread.
class OverlapSearch
{
public:
    //! \a source: of the captures, from 1; in ascending order. What has no key is never the same.
    void add(quint64 key, quint16 source, qsizetype row);
    //! Forgets it all, and returns the rows that stood in an earlier source as well, ascending. One that came
    //! twice in each stands twice in the first.
    std::vector<qsizetype> take();

private:
    struct Seen
    {
        quint64 key;
        qsizetype row;
        quint16 source;
    };
    std::vector<Seen> m_seen;
};

} // namespace rtmscope
