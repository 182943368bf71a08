// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/event.h"
#include "core/json/json.h"

#include <QCoreApplication>
#include <QString>

namespace rtmscope {

struct Message;
class Workspace;
struct RichText;

//! One line of plain words for an entry of the record: what a person would say happened. Never markup, never
//! more than maxLength characters, whatever the wire carried. Keeps its JSON buffers between calls; one
//! thread.
class EventSummary
{
    Q_DECLARE_TR_FUNCTIONS(rtmscope::EventSummary)
public:
    static constexpr qsizetype maxLength = 200;

    //! What the entry itself does not say.
    struct Context
    {
        const Workspace *workspace = nullptr; //!< resolves ids; may be nullptr
        qint64 answeredUs = 0;                //!< time of the frame this ack or pong answers; 0 while unknown
        bool unknownType = false;             //!< we have no struct for the type
    };

    QString of(const Event &event, const Context &context);
    //! Who did it, by name: of a message its author, be it a person, an app or the one a line tells of. Empty
    //! where the entry names nobody.
    QString author(const Event &event, const Workspace *workspace);

private:
    using Describe = QString (EventSummary::*)() const;
    static Describe describerOf(const Event &event);

    QString text(std::string_view key) const;
    QString plain(const QString &mrkdwn) const;
    QString plainText(const Message &message) const;
    QString plain(const RichText &rich) const;
    QString blockWords(json::Value blocks) const;
    QString attachmentWords(json::Value attachments) const;
    QString quotedMessage(json::Value message) const;
    QString quotedTarget(const QString &channel, const QString &ts) const;
    QString userName(const QString &id) const;
    QString channelName(const QString &id) const;

    QString message() const;
    QString messageBody(json::Value message) const;
    QString messageChanged() const;
    QString messageDeleted() const;
    QString messageReplied() const;
    QString outgoing() const;
    QString reactionAdded() const;
    QString reactionRemoved() const;
    QString item(const QString &pattern) const;
    QString pinAdded() const;
    QString pinRemoved() const;
    QString starAdded() const;
    QString starRemoved() const;
    QString presence() const;
    QString typing() const;
    QString marked() const;
    QString threadState() const;
    QString conversation() const;
    QString memberJoined() const;
    QString memberLeft() const;
    QString person() const;
    QString file() const;
    QString preference() const;
    QString emoji() const;
    QString subteam() const;
    QString doNotDisturb() const;
    QString notification() const;
    QString hello() const;
    QString goodbye() const;
    QString reconnectUrl() const;
    QString errorFrame() const;
    QString ack() const;
    QString ping() const;
    QString pong() const;
    QString stateNote() const;
    QString apiNote() const;
    QString sendNote() const;
    QString gapNote() const;
    QString backfillNote() const;
    QString controlFrame() const;
    QString backfillOfPlace() const;
    QString otherNote() const;
    QString unknown() const;
    QString scalars() const;

    json::Document m_document;
    json::Value m_root;
    const Event *m_event = nullptr; // during of() only
    Context m_context;
};

//! "14:04:11.318" in local time; empty for 0, which stands for "not known".
QString clockTime(qint64 timeUs);
//! "2026-11-22 14:04:11.318" in local time, for tooltips and for what is not of today.
QString dateAndTime(qint64 timeUs);
//! With its zone, "2026-11-22 14:02:11.318 CET (UTC+01:00)": where one has to be sure.
QString momentInZone(qint64 timeUs);
//! \a text on one line, without what cleanLine() takes out: line breaks and runs of blanks become one blank;
//! cut with "…" after \a maxLength characters.
QString oneLine(QStringView text, qsizetype maxLength = EventSummary::maxLength);

} // namespace rtmscope
