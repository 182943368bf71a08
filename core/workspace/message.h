// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/ids.h"
#include "core/events/types/field.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <memory>

namespace rtmscope {

//! The life of a message from our side.
enum class Delivery : quint8 {
    Received,    //!< came from the server
    Queued,      //!< typed, not yet written (no connection, pacing)
    Written,     //!< on the wire, no acknowledgement yet
    Sent,        //!< acknowledged; ts is known
    Unconfirmed, //!< written, no acknowledgement in time or the connection died: may have arrived
    Failed,      //!< refused; failure says why
};

struct Reaction
{
    QString name;  //!< without colons; may carry "::skin-tone-3"
    int count = 0; //!< may exceed users.size()
    QList<UserId> users;
    friend bool operator==(const Reaction &, const Reaction &) = default;
};

struct FileSummary
{
    FileId id;
    QString title;      //!< title, else name, else empty
    QString prettyType; //!< "PDF", "PNG"
    QString external;   //!< where it is kept when that is not the workspace ("gdrive"), else empty
    qint64 size = -1;   //!< bytes; -1 unknown
    QString mode;       //!< "tombstone", "hidden_by_limit", …
    QString permalink;
    friend bool operator==(const FileSummary &, const FileSummary &) = default;
};

//! What tells of a message that says little by its text: lines about a conversation, huddles, canvases. Rare,
//! so kept apart.
struct MessageExtras
{
    QList<UserId> actors; //!< who did it, where that is not `user`
    QString about;        //!< the name of the room, canvas, tab, …
    QString value;        //!< the new topic, purpose or name
    QString oldValue;
    UserId inviter;
    bool hasRoom = false; //!< a huddle or call; the rest is about it
    bool ended = false;
    bool missed = false;
    qint64 beganSeconds = 0; //!< since the epoch; 0: not told
    qint64 endedSeconds = 0;
    QList<UserId> people;
    friend bool operator==(const MessageExtras &, const MessageExtras &) = default;
};

//! A message as it stands now. A value; owned by its Conversation. Key: (channel, ts), or local while ts is
//! empty.
struct Message
{
    ChannelId channel;
    MessageTs ts;  //!< empty until the server named it
    QString local; //!< our own outbox id for messages sent by this program, else empty
    QString subtype;
    UserId user; //!< empty for some bots
    BotId bot;
    QString authorName; //!< name the message itself carries (username, bot_profile, user_profile), or empty
    QString text;       //!< mrkdwn source, still escaped
    AnyJson blocks;     //!< empty or the array
    AnyJson attachments;
    QList<FileSummary> files;
    QList<Reaction> reactions;
    std::shared_ptr<const MessageExtras> extras; //!< nullptr for most
    MessageTs threadTs;                          //!< empty: not in a thread; == ts: a parent
    MessageTs latestReply;
    QList<UserId> replyUsers;
    int replyCount = 0;
    qint64 timeUs = 0;        //!< from ts, or the time of typing while there is none
    MessageTs editedTs;       //!< empty: never edited
    bool broadcast = false;   //!< a thread reply also shown in the channel
    bool deleted = false;     //!< shown as a ghost with its last text
    bool tombstone = false;   //!< a deleted parent of a living thread
    bool placeholder = false; //!< parent known only from its replies
    bool backfilled = false;  //!< learned from the Web API, not live
    bool missed = false;      //!< … because there was no connection when it was said
    bool mentionsMe = false;
    bool typed = false;     //!< "mrkdwn":false: the text is shown as it was typed
    bool ephemeral = false; //!< only we were shown it
    Delivery delivery = Delivery::Received;
    QString failure;      //!< plain words, when Failed or Unconfirmed
    qint64 ackMs = -1;    //!< from written to acknowledged
    quint64 firstSeq = 0; //!< entry that made it
    quint64 lastSeq = 0;  //!< entry that changed it last
    quint64 revision = 0; //!< grows with every change; unique within the workspace

    bool isReply() const { return threadTs && threadTs != ts; }
    bool isParent() const { return replyCount > 0; }
};

} // namespace rtmscope
