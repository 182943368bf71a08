// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/event.h"
#include "core/json/json.h"
#include "core/summary/linewords.h"

#include <QCoreApplication>

namespace rtmscope {

struct Message;
struct RichText;
class Workspace;

//! What an entry itself does not say.
struct SummaryContext
{
    const Workspace *workspace = nullptr; //!< resolves ids; may be nullptr
    qint64 answeredUs = 0;                //!< time of the frame this ack or pong answers; 0 while unknown
    bool unknownType = false;             //!< we have no struct for the type
    bool attemptIsShown = false;          //!< beside the line: that an envelope comes late
};

//! An entry that is being put into words, and what all who do so need. Lives on the stack of
//! EventSummary::of().
struct SummaryScope
{
    Q_DECLARE_TR_FUNCTIONS(rtmscope::EventSummary)
public:
    SummaryScope(const Event &entry, json::Value body, const SummaryContext &given)
        : event(entry)
        , root(body)
        , context(given)
    {
    }

    // Of a text that are decoded: markup is at most a few times longer than what it shows; more source than
    // this can't reach the table.
    static constexpr qsizetype maxSource = 4 * maxLineLength;
    static constexpr qsizetype mostBytes = 4 * maxSource;

    const Event &event;
    const json::Value root; //!< the event or note
    const SummaryContext &context;

    QString text(std::string_view key) const;
    QString plain(const QString &mrkdwn) const;
    QString plain(const RichText &rich) const;
    QString plainText(const Message &message) const;
    QString userName(const QString &id) const;
    QString channelName(const QString &id) const;
    //! By a person's object or id: the name that the workspace knows, else one that stands there, else the
    //! id; "somebody" if nothing does. \a told is a name that stands elsewhere.
    QString personName(json::Value user, const QString &told = {}) const;
    //! The same for a conversation; empty if nothing is said of it.
    QString placeName(json::Value channel, const QString &told = {}) const;
    QString quotedMessage(json::Value message) const;
    QString quotedTarget(const QString &channel, const QString &ts) const;
    QString messageBody(json::Value object) const;
    QString blockWords(json::Value blocks) const;
    QString attachmentWords(json::Value attachments) const;
};

} // namespace rtmscope
