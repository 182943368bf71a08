// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QObject>
#include <QPointer>

class QWidget;

namespace rtmscope {

//! Where the focus goes when the widget that has it hides or is disabled: to its nearest neighbour in the
//! same pane, else to the nearest in the window. Qt goes on in its chain, which from the last widget leads to
//! the first one of the window, whatever that does when a key is pressed. Owned by the window it watches.
class FocusKeeper : public QObject
{
    Q_OBJECT
public:
    //! \a edges (bars along the window's border) take the focus only if nothing else can.
    FocusKeeper(QWidget &window, const QList<QWidget *> &edges);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void focusMoved(QWidget *from, QWidget *to);
    QWidget *neighbourOf(const QWidget &lost) const;
    QWidget *nearestIn(const QWidget &pane, const QWidget &lost, bool withEdges) const;

    QWidget &m_window;
    QList<QWidget *> m_edges;
    QPointer<QWidget> m_watched; //!< has the focus
    bool m_hidden = false;       //!< and hides just now
};

} // namespace rtmscope
