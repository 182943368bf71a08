// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/secret.h"
#include "core/events/event.h"
#include "core/json/json.h"

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

namespace rtmscope {

class NameTable;

//! Turns bytes into the fields of an Event and its typed body. One per event source, so that buffers and
//! names are reused; one thread.
class EventDecoder
{
public:
    EventDecoder();
    ~EventDecoder();

    //! Fills form, problem, type, subtype, channel and user of an entry whose direction and raw are set. An
    //! entry whose form is Binary stays as it is, but gets a problem. Never fails: what can't be read says so
    //! in words.
    void read(Event &event);
    //! Replaces what is a ticket in event.raw by *** and names it in event.masked (protocol section 8). Call
    //! it before anybody else sees the bytes, and before read().
    void maskTickets(Event &event);
    //! A secret of our own, masked from now on wherever it stands in a frame, whatever its member is called.
    //! The first one and the last few are kept in mind.
    void keepSecret(const Secret &secret);

    //! The alternative of EventBody that the entry last read has; 0 for one we have no struct for.
    std::size_t alternative() const { return m_alternative; }
    //! When the event of the entry last read happened, as it says itself: event_ts, or the ts of a message;
    //! empty if it says nothing. Valid until the next read().
    std::string_view moment() const { return m_moment; }
    bool hasReplyTo() const { return m_hasReplyTo; } //!< the entry last read has a reply_to
    //! Fills a body from the entry last read. The caller picks the struct: by alternative().
    template<typename Body>
    void decode(const Event &event, Body *body) const;

    //! read() with a decoder of the calling thread, for those who scan captures.
    static void readHeader(Event *event);
    //! The typed body of an entry, decoded from its raw bytes; what Event::body() keeps.
    static std::shared_ptr<const EventBody> bodyOf(const Event &event);
    //! The alternative for an entry that may or may not have been read by a decoder.
    static std::size_t alternativeOf(const Event &event);

private:
    void readObject(Event &event, json::Value root);

    json::Document m_document;
    std::vector<json::Value::Member> m_members; // of the entry last read, so that they are walked only once
    std::unique_ptr<NameTable> m_names;
    std::vector<Secret> m_ownSecrets;
    std::size_t m_alternative = 0;
    std::string_view m_moment;
    bool m_hasReplyTo = false;
};

} // namespace rtmscope
