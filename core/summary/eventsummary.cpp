// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/summary/eventsummary.h"

#include "core/events/eventtraits.h"
#include "core/events/innerevent.h"
#include "core/mrkdwn/shorten.h"
#include "core/summary/appsummary.h"
#include "core/summary/framesummary.h"
#include "core/summary/notesummary.h"
#include "core/summary/payloadsummary.h"
#include "core/summary/plainwords.h"
#include "core/workspace/messageobject.h"
#include "core/workspace/workspace.h"

#include <iterator>
#include <optional>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

constexpr qsizetype mostParsedTwice = 64 * 1024;
constexpr qsizetype maxCost = 5 * EventSummary::maxLength; // some emoji, or this many letters

template<typename Sayer, QString (Sayer::*describe)() const>
QString say(const SummaryScope &scope)
{
    return (Sayer(scope).*describe)();
}

//! Who puts what into words, in the order of Summary.
struct Describer
{
    Summary summary;
    QString (*describe)(const SummaryScope &scope);
};
constexpr Describer describers[] = {
    {Summary::Members, &say<FrameSummary, &FrameSummary::scalars>},
    {Summary::Ack, &say<FrameSummary, &FrameSummary::ack>},
    {Summary::AppGone, &say<AppSummary, &AppSummary::appGone>},
    {Summary::AppHome, &say<AppSummary, &AppSummary::appHome>},
    {Summary::AppNotice, &say<AppSummary, &AppSummary::appNotice>},
    {Summary::AppRequest, &say<AppSummary, &AppSummary::appRequest>},
    {Summary::BlockActions, &say<PayloadSummary, &PayloadSummary::blockActions>},
    {Summary::CallRejected, &say<AppSummary, &AppSummary::callRejected>},
    {Summary::ChannelNumber, &say<AppSummary, &AppSummary::channelId>},
    {Summary::ChannelInvite, &say<AppSummary, &AppSummary::channelInvite>},
    {Summary::Conversation, &say<FrameSummary, &FrameSummary::conversation>},
    {Summary::Dialog, &say<PayloadSummary, &PayloadSummary::dialog>},
    {Summary::Disconnect, &say<AppSummary, &AppSummary::disconnect>},
    {Summary::DoNotDisturb, &say<FrameSummary, &FrameSummary::doNotDisturb>},
    {Summary::Emoji, &say<FrameSummary, &FrameSummary::emoji>},
    {Summary::Entity, &say<AppSummary, &AppSummary::entity>},
    {Summary::Error, &say<FrameSummary, &FrameSummary::errorFrame>},
    {Summary::File, &say<FrameSummary, &FrameSummary::file>},
    {Summary::Goodbye, &say<FrameSummary, &FrameSummary::goodbye>},
    {Summary::Hello, &say<FrameSummary, &FrameSummary::hello>},
    {Summary::InviteRequest, &say<AppSummary, &AppSummary::inviteRequest>},
    {Summary::Links, &say<AppSummary, &AppSummary::links>},
    {Summary::Marked, &say<FrameSummary, &FrameSummary::marked>},
    {Summary::MemberJoined, &say<FrameSummary, &FrameSummary::memberJoined>},
    {Summary::MemberLeft, &say<FrameSummary, &FrameSummary::memberLeft>},
    {Summary::Message, &say<FrameSummary, &FrameSummary::message>},
    {Summary::MessageChanged, &say<FrameSummary, &FrameSummary::messageChanged>},
    {Summary::MessageDeleted, &say<FrameSummary, &FrameSummary::messageDeleted>},
    {Summary::MessageReplied, &say<FrameSummary, &FrameSummary::messageReplied>},
    {Summary::Metadata, &say<AppSummary, &AppSummary::metadata>},
    {Summary::Notification, &say<FrameSummary, &FrameSummary::notification>},
    {Summary::People, &say<FrameSummary, &FrameSummary::outgoing>},
    {Summary::Person, &say<FrameSummary, &FrameSummary::person>},
    {Summary::PinAdded, &say<FrameSummary, &FrameSummary::pinAdded>},
    {Summary::PinRemoved, &say<FrameSummary, &FrameSummary::pinRemoved>},
    {Summary::Ping, &say<FrameSummary, &FrameSummary::ping>},
    {Summary::Pong, &say<FrameSummary, &FrameSummary::pong>},
    {Summary::Preference, &say<FrameSummary, &FrameSummary::preference>},
    {Summary::Presence, &say<FrameSummary, &FrameSummary::presence>},
    {Summary::RateLimited, &say<AppSummary, &AppSummary::rateLimited>},
    {Summary::ReactionAdded, &say<FrameSummary, &FrameSummary::reactionAdded>},
    {Summary::ReactionRemoved, &say<FrameSummary, &FrameSummary::reactionRemoved>},
    {Summary::ReconnectUrl, &say<FrameSummary, &FrameSummary::reconnectUrl>},
    {Summary::Shortcut, &say<PayloadSummary, &PayloadSummary::shortcut>},
    {Summary::SlashCommand, &say<PayloadSummary, &PayloadSummary::slashCommand>},
    {Summary::StarAdded, &say<FrameSummary, &FrameSummary::starAdded>},
    {Summary::StarRemoved, &say<FrameSummary, &FrameSummary::starRemoved>},
    {Summary::Subteam, &say<FrameSummary, &FrameSummary::subteam>},
    {Summary::Suggestion, &say<PayloadSummary, &PayloadSummary::suggestion>},
    {Summary::TeamAccess, &say<AppSummary, &AppSummary::teamAccess>},
    {Summary::Thread, &say<FrameSummary, &FrameSummary::threadState>},
    {Summary::TokensRevoked, &say<AppSummary, &AppSummary::tokensRevoked>},
    {Summary::Typing, &say<FrameSummary, &FrameSummary::typing>},
    {Summary::View, &say<PayloadSummary, &PayloadSummary::view>},
    {Summary::Workflow, &say<AppSummary, &AppSummary::workflow>},
    {Summary::WorkflowStep, &say<AppSummary, &AppSummary::workflowStep>},
    {Summary::ApiNote, &say<NoteSummary, &NoteSummary::apiNote>},
    {Summary::BackfillNote, &say<NoteSummary, &NoteSummary::backfillNote>},
    {Summary::ControlFrame, &say<NoteSummary, &NoteSummary::controlFrame>},
    {Summary::GapNote, &say<NoteSummary, &NoteSummary::gapNote>},
    {Summary::SendNote, &say<NoteSummary, &NoteSummary::sendNote>},
    {Summary::StateNote, &say<NoteSummary, &NoteSummary::stateNote>},
    {Summary::Note, &say<NoteSummary, &NoteSummary::otherNote>},
};

constexpr bool isComplete()
{
    for (std::size_t i = 0; i < std::size(describers); ++i) {
        if (describers[i].summary != Summary(i))
            return false;
    }
    return std::size(describers) == summaryCount;
}
static_assert(isComplete());

//! An envelope comes again while nobody acknowledges it, or somebody else should have. What is repeated to us
//! is marked as such elsewhere.
QString withAttempt(const QString &line, const SummaryScope &scope, json::Value frame)
{
    const Event &event = scope.event;
    const qint64 attempt = frame["retry_attempt"].integer().value_or(0);
    if (attempt <= 0 || scope.context.attemptIsShown || event.repeated || event.direction != Direction::In ||
        envelopeType(frame).empty())
        return line;
    return EventSummary::tr("late, attempt %1: %2").arg(QString::number(attempt + 1), line);
}

QString describe(const SummaryScope &scope)
{
    const Event &event = scope.event;
    const bool hasRow = event.row() != 0 || event.direction == Direction::Note;
    if (event.direction == Direction::Out && !hasRow)
        return FrameSummary(scope).outgoing();
    const Summary summary = traitsOf(event).summary;
    if (event.direction == Direction::In && summary == Summary::Members &&
        (scope.context.unknownType || event.type.isEmpty()))
        return FrameSummary(scope).unknown();
    return describers[std::size_t(summary)].describe(scope);
}

//! What is said without a look at what is in it.
std::optional<QString> unread(const Event &event)
{
    if (event.form == FrameForm::Binary)
        return counted(event.raw.size(), EventSummary::tr("binary frame, 1 byte"),
                       EventSummary::tr("binary frame, %L1 bytes"));
    // To find out once more what is wrong with megabytes takes too long for a line that is painted.
    if (event.form == FrameForm::Text && event.type.isEmpty() && !event.problem.isEmpty() &&
        event.raw.size() > mostParsedTwice)
        return oneLine(event.problem);
    return std::nullopt;
}

} // namespace

QString EventSummary::of(const Event &event, const Context &context)
{
    if (const std::optional<QString> words = unread(event))
        return *words;
    const bool isJson = m_document.parse(event.raw);
    return wordsOf(event, context, isJson);
}

QString EventSummary::wordsOf(const Event &event, const Context &context, bool isJson) const
{
    if (!isJson && (event.problem.isEmpty() || event.problem.contains(m_document.error().words)))
        return oneLine(tr("not JSON: %1").arg(m_document.error().words));
    // What is JSON over several lines is kept as text, and means what it means.
    if (!isJson || (event.form != FrameForm::Json && event.type.isEmpty()))
        return oneLine(event.problem);
    const json::Value frame = m_document.root();
    const json::Value inner = event.direction == Direction::In ? innerEvent(frame) : frame;
    const SummaryScope scope(event, inner, context);
    QString line = oneLine(withAttempt(describe(scope), scope, frame));
    ShownExtent shown(maxCost);
    shown.shorten(line);
    return shown.leftOut() > 0 ? line + u'…' : line;
}

bool EventSummary::namesItsAuthor(const Event &event)
{
    return (event.type == "message"_L1 || event.type == "app_mention"_L1) &&
           event.direction == Direction::In && event.form != FrameForm::Binary;
}

QString EventSummary::author(const Event &event, const Workspace *workspace)
{
    const bool isJson = namesItsAuthor(event) && m_document.parse(event.raw);
    return authorOf(event, workspace, isJson);
}

QString EventSummary::authorOf(const Event &event, const Workspace *workspace, bool isJson) const
{
    static const Workspace nobodyKnown;
    const Workspace &names = workspace ? *workspace : nobodyKnown;
    if (isJson && namesItsAuthor(event)) {
        json::Value object = innerEvent(m_document.root());
        for (const auto key : {"message", "previous_message"}) {
            if (object[key].isObject()) {
                object = object[key];
                break;
            }
        }
        const Message message = readOutline(object, SummaryScope::mostBytes);
        if (isSystemLine(message))
            return actorName(message, names);
        if (const QString name = names.authorName(message); !name.isEmpty())
            return name;
    }
    return event.user.isEmpty() ? QString() : names.userName(UserId(event.user));
}

EventSummary::Line EventSummary::line(const Event &event, const Context &context)
{
    if (const std::optional<QString> words = unread(event))
        return {author(event, context.workspace), *words};
    const bool isJson = m_document.parse(event.raw);
    return {authorOf(event, context.workspace, isJson), wordsOf(event, context, isJson)};
}

} // namespace rtmscope
