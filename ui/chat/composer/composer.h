// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/send/outgoing.h"
#include "core/workspace/workspace.h"
#include "ui/access/keyhelp.h"
#include "ui/theme/theme.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QWidget>

#include <optional>

class QBoxLayout;
class QCheckBox;
class QPushButton;

namespace rtmscope {

class ComposerOffers;
class InkLabel;
class MessageDesk;
class MessageEdit;
class RouteButton;

//! What sending means now, decided by whoever knows the connection.
struct ComposerState
{
    bool canSend = false;
    QString reason; //!< shown when it can't send, or when what is sent has to wait
    bool armed = false;
    SendRoute usual = SendRoute::Rtm; //!< how messages leave unless one is sent otherwise
    QString author = {};              //!< as whom, "as Mira (you)"; empty: not known
};

//! Where a message is typed: an edit that grows, and below it the very bytes that would go on the wire. The
//! draft is told at every change, so that a crash loses nothing; the text stays until somebody has taken it
//! over. What is too long for the stream can be sent in parts or by chat.postMessage. GUI thread.
class Composer : public QWidget
{
    Q_OBJECT
public:
    enum class Kind : quint8 { Channel, Thread };

    //! The keys that work here.
    static KeyGroup keyHelp();
    explicit Composer(Kind kind, QWidget *parent = nullptr);

    void setFeed(WorkspaceFeed *feed);
    //! In a low window: less air.
    void setDense(bool dense);
    //! Who keeps and sends it, for the targets to come; must outlive this or be taken back. Without one
    //! nothing can be sent.
    void setDesk(MessageDesk *desk);
    //! What is typed from now on goes to \a channel and \a thread. The text gives way to the desk's draft for
    //! them.
    void setTarget(const ChannelId &channel, const MessageTs &thread);
    void setTargetName(const QString &name); //!< "#ops", for the placeholder
    void setState(const ComposerState &state);
    //! Why nothing can be written to this conversation at all, whatever the state; empty: it can.
    void setClosed(const QString &reason);
    //! Puts stored text in; emits nothing.
    void setDraft(const QString &text);
    QString text() const;
    void focusEdit();

Q_SIGNALS:
    void handedOver(); //!< a message, or all parts of one
    //! It was to be sent and could not be: why.
    void heldBack(const QString &why);
    void draftChanged(const rtmscope::ChannelId &channel, const rtmscope::MessageTs &thread,
                      const QString &text);
    void typingHappened(const rtmscope::ChannelId &channel);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildStrip();
    void orderTabs();
    void connectOffers();
    QLayout *channelStrip();
    QLayout *threadStrip();
    bool handleKey(QKeyEvent *event);
    void textChanged();
    void updateFonts();
    void placeCount();
    void updatePreview();
    void updateSend();
    void updateOffers();
    void applyState();
    void showReason();
    void showPlace();
    void showCount();
    void send(bool broadcast);
    void handOver(QList<OutgoingMessage> parts, Safekeeping safekeeping = Safekeeping::OnDisk);
    OutgoingMessage message() const;

    const Kind m_kind;
    QPointer<WorkspaceFeed> m_feed;
    ChannelId m_channel;
    MessageTs m_thread;
    ComposerState m_state; //!< what holds
    ComposerState m_told;  //!< what was set; holds while the conversation is not closed
    QString m_closed;
    MessageDesk *m_desk = nullptr;
    MessageEdit *m_edit;
    QWidget *m_strip;
    QCheckBox *m_broadcast = nullptr;
    InkLabel *m_preview;
    InkLabel *m_author;
    InkLabel *m_count;
    InkLabel *m_reason;
    RouteButton *m_routes; //!< of the next message only
    QPushButton *m_send;
    ComposerOffers *m_offers;
    QBoxLayout *m_left = nullptr; //!< of the channel's strip; takes the length in where it is narrow
    QBoxLayout *m_row = nullptr;
    QElapsedTimer m_sinceTyping;
    QString m_savedDraft;
    QString m_targetName;
    std::optional<Error> m_trouble; //!< why the text was not taken over
    qsizetype m_bytes = 0;
    qsizetype m_characters = 0;
    bool m_tooLong = false;
    bool m_dense = false;
    bool m_loadingDraft = false;
};

} // namespace rtmscope
