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

//! A thread: its parent, the replies, a composer that replies. Reads the workspace, asks by signals. GUI
//! thread.
class ThreadView : public QWidget
{
    Q_OBJECT
public:
    //! The keys that work here, beside those of messages and composer.
    static KeyGroup keyHelp();
    explicit ThreadView(QWidget *parent = nullptr);

    //! nullptr clears.
    void setFeed(WorkspaceFeed *feed);
    void showThread(const ChannelId &channel, const MessageTs &parent);
    ChannelId channel() const;
    MessageTs parentTs() const;
    void setComposerState(const ComposerState &state);
    //! The stored draft of the thread that showThread() just opened.
    void setDraft(const QString &text);
    void setPreviewer(WirePreviewer previewer);
    void setSender(MessageSender sender);
    void setReadOnly(bool recording);
    void setLoading(bool loading);
    bool selectMessageOfEvent(quint64 seq, Reach reach = Reach::Anywhere);
    QWidget *composer() const;
    void select(const MessageTs &ts);
    void focusMessages();
    void focusReply();

Q_SIGNALS:
    void messageSelected(quint64 firstSeq, const rtmscope::MessageTs &ts);
    void eventRequested(quint64 seq);
    void sendActionRequested(rtmscope::SendAction action, const QString &local);
    void draftChanged(const rtmscope::ChannelId &channel, const rtmscope::MessageTs &thread,
                      const QString &text);
    void typingHappened(const rtmscope::ChannelId &channel);
    void heldBack(const QString &why); //!< see Composer
    void linkActivated(const QUrl &url);
    void closeRequested();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void refresh();
    void fitPane(int height);
    void updateHeader();
    void updateEmptyWords();
    void updateMargins();

    PaneHeader *m_header;
    MessagePane *m_pane;
    InkLabel *m_typing;
    Composer *m_composer;
    InkLabel *m_recording;
    bool m_readOnly = false;
    bool m_loading = false;
};

} // namespace rtmscope
