// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/parts/surface.h"
#include "ui/status/connectionstatus.h"

#include <QTimer>

class QAction;
class QBoxLayout;
class QMenu;
class QPushButton;

namespace rtmscope {

class SegmentBar;
class StatusDot;
class TokenLabel;

//! The bar under the menus: whose workspace, how the connection stands, Observe or Armed, perspectives, save.
//! Owned by the window, which hands in the actions that its buttons stand for.
class TopBar : public Surface
{
    Q_OBJECT
public:
    explicit TopBar(QWidget *parent = nullptr);

    void setAccountMenu(QMenu *menu);
    void setSaveAction(QAction *action);
    void setGoToAction(QAction *action);

    void setAccountName(const QString &name);
    //! A strip in the profile's colour along the edge, a dot in the account button, and the profile's name.
    //! Empty: none.
    void setProfile(const QString &name, const QString &colour);
    void setStatus(const ConnectionStatus &status);
    //! \a possible is false where there is nothing to arm: no account, an opened capture.
    void setArmed(bool armed, bool possible);
    void setPerspective(int index);
    void setPerspectiveToolTips(const QStringList &tips);
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void armRequested(bool armed);
    void perspectiveChosen(int index);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void showStatus();
    QWidget *makeLeft();
    QWidget *makeRight();
    void tellAccount();
    void measureButtons();
    void setTerse(bool terse);
    int fixedWidth() const;

    QPushButton *m_account;
    ConnectionStatus m_state;
    QTimer m_tick; //!< while the words count seconds
    QString m_accountName;
    QString m_profileName;
    QString m_profileColour;
    StatusDot *m_dot;
    TokenLabel *m_status;
    QPushButton *m_armed;
    bool m_isArmed = false;
    SegmentBar *m_perspectives;
    QPushButton *m_goTo;
    QPushButton *m_save;
    int m_fullWidth = 0; //!< of these two, with their words
    bool m_terse = false;
    QList<QBoxLayout *> m_sides;
};

} // namespace rtmscope
