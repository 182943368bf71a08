// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/event.h"
#include "core/json/json.h"

#include <QHash>

#include <deque>

namespace rtmscope {

//! When what is answered went by: envelopes, which are acknowledged by their id, and frames with an id, which
//! a reply_to answers. Remembers the last few thousand. A value; one thread.
class AnswerTimes
{
public:
    //! Every entry of the record, in order, at best while it is delivered: then it is not parsed again.
    void hear(const Event &event);
    //! When that came or went which \a event answers, in its own clock; 0: nobody knows, or it is no answer.
    qint64 answeredUs(const Event &event);

private:
    QHash<QByteArray, qint64> m_times;
    std::deque<QByteArray> m_order; //!< their keys, the oldest first
    json::Document m_document;
};

} // namespace rtmscope
