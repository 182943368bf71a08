// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/chat/composer/composer.h"
#include "ui/chat/message/reach.h"
#include "ui/chat/message/sendaction.h"

#include <QUrl>
#include <QWidget>

namespace rtmscope {

class InkLabel;
class MessagePane;
class PaneHeader;
class WorkspaceFeed;

//! What a pane shows: a channel, or a thread in it.
struct ConversationTarget
{
    ChannelId channel;
    MessageTs thread = {}; //!< of the message that began it; empty: the channel itself

    friend bool operator==(const ConversationTarget &, const ConversationTarget &) = default;
};

//! A conversation: header, messages, who types, composer. Of a channel, it is the middle of the window and
//! tells what was seen; of a thread, a column beside it, as high as its replies, that can be closed. Reads
//! the workspace, asks by signals. Owned by its parent; GUI thread.
class ConversationPane : public QWidget
{
    Q_OBJECT
public:
    using Kind = Composer::Kind;

    //! The keys that work in a thread, beside those of messages and composer.
    static KeyGroup threadKeyHelp();
    explicit ConversationPane(Kind kind, QWidget *parent = nullptr);

    //! nullptr clears.
    void setFeed(WorkspaceFeed *feed);
    //! Shows the channel, or the thread, that this pane is there for. What is typed goes there from now on.
    void showTarget(const ConversationTarget &target);
    ConversationTarget target() const;
    ChannelId channel() const { return target().channel; }
    MessageTs thread() const { return target().thread; }
    //! Nothing can be sent or loaded, which \a why says in place of a composer; empty: it can.
    void setReadOnly(const QString &why);
    void setLoading(bool loading);
    //! In a low window: less air, so that there is room for messages.
    void setDense(bool dense);
    //! Selects the message which that entry made or changed, and scrolls to it unless \a reach forbids it. If
    //! there is none here, nothing stays selected: false.
    bool selectMessageOfEvent(quint64 seq, Reach reach = Reach::Anywhere);
    void select(const MessageTs &ts);
    void focusMessages();
    void focusComposer();
    //! Asks for the thread of the selected message; false if none is selected that can have one.
    bool askThread();
    //! The pane's own; it tells of drafts, of typing, and of what could not be sent.
    Composer *composer() const { return m_composer; }

Q_SIGNALS:
    void messageSelected(quint64 firstSeq, const rtmscope::MessageTs &ts);
    void eventRequested(quint64 seq);
    //! By a channel's pane; in a thread the composer takes the focus instead.
    void threadRequested(const rtmscope::ChannelId &channel, const rtmscope::MessageTs &parent);
    void sendActionRequested(rtmscope::SendAction action, const QString &local);
    void olderHistoryRequested(const rtmscope::ChannelId &channel);
    //! The newest message of a channel is on the screen of an active window.
    void seen(const rtmscope::ChannelId &channel, const rtmscope::MessageTs &upTo);
    void linkActivated(const QUrl &url);
    void closeRequested(); //!< of a thread

protected:
    void changeEvent(QEvent *event) override;
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    bool isThread() const { return m_kind == Kind::Thread; }
    bool isOpen() const;
    void layOut();
    void connectPane();
    void connectChannel();
    void connectThread();
    void refresh();
    void updateHeader();
    void updateEmptyWords();
    void openAtUnread();
    void checkSeen();
    void updateMargins();
    void fitPane(int height);

    const Kind m_kind;
    PaneHeader *m_header;
    MessagePane *m_pane;
    InkLabel *m_typing;
    Composer *m_composer;
    InkLabel *m_recording;
    MessageTs m_seen; //!< told of
    bool m_readOnly = false;
    bool m_loading = false;
    bool m_opening = false; //!< its first rows are still to come
    bool m_dense = false;
};

} // namespace rtmscope
