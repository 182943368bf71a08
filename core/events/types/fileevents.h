// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/types/eventparts.h"

#include <QList>

//! Files (protocol 5.5). These events bring only ids: files.info tells the rest.
namespace rtmscope {

//! What all file events share.
struct FileNotice
{
    FileId fileId;
    UserId user;
    FileObject file; //!< usually only the id
    ChannelId channel;
    MessageTs eventTs;

    static constexpr Fields fields{Field{"file_id", &FileNotice::fileId}, Field{"user_id", &FileNotice::user},
                                   Field{"file", &FileNotice::file},
                                   Field{"channel_id", &FileNotice::channel},
                                   Field{"event_ts", &FileNotice::eventTs}};
};

//! A file was uploaded.
struct FileCreated
{
    FileNotice notice;

    static constexpr WireName wire{"file_created"};
    static constexpr auto meaning = QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "A file was uploaded.");
    static constexpr Fields fields{Flatten{&FileCreated::notice}};
};

//! A file was changed.
struct FileChange
{
    FileNotice notice;

    static constexpr WireName wire{"file_change"};
    static constexpr auto meaning =
        QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "A file's name, content or settings changed.");
    static constexpr Fields fields{Flatten{&FileChange::notice}};
};

//! A file was made public.
struct FilePublic
{
    FileNotice notice;

    static constexpr WireName wire{"file_public"};
    static constexpr auto meaning =
        QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "Who may see a file changed.");
    static constexpr Fields fields{Flatten{&FilePublic::notice}};
};

//! A file was shared into a conversation.
struct FileShared
{
    FileNotice notice;

    static constexpr WireName wire{"file_shared"};
    static constexpr auto meaning =
        QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                          "A file was put into a conversation, or taken out. Only its id comes with it.");
    static constexpr Fields fields{Flatten{&FileShared::notice}};
};

//! A file was taken out of a conversation.
struct FileUnshared
{
    FileNotice notice;

    static constexpr WireName wire{"file_unshared"};
    static constexpr auto meaning = FileShared::meaning;
    static constexpr Fields fields{Flatten{&FileUnshared::notice}};
};

//! A file was made private (retired).
struct FilePrivate
{
    FileNotice notice;

    static constexpr WireName wire{"file_private"};
    static constexpr auto meaning = FilePublic::meaning;
    static constexpr Fields fields{Flatten{&FilePrivate::notice}};
};

//! A file is gone.
struct FileDeleted
{
    FileNotice notice;
    QList<ChannelId> channels;

    static constexpr WireName wire{"file_deleted"};
    static constexpr auto meaning = QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "A file was deleted.");
    static constexpr Fields fields{Flatten{&FileDeleted::notice},
                                   Field{"channel_ids", &FileDeleted::channels}};
};

//! A file was commented (retired: comments became thread replies).
struct FileCommentAdded
{
    FileNotice notice;
    FileComment comment;

    static constexpr WireName wire{"file_comment_added"};
    static constexpr auto meaning =
        QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "A comment on a file was written, edited or deleted.");
    static constexpr Fields fields{Flatten{&FileCommentAdded::notice},
                                   Field{"comment", &FileCommentAdded::comment}};
};

//! A file comment was changed (retired).
struct FileCommentEdited
{
    FileNotice notice;
    FileComment comment;

    static constexpr WireName wire{"file_comment_edited"};
    static constexpr auto meaning = FileCommentAdded::meaning;
    static constexpr Fields fields{Flatten{&FileCommentEdited::notice},
                                   Field{"comment", &FileCommentEdited::comment}};
};

//! A file comment is gone (retired).
struct FileCommentDeleted
{
    FileNotice notice;
    FileComment comment; //!< only the id

    static constexpr WireName wire{"file_comment_deleted"};
    static constexpr auto meaning = FileCommentAdded::meaning;
    static constexpr Fields fields{Flatten{&FileCommentDeleted::notice},
                                   Field{"comment", &FileCommentDeleted::comment}};
};

} // namespace rtmscope
