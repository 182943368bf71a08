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

//! Turns bytes into the fields of an Event and its typed body. One per event source, so that buffers are
//! reused; one thread.
class EventDecoder
{
public:
    //! Fills form, problem, type, subtype, channel and user of an entry whose direction and raw are set. An
    //! entry whose form is Binary stays as it is, but gets a problem. Never fails: what can't be read says so
    //! in words.
    void read(Event &event);
    //! Replaces what is a ticket in event.raw by *** and names it in event.masked (protocol section 8). Call
    //! it before anybody else sees the bytes, and before read().
    void maskTickets(Event &event);
    //! A token of our own, masked from now on wherever it stands in a frame, whatever its member is called.
    void keepToken(const Secret &token);
    //! The same for what soon gives way to another, as the ticket of a socket does: the last few are kept in
    //! mind.
    void keepSecret(const Secret &secret);

    //! Event::row() of the entry last read.
    std::size_t row() const { return m_row; }
    //! Lends \a event, the entry last read, what was parsed of it. The decoder has to outlive it.
    void lend(Event &event) const;
    //! When the event of the entry last read happened, as it says itself: event_ts, or the ts of a message;
    //! empty if it says nothing. Valid until the next read().
    std::string_view moment() const { return m_moment; }
    bool hasReplyTo() const { return m_hasReplyTo; } //!< the entry last read has a reply_to
    //! The whole frame of the entry last read, envelope and all; absent if it is not JSON. Valid until the
    //! next read().
    json::Value frame() const { return m_document.root(); }
    //! Fills a body from the entry last read. The caller picks the struct: by row().
    template<typename Body>
    void decode(const Event &event, Body *body) const;

    //! read() with a decoder of the calling thread, for those who scan captures.
    static void readHeader(Event *event);
    //! The typed body of an entry, decoded from its raw bytes; what Event::body() keeps.
    static std::shared_ptr<const EventBody> bodyOf(const Event &event);

private:
    static void maskOwn(Event &event, const std::vector<Secret> &secrets);
    void readObject(Event &event, json::Value root);

    json::Document m_document;
    std::vector<json::Value::Member> m_members; // of the entry last read, so that they are walked only once
    std::vector<Secret> m_tokens;
    std::vector<Secret> m_tickets;
    json::Value m_inner;
    std::size_t m_row = 0;
    std::string_view m_moment;
    bool m_hasReplyTo = false;
};

} // namespace rtmscope
