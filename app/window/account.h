// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/config/seenevents.h"
#include "core/config/statestore.h"
#include "core/connection/socketmodevalues.h"
#include "core/log/captureshelf.h"
#include "core/log/eventlog.h"
#include "core/outbox/outbox.h"
#include "core/session/livesession.h"
#include "core/sync/backfill.h"
#include "core/sync/workspacefetcher.h"
#include "core/workspace/workspace.h"
#include "ui/chat/composer/messagedesk.h"
#include "ui/status/connectionstatus.h"

#include <QObject>
#include <QSet>
#include <QTimer>

#include <memory>
#include <utility>

namespace rtmscope {

//! One workspace as one of its members: session, record, workspace, outbox, directory and stored state,
//! connected in the order that keeps the record ahead of everything else. Owned by the desktop; GUI thread. A
//! window shows one, and nothing here knows a window, so several can live side by side.
class Account : public QObject, public MessageDesk
{
    Q_OBJECT
public:
    struct Options
    {
        QString profile; //!< names the recordings and drafts
        QString name;    //!< what to call it until the server tells its name
        bool demo = false;
        bool startArmed = false;
        QString dataFolder;
        captureshelf::Keeping keeping = {}; //!< of the recordings
        LiveSession::Config session;
    };

    explicit Account(Options options, QObject *parent = nullptr);
    ~Account() override;

    //! Connects, and stays connected until close().
    void open();
    void close();
    void retryNow();
    void setArmed(bool armed);
    bool isArmed() const;

    AckFigures ackFigures() const; //!< of Socket Mode; nothing elsewhere

    const QString &name() const { return m_name; }
    EventLog *log() const { return m_log.get(); }
    WorkspaceFeed *feed() { return &m_feed; }
    LiveSession &session() { return *m_session; }
    const ConnectionStatus &status() const { return m_status; }
    //! Why the recording or the drafts can't be kept on disk, in words; empty when they are.
    const QString &storageProblem() const { return m_storageProblem; }
    QString captureFolder() const;
    //! So many recordings stay from now on.
    void setKeeping(const captureshelf::Keeping &keeping);

    //! Tells the others; only while armed, and at most every 3 s.
    void tellTyping(const ChannelId &channel);
    //! Hands a message, or all parts of one, over to the outbox. On success it is safe, armed or not; else it
    //! still belongs to the caller.
    Result<Done> send(const QList<OutgoingMessage> &parts, Safekeeping safekeeping) override;
    Outbox &outbox() { return *m_outbox; }
    //! What a message would be on the wire.
    QByteArray preview(const OutgoingMessage &message) const override;
    //! What was typed there before. Where that can't be read, troubled() says so.
    QString draft(const ChannelId &channel, const MessageTs &thread) override;
    //! Safe from the end of the program at once, and from that of the power within a moment.
    void saveDraft(const ChannelId &channel, const MessageTs &thread, const QString &text);
    //! Conversations in which something is typed and not sent, threads too.
    const QSet<ChannelId> &drafted() const { return m_drafted; }
    void loadHistory(const ChannelId &channel);
    void loadOlderHistory(const ChannelId &channel);
    void loadThread(const ChannelId &channel, const MessageTs &parent);
    //! Only while armed: others can see it. directOpened() or troubled() tells what came of it.
    void openDirect(const UserId &person);
    //! Only while armed: others can see what we have read.
    void markRead(const ChannelId &channel, const MessageTs &upTo);

Q_SIGNALS:
    void statusChanged(const rtmscope::ConnectionStatus &status);
    void acksChanged(const rtmscope::AckFigures &acks);
    void nameChanged(const QString &name);
    void armedChanged(bool armed);
    void draftedChanged(const QSet<rtmscope::ChannelId> &channels);
    void outboxChanged(); //!< once for however many changes
    //! Refused for good: somebody has to do something.
    void refused(const rtmscope::Error &error);
    //! Trying again at once is not possible; words say why, and for how long.
    void retryHeld(const rtmscope::Error &error);
    //! It did not work this time and is tried again.
    void hindered(const rtmscope::Error &error);
    void directOpened(const rtmscope::ChannelId &channel);
    void loadingChanged(const rtmscope::ChannelId &channel, bool loading);
    //! Something smaller that went wrong, in words.
    void troubled(const QString &words);

private:
    void openRecord();
    void openState();
    void wire();
    void sessionStateChanged(LiveSession::State state);
    void updateStatus();
    void authorMayHaveChanged();
    void tellAcks();
    bool speaksSocketMode() const;
    QString sharingWords() const;
    QString author() const;
    QString place() const;
    void noteDrafts(const ChannelId &channel, bool hasText);
    Result<Done> keepDraft(const ChannelId &channel, const MessageTs &thread, const QString &text);

    Options m_options;
    QString m_name;
    QString m_storageProblem;
    ConnectionStatus m_status;
    WorkspaceFeed m_feed;
    QTimer m_typing;
    QTimer m_draftFlush;
    QTimer m_outboxNews;
    bool m_draftTrouble = false;
    QSet<ChannelId> m_drafted;
    QSet<std::pair<ChannelId, MessageTs>> m_unreadDrafts; // not to be written over
    // Destroyed from the last to the first: who works through the session goes before it, the record last.
    std::unique_ptr<EventLog> m_log;
    std::unique_ptr<StateStore> m_state;
    std::unique_ptr<SeenEvents> m_seenEvents;
    std::unique_ptr<LiveSession> m_session;
    std::unique_ptr<Outbox> m_outbox;
    std::unique_ptr<WorkspaceFetcher> m_directory;
    std::unique_ptr<BackFill> m_backFill;
};

} // namespace rtmscope
