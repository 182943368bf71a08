// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/window/account.h"

#include "app/start/sessionfactory.h"
#include "app/window/keeping/recordings.h"
#include "core/base/clock.h"
#include "core/connection/endpoint.h"
#include "core/connection/tokenkind.h"
#include "core/session/postmessage.h"
#include "core/socketmode/sharing.h"
#include "core/socketmode/socketmodesession.h"
#include "core/sync/namenotes.h"
#include "core/text/cleantext.h"

#include <QDir>
#include <QHostAddress>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope {

namespace {

using State = SessionState;

constexpr auto draftFlushDelay = 1s;

bool isThisComputer(const QUrl &url)
{
    return url.host() == "localhost"_L1 || QHostAddress(url.host()).isLoopback();
}

} // namespace

Account::Account(Options options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_name(m_options.name)
{
    openRecord();
    openState();
    m_session = makeSession(m_options.session, m_seenEvents.get(), m_options.profile);
    m_session->setArmed(m_options.startArmed);
    // The record first, so that whatever anybody makes of an event can be traced to a line that is already
    // kept.
    m_log->keep(*m_session);
    connect(m_session.get(), &EventSource::recorded, &m_feed, &WorkspaceFeed::apply);
    m_outbox = std::make_unique<Outbox>(*m_session, m_state.get(), m_options.profile);
    m_directory = std::make_unique<WorkspaceFetcher>(*m_session, m_feed);
    m_backFill =
        std::make_unique<BackFill>(*m_session, m_feed, *m_directory, Clock::system(), BackFill::Config());
    wire();
    updateStatus();
}

Account::~Account()
{
    m_session->disconnect(this);
    m_session->close(LiveSession::Leave::ForGood);
    m_log->flush();
}

void Account::openRecord()
{
    m_log = captureshelf::newRecording(captureFolder(), m_options.profile, &m_storageProblem);
    connect(m_log.get(), &EventLog::writeFailed, this,
            [this](const Error &error) { Q_EMIT troubled(error.words); });
    // So that each file of it can be read alone.
    connect(m_log.get(), &EventLog::partBegan, this, [this] {
        for (const QByteArray &note : nameNotes(m_feed.workspace()))
            m_session->record(note);
        pruneRecordings(m_options.dataFolder, m_options.keeping, m_log->path());
    });
    pruneRecordings(m_options.dataFolder, m_options.keeping, m_log->path());
}

void Account::setKeeping(const captureshelf::Keeping &keeping)
{
    m_options.keeping = keeping;
    pruneRecordings(m_options.dataFolder, keeping, m_log->path());
}

void Account::openState()
{
    QDir().mkpath(m_options.dataFolder);
    auto store = StateStore::open(m_options.dataFolder + "/state.sqlite"_L1);
    if (store)
        m_state = std::move(store).value();
    if (m_state)
        m_drafted = m_state->draftedChannels(m_options.profile);
    else if (m_storageProblem.isEmpty())
        m_storageProblem =
            tr("Drafts and unsent messages will not survive this session. %1").arg(store.error().words);
    if (m_options.session.kind != StreamKind::SocketMode)
        return;
    auto seen = SeenEvents::open(m_options.dataFolder + "/seen-events.sqlite"_L1);
    if (seen)
        m_seenEvents = std::move(seen).value();
    else if (m_storageProblem.isEmpty())
        m_storageProblem = seen.error().words;
}

void Account::wire()
{
    connect(m_session.get(), &LiveSession::stateChanged, this, &Account::sessionStateChanged);
    connect(m_session.get(), &LiveSession::progressed, this, &Account::updateStatus);
    connect(m_session.get(), &LiveSession::retryHeld, this, &Account::retryHeld);
    connect(m_session.get(), &LiveSession::failed, this, [this](const Error &error) {
        if (m_session->state() != State::Failed)
            Q_EMIT hindered(error);
    });
    if (const auto *socketMode = qobject_cast<SocketModeSession *>(m_session.get())) {
        connect(socketMode, &SocketModeSession::sharingChanged, this, &Account::updateStatus);
        connect(socketMode, &SocketModeSession::hinted, this,
                [this](const SessionHint &hint) { Q_EMIT troubled(hint.words); });
    }
    connect(m_session.get(), &LiveSession::identityKnown, this, [this](const Identity &identity) {
        if (identity.teamName.isEmpty() || identity.teamName == m_name)
            return;
        m_name = identity.teamName;
        Q_EMIT nameChanged(m_name);
        updateStatus();
    });
    // One look at the outbox for all that happened in a turn of the event loop.
    m_outboxNews.setSingleShot(true);
    m_outboxNews.setInterval(0);
    connect(&m_outboxNews, &QTimer::timeout, this, &Account::outboxChanged);
    connect(m_outbox.get(), &Outbox::changed, &m_outboxNews, qOverload<>(&QTimer::start));
    connect(m_outbox.get(), &Outbox::storeTroubled, this,
            [this](const Error &error) { Q_EMIT troubled(error.words); });
    m_draftFlush.setSingleShot(true);
    m_draftFlush.setInterval(draftFlushDelay);
    connect(&m_draftFlush, &QTimer::timeout, this, [this] { m_state->flush(); });
    connect(&m_session->web(), &WebApi::pagesGaveUp, this,
            [this](const QString &, const Error &error) { Q_EMIT troubled(error.words); });
    connect(m_directory.get(), &WorkspaceFetcher::loadingChanged, this, &Account::loadingChanged);
    connect(m_directory.get(), &WorkspaceFetcher::directOpened, this, &Account::directOpened);
    connect(m_directory.get(), &WorkspaceFetcher::directRefused, this,
            [this](const Error &error) { Q_EMIT troubled(error.words); });
    connect(m_directory.get(), &WorkspaceFetcher::loadFailed, this,
            [this](const ChannelId &, const Error &error) { Q_EMIT troubled(error.words); });
    connect(m_session.get(), &EventSource::channelIdChanged, this,
            [this](const ChannelIdChanged &renumbered) {
                if (m_state)
                    (void)m_state->renumberDrafts(m_options.profile, renumbered.oldChannel,
                                                  renumbered.newChannel);
            });
    // The workspace has no clock: somebody has to tell it that a person stopped typing.
    m_typing.setInterval(1s);
    connect(&m_typing, &QTimer::timeout, this, [this] {
        m_feed.expireTyping(Clock::system().nowUs());
        tellAcks();
    });
    connect(&m_feed, &WorkspaceFeed::namesChanged, this, &Account::authorMayHaveChanged);
}

//! Once a second at most, and only while some come.
void Account::tellAcks()
{
    const AckFigures now = ackFigures();
    if (now == m_status.acks)
        return;
    m_status.acks = now;
    Q_EMIT acksChanged(now);
}

void Account::sessionStateChanged(LiveSession::State state)
{
    if (state == State::Ready)
        m_typing.start();
    else
        m_typing.stop();
    updateStatus();
    if (state == State::Failed)
        Q_EMIT refused(m_session->lastError());
}

bool Account::speaksSocketMode() const
{
    return m_options.session.kind == StreamKind::SocketMode;
}

//! Who is seen to write. Of a classic app's token only the workspace can tell whether it is a bot's.
QString Account::author() const
{
    const Identity &identity = m_session->identity();
    const User *self = m_feed.workspace().user(identity.self);
    const bool known = self && !self->stale;
    const QString name = cleanName(known ? self->shownName() : identity.selfName);
    if (name.isEmpty())
        return {};
    const TokenKind kind = tokenKindOf(cleanedToken(m_options.session.token));
    const bool isBot = known ? self->isBot : kind == TokenKind::Bot || kind == TokenKind::RotatingBot;
    if (isBot)
        return tr("as bot %1").arg(name);
    const bool saysSo = name.compare("you"_L1, Qt::CaseInsensitive) == 0; // so is called whom the demo is for
    return saysSo ? tr("as %1").arg(name) : tr("as %1 (you)").arg(name);
}

//! Names come after the connection.
void Account::authorMayHaveChanged()
{
    if (author() != m_status.author)
        updateStatus();
}

void Account::updateStatus()
{
    const State state = m_session->state();
    ConnectionStatus status;
    status.look = ConnectionStatus::lookOf(state);
    status.words = stateWords(state);
    status.place = place();
    status.liveness = m_session->liveness();
    status.stream = speaksSocketMode() ? ConnectionStatus::Stream::SocketMode : ConnectionStatus::Stream::Rtm;
    status.demo = m_options.demo;
    status.acks = ackFigures();
    status.sharing = sharingWords();
    status.author = author();
    status.connection = m_session->connectionNumber();
    status.stages = m_session->stages();
    status.nextAttempt = QDeadlineTimer(QDeadlineTimer::Forever);
    if (state == State::Backoff || state == State::Failed) {
        status.cause = m_session->lastError().words;
        // Another limit than that of requests, with a remedy of its own, has words of its own.
        status.rateLimited = m_session->lastError().kind == Error::Kind::RateLimited &&
                             m_session->lastError().code != "too_many_websockets"_L1;
        // How long, the countdown tells.
        if (state == State::Backoff && status.rateLimited && m_session->lastError().retryAfter)
            status.cause = tr("Too many requests in a short time: the server asked for a pause.");
    }
    if (state == State::Backoff)
        status.nextAttempt = QDeadlineTimer(m_session->nextAttemptIn());
    m_status = status;
    Q_EMIT statusChanged(m_status);
}

QString Account::place() const
{
    if (m_options.demo)
        return tr("%1 (built-in demo)").arg(m_name);
    return isThisComputer(m_options.session.apiBase) ? tr("%1 (this computer)").arg(m_name) : m_name;
}

QString Account::captureFolder() const
{
    return captureshelf::folder(m_options.dataFolder, m_options.profile);
}

void Account::open()
{
    m_session->open();
}

void Account::close()
{
    m_session->close();
}

void Account::retryNow()
{
    m_session->retryNow();
}

void Account::setArmed(bool armed)
{
    if (armed == m_session->isArmed())
        return;
    m_session->setArmed(armed);
    Q_EMIT armedChanged(armed);
}

//! That it goes on though others use the app, in words; empty: it does not.
QString Account::sharingWords() const
{
    const auto *socketMode = qobject_cast<SocketModeSession *>(m_session.get());
    const AppSharing sharing = socketMode ? socketMode->sharing() : AppSharing();
    const bool goesOn = sharing.isShared() && sharing.allowed && m_session->state() == State::Ready;
    return goesOn ? Sharing::words(sharing) : QString();
}

AckFigures Account::ackFigures() const
{
    const auto *socketMode = qobject_cast<SocketModeSession *>(m_session.get());
    return socketMode ? socketMode->ackFigures() : AckFigures();
}

bool Account::isArmed() const
{
    return m_session->isArmed();
}

Result<Done> Account::send(const QList<OutgoingMessage> &parts, Safekeeping safekeeping)
{
    const auto taken = m_outbox->enqueue(parts, safekeeping);
    return taken ? Result<Done>(Done{}) : taken.error();
}

void Account::tellTyping(const ChannelId &channel)
{
    (void)m_session->sendTyping(channel); // whatever keeps it from going is no news to anybody
}

QByteArray Account::preview(const OutgoingMessage &message) const
{
    if (message.route == SendRoute::PostMessage)
        return WebApi::bodyOf(postArguments(message, m_options.session.kind));
    return m_session->messageFrame(message.channel, message.text, message.thread, message.broadcast);
}

QString Account::draft(const ChannelId &channel, const MessageTs &thread)
{
    if (!m_state)
        return {};
    const auto kept = m_state->draft(m_options.profile, channel, thread);
    if (kept)
        return *kept;
    m_unreadDrafts.insert({channel, thread});
    Q_EMIT troubled(tr("What you typed here before can't be read. %1").arg(kept.error().words));
    return {};
}

void Account::saveDraft(const ChannelId &channel, const MessageTs &thread, const QString &text)
{
    if (!m_state)
        return;
    const auto saved = keepDraft(channel, thread, text);
    // Said once, not at every key.
    if (const bool isKnown = std::exchange(m_draftTrouble, !saved); !saved && !isKnown)
        Q_EMIT troubled(tr("What you type is not being saved. %1").arg(saved.error().words));
    if (saved && !m_draftFlush.isActive())
        m_draftFlush.start();
    noteDrafts(channel, !text.isEmpty());
}

//! Asked of the store only where a draft may have been the last of its conversation.
void Account::noteDrafts(const ChannelId &channel, bool hasText)
{
    if (hasText == m_drafted.contains(channel))
        return;
    QSet<ChannelId> drafted = m_drafted;
    if (hasText)
        drafted.insert(channel);
    else
        drafted = m_state->draftedChannels(m_options.profile);
    if (std::exchange(m_drafted, drafted) != drafted)
        Q_EMIT draftedChanged(m_drafted);
}

//! What nobody has seen is not written over, even if the file works again meanwhile.
Result<Done> Account::keepDraft(const ChannelId &channel, const MessageTs &thread, const QString &text)
{
    if (m_unreadDrafts.contains({channel, thread})) {
        const auto kept = m_state->draft(m_options.profile, channel, thread);
        if (!kept)
            return kept.error();
        if (!kept->isEmpty() && *kept != text) {
            return Error{
                Error::Kind::Input,
                u"draft_unread"_s,
                tr("An older draft is kept for this place; it comes back when Rtmscope is started anew."),
                {},
                {}};
        }
        m_unreadDrafts.remove({channel, thread});
    }
    return m_state->saveDraft(m_options.profile, channel, thread, text);
}

void Account::loadHistory(const ChannelId &channel)
{
    m_directory->loadHistory(channel);
    m_backFill->setVisible(channel);
}

void Account::loadOlderHistory(const ChannelId &channel)
{
    m_directory->loadOlderHistory(channel);
}

void Account::loadThread(const ChannelId &channel, const MessageTs &parent)
{
    m_directory->loadThread(channel, parent);
    m_backFill->setVisibleThread(channel, parent);
}

void Account::openDirect(const UserId &person)
{
    m_directory->openDirect(person);
}

void Account::markRead(const ChannelId &channel, const MessageTs &upTo)
{
    if (isArmed())
        m_directory->markRead(channel, upTo);
}

} // namespace rtmscope
