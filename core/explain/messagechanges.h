// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/workspace/message.h"

#include <QStringList>

namespace rtmscope {

class Workspace;

//! How a message of \a workspace differs from what it was before an entry, in sentences. Part of
//! StateChanges.
class MessageChanges
{
public:
    //! \a place is the conversation's name; the entry has the number \a seq.
    MessageChanges(const Workspace &workspace, const QString &place, quint64 seq)
        : m_workspace(workspace)
        , m_place(place)
        , m_seq(seq)
    {
    }

    //! \a was is nullptr if there was no such message.
    QStringList of(const Message *was, const Message &now) const;

private:
    QString words(const Message &message) const;
    QString name(const Message &message) const;
    QString fresh(const Message &message) const;
    void content(QStringList &lines, const Message &was, const Message &now) const;
    void thread(QStringList &lines, const Message &was, const Message &now) const;
    void reactions(QStringList &lines, const Message &was, const Message &now) const;
    void fate(QStringList &lines, const Message &was, const Message &now) const;

    const Workspace &m_workspace;
    QString m_place;
    quint64 m_seq;
};

//! "2026-11-22 14:03:10"; the ts itself if it is no time.
QString messageTime(const MessageTs &ts);

} // namespace rtmscope
