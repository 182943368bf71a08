// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/chat/composer/composer.h"
#include "ui/chat/message/reach.h"
#include "ui/chat/message/sendaction.h"

#include <QUrl>
#include <QWidget>

class QStackedLayout;

namespace rtmscope {

class InkLabel;
class MessagePane;
class PaneHeader;
class WorkspaceFeed;

//! A conversation: header, messages, who types, composer. Reads the workspace, asks by signals. GUI thread.
class ChannelView : public QWidget
{
    Q_OBJECT
public:
    explicit ChannelView(QWidget *parent = nullptr);

    //! nullptr clears.
    void setFeed(WorkspaceFeed *feed);
    void showChannel(const ChannelId &channel);
    ChannelId channel() const;
    void setComposerState(const ComposerState &state);
    //! The stored draft of the channel that showChannel() just opened.
    void setDraft(const QString &text);
    void setPreviewer(WirePreviewer previewer);
    void setSender(MessageSender sender);
    //! An opened capture: nothing can be sent or loaded.
    void setReadOnly(bool recording);
    void setLoading(bool loading);
    //! In a low window: less air, so that there is room for messages.
    void setDense(bool dense);
    //! Selects the message which that entry made or changed, and scrolls to it unless \a reach forbids it. If
    //! there is none here, nothing stays selected: false.
    bool selectMessageOfEvent(quint64 seq, Reach reach = Reach::Anywhere);
    QWidget *composer() const;
    void select(const MessageTs &ts);
    void focusMessages();
    void focusComposer();

Q_SIGNALS:
    void messageSelected(quint64 firstSeq, const rtmscope::MessageTs &ts);
    void eventRequested(quint64 seq);
    void threadRequested(const rtmscope::ChannelId &channel, const rtmscope::MessageTs &parent);
    void sendActionRequested(rtmscope::SendAction action, const QString &local);
    void draftChanged(const rtmscope::ChannelId &channel, const rtmscope::MessageTs &thread,
                      const QString &text);
    void olderHistoryRequested(const rtmscope::ChannelId &channel);
    //! The newest message is on the screen of an active window.
    void seen(const rtmscope::ChannelId &channel, const rtmscope::MessageTs &upTo);
    void typingHappened(const rtmscope::ChannelId &channel);
    void heldBack(const QString &why); //!< see Composer
    void linkActivated(const QUrl &url);

protected:
    void changeEvent(QEvent *event) override;
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void connectPane();
    void refresh();
    void updateHeader();
    void updateEmptyWords();
    void openAtUnread();
    void checkSeen();
    void updateMargins();

    PaneHeader *m_header;
    MessagePane *m_pane;
    InkLabel *m_typing;
    Composer *m_composer;
    InkLabel *m_recording;
    MessageTs m_seen;
    bool m_readOnly = false;
    bool m_loading = false;
    bool m_opening = false;
    bool m_dense = false;
};

} // namespace rtmscope
