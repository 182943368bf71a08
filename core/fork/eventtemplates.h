// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/fork/templatescope.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace rtmscope {

//! A kind of event that can be written from scratch. A plain value.
struct EventTemplate
{
    enum class Stream : quint8 {
        Both,      //!< RTM sends it as it is, Socket Mode in an envelope
        Rtm,       //!< apps are never told of it
        SocketMode //!< nobody but apps is: what people do to an app
    };
    const char *id = nullptr; //!< stable: "thread_reply"
    QString title;            //!< "Reply in the thread", translated
    Stream stream = Stream::Both;
    bool aboutMessage = false; //!< the message that it is about matters
};

//! All of them, in the order in which they are offered. Free functions; any thread.
QList<EventTemplate> eventTemplates();
//! The frame of template \a id, filled from \a scope; in an envelope where \a scope or the kind wants one.
//! Empty: there is no such template.
QByteArray filledTemplate(const QString &id, const TemplateScope &scope);

} // namespace rtmscope
