// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/event.h"

#include <QList>
#include <QStringView>
#include <QUrl>

#include <span>
#include <string_view>

//! What is known of a type of event beyond what stands with its struct: when it is sent and to whom, what it
//! always carries, and how sure that is. Tables of plain values, in our own words; any thread.
namespace rtmscope {

//! How sure a statement about the protocol is: the marks of docs/protocol.md.
enum class Sure : quint8 {
    Doc,  //!< Slack's documentation says so
    Seen, //!< recorded traffic shows it, or clients in wide use depend on it
    Told, //!< users or maintainers of other clients report it
    Open, //!< sources disagree, or we conclude it
};

//! Who gets a type.
enum class Recipients : quint8 {
    Rtm,         //!< only connections by RTM
    Session,     //!< only those of people's own clients, by RTM
    EventsApi,   //!< only apps: by the Events API or Socket Mode
    Both,        //!< either
    SocketMode,  //!< the protocol of Socket Mode itself
    Interaction, //!< apps that people act on: by Socket Mode, else as a request to the app's address
    Clients,     //!< sent by clients, never by the server
    Retired,     //!< nobody any more; old captures have it
    Record,      //!< nobody: Rtmscope writes it
};

struct TypeFacts
{
    std::string_view type;
    std::string_view subtype;
    Recipients to;
    Sure sure;
    //! Members that each event of the type has, with blanks between.
    std::string_view promised;
    //! When it is sent and what to make of it; to be translated as "rtmscope::TypeFacts".
    const char *when;
    //! Of Slack's documentation, below docs.slack.dev; empty: the type's own place in the list of events, if
    //! it is documented.
    std::string_view page = {};
    std::string_view optional = {}; //!< members that one without a struct may have besides
};

//! nullptr for what we know nothing of. A message with a subtype that nobody knows is told as a message.
const TypeFacts *typeFacts(QStringView type, QStringView subtype);
//! The same for a note, by its kind.
const TypeFacts *noteFacts(QStringView kind);
//! The same for a frame that a client sends.
const TypeFacts *outgoingFacts(QStringView type);
//! The same for an entry.
const TypeFacts *typeFacts(const Event &event);
//! All that a server sends, and what only clients send.
QList<const TypeFacts *> allTypeFacts();

//! Of Slack's documentation; invalid where it says nothing of the type.
QUrl documentationOf(const TypeFacts &facts);

//! The tables behind all that.
namespace facts {
std::span<const TypeFacts> messages();
std::span<const TypeFacts> conversations();
std::span<const TypeFacts> people();
std::span<const TypeFacts> apps();
std::span<const TypeFacts> connection();
std::span<const TypeFacts> outgoing();
std::span<const TypeFacts> notes();
} // namespace facts

} // namespace rtmscope
