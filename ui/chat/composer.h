// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/session/outbox.h"
#include "core/workspace/workspace.h"
#include "ui/theme/theme.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <functional>

class QCheckBox;
class QBoxLayout;
class QPushButton;

namespace rtmscope {

class GrowingEdit;
class InkLabel;

//! What sending means now, decided by whoever knows the connection.
struct ComposerState
{
    bool canSend = false;
    QString reason; //!< shown when it can't send, or when what is sent has to wait
    bool armed = false;
};

//! Makes the frame that would be sent, byte for byte.
using WirePreviewer = std::function<QByteArray(const OutgoingMessage &)>;

//! Where a message is typed: an edit that grows, and below it the very frame that would go on the wire. Keeps
//! the text until it was handed over; emits drafts often enough that a crash loses a moment at most. GUI
//! thread.
class Composer : public QWidget
{
    Q_OBJECT
public:
    enum class Place : quint8 { Channel, Thread };

    explicit Composer(Place place, QWidget *parent = nullptr);

    void setFeed(WorkspaceFeed *feed);
    //! What is typed from now on goes to \a channel and \a thread. The former draft is emitted, the text
    //! cleared.
    void setTarget(const ChannelId &channel, const MessageTs &thread);
    void setTargetName(const QString &name); //!< "#ops", for the placeholder
    void setState(const ComposerState &state);
    void setPreviewer(WirePreviewer previewer);
    //! Puts stored text in; emits nothing.
    void setDraft(const QString &text);
    QString text() const;
    void focusEdit();
    //! The draft as it stands, at once instead of in a moment.
    void flushDraft();

Q_SIGNALS:
    void sendRequested(const rtmscope::OutgoingMessage &message);
    void draftChanged(const rtmscope::ChannelId &channel, const rtmscope::MessageTs &thread,
                      const QString &text);
    void typingHappened(const rtmscope::ChannelId &channel);
    void leaveAsked(); //!< Esc

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildStrip();
    QLayout *channelStrip();
    QLayout *threadStrip();
    bool handleKey(QKeyEvent *event);
    void textChanged();
    void updateFonts();
    void updateHeight();
    void placeCount();
    void updatePreview();
    void updateSend();
    void showCount(qsizetype bytes, qsizetype characters);
    void send(bool broadcast);
    OutgoingMessage message() const;
    bool isTooLong() const;

    Place m_place;
    QPointer<WorkspaceFeed> m_feed;
    ChannelId m_channel;
    MessageTs m_thread;
    ComposerState m_state;
    WirePreviewer m_previewer;
    GrowingEdit *m_edit;
    QWidget *m_strip;
    QCheckBox *m_broadcast = nullptr;
    InkLabel *m_preview;
    InkLabel *m_count;
    InkLabel *m_reason;
    QPushButton *m_send;
    QBoxLayout *m_left = nullptr; //!< of the channel's strip; takes the length in where it is narrow
    QBoxLayout *m_row = nullptr;
    QTimer m_draftTimer;
    QElapsedTimer m_sinceTyping;
    QString m_savedDraft;
    qsizetype m_bytes = 0;
    qsizetype m_characters = 0;
    bool m_loadingDraft = false;
};

} // namespace rtmscope
