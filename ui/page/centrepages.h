// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "ui/status/connectionstatus.h"
#include "ui/status/remedyplan.h"

#include <QTimer>
#include <QWidget>

class QStackedWidget;

namespace rtmscope {

class Banner;
class LadderPage;
class RemedyCard;
class TapGuide;
class WelcomePage;

//! The middle of a workspace's page: its messages, or what stands in their place while there are none (the
//! welcome, the steps of connecting, what to do about a refusal, what to set in a program so that it goes by
//! the tap), and the banner above. Owned by the window.
class CentrePages : public QWidget
{
    Q_OBJECT
public:
    //! What there is to show, apart from the connection.
    struct Holding
    {
        bool anything = false; //!< an account or a capture
        bool live = false;     //!< an account
        bool channel = false;  //!< a conversation is open
        bool tap = false;      //!< what another program exchanges
    };
    explicit CentrePages(QWidget *messages, QWidget *parent = nullptr);

    void setHolding(const Holding &holding);
    //! Something else is open now: of what was refused nothing is left.
    void reset();
    void setStatus(const ConnectionStatus &status);
    //! The connection stopped for good.
    void showRemedy(const Error &error);
    //! It is tried again, but before the first success a person may have to do something.
    void showHindrance(const Error &error);

    Banner *banner() const { return m_banner; }
    //! Says what the banner and the page below it say while this is not in view. Seated elsewhere.
    Banner *echo() const { return m_echo; }
    //! Somebody waits here for a connection that has not come yet.
    bool isOpening() const;
    LadderPage *ladder() const { return m_ladder; }
    RemedyCard *remedy() const { return m_remedy; }
    TapGuide *tapGuide() const { return m_tapGuide; }
    WelcomePage *welcome() const { return m_welcome; }
    //! All of it but the banner.
    QWidget *pages() const;

Q_SIGNALS:
    //! Whatever hides the middle of the window hides what somebody has to see.
    void remedyShown();
    void pageChanged();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void addPage(QWidget *page);
    void showWanted();
    QWidget *wanted() const;

    QWidget *m_messages;
    Banner *m_banner;
    Banner *m_echo;
    QStackedWidget *m_pages;
    WelcomePage *m_welcome;
    LadderPage *m_ladder;
    RemedyCard *m_remedy;
    TapGuide *m_tapGuide;
    Holding m_holding;
    ConnectionStatus::Look m_look = ConnectionStatus::Look::Off;
    RemedyStream m_stream = RemedyStream::Rtm;
    bool m_refused = false;  //!< the remedy card stands
    bool m_hindered = false; //!< it stands while the connection is tried again
    QTimer m_patience;       //!< connecting for so long that the ladder is worth showing
};

} // namespace rtmscope
