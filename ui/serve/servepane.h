// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/parts/surface.h"
#include "ui/serve/servevalues.h"
#include "ui/tap/tapway.h"

class QCheckBox;
class QDoubleSpinBox;
class QProgressBar;
class QPushButton;
class QScrollArea;
class QStackedLayout;

namespace rtmscope {

class ExpectationsView;
class PaceChoice;
class SegmentBar;
class TapGuide;
class TokenLabel;

//! A capture that is played to a bot: how far it is, what to do about that, what is expected of the bot and
//! what came of it, and what to set in it. Knows values only; what a person wants goes out as signals. Owned
//! by the window; GUI thread.
class ServePane : public Surface
{
    Q_OBJECT
public:
    explicit ServePane(QWidget *parent = nullptr);

    void setStatus(const ServeStatus &status);
    //! What to set in the program; without an address: nothing listens.
    void setWay(const TapWay &way);
    //! The program has called.
    void setArrived(bool arrived);
    //! How it is played by now; nothing is told of it.
    void setPace(double speed, bool stepping, std::optional<std::chrono::milliseconds> wait);
    ExpectationsView *expectations() const { return m_expectations; }

Q_SIGNALS:
    void playRequested();
    void pauseRequested();
    void stepRequested();
    void againRequested(); //!< from the beginning, at the same address
    void stopRequested();
    void backRequested();           //!< to what was open before
    void speedChosen(double speed); //!< 0: as fast as it is read
    void waitChosen(std::optional<std::chrono::milliseconds> wait);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeHead();
    QWidget *makeButtons();
    QWidget *makePace();
    QPushButton *makeButton(const QString &words, const QString &icon, const QString &tip);
    void paceChosen();
    void waitChanged();
    void updateButtons();
    QString stateWords() const;
    QString detailWords() const;

    ServeStatus m_status;
    TokenLabel *m_state;
    TokenLabel *m_detail;
    QProgressBar *m_bar;
    QPushButton *m_play = nullptr; //!< or pause
    QPushButton *m_step = nullptr;
    QPushButton *m_again = nullptr;
    QPushButton *m_stop = nullptr;
    QPushButton *m_back = nullptr;
    QWidget *m_paceRow = nullptr;
    PaceChoice *m_pace;
    QCheckBox *m_waits;
    QDoubleSpinBox *m_wait;
    SegmentBar *m_pages;
    QStackedLayout *m_stack;
    ExpectationsView *m_expectations;
    QScrollArea *m_setUp;
    TapGuide *m_guide = nullptr; //!< while something listens
    TokenLabel *m_empty;
    QWidget *m_served; //!< all but what is said while nothing is served
    bool m_setting = false;
};

} // namespace rtmscope
