// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/demo/world/world.h"

#include <deque>

namespace rtmscope::demo {

//! What apps answer to a command or a click, in the acknowledgement or by its response_url, and what people
//! see of it: a message in the room, or one for the asker only. Owned by the apps; server's thread.
class Replies
{
public:
    //! \a world must outlive it.
    explicit Replies(World &world)
        : m_world(world)
    {
    }

    //! Who asked and where; \a ts of the message that was clicked on, 0 if none. Returns the id to answer to.
    QByteArray expect(const QByteArray &userId, const QByteArray &channelId, qint64 ts = 0);
    //! The address that takes answers to \a id. \a kind: commands, actions.
    QByteArray url(const QByteArray &kind, const QByteArray &id) const;
    //! Whether \a path is such an address.
    static bool isPath(const QByteArray &path);
    //! \a message is an answer's JSON. False: \a id is not known, has been used too often, or is too old.
    bool take(const QByteArray &id, const QByteArray &message);
    bool takeAt(const QByteArray &path, const QByteArray &message)
    {
        return take(path.mid(path.lastIndexOf('/') + 1), message);
    }

private:
    struct Asked
    {
        QByteArray id;
        QByteArray userId;
        QByteArray channelId;
        qint64 ts = 0;
        qint64 sinceS = 0;
        int uses = 0;
    };

    bool say(const Asked &asked, const QByteArray &message);

    World &m_world;
    std::deque<Asked> m_asked; //!< the newest of them
};

} // namespace rtmscope::demo
