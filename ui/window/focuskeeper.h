// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QObject>
#include <QPointer>

#include <functional>

class QWidget;

namespace rtmscope {

//! Where the focus goes when the widget that has it hides or is disabled. From a button it goes back to where
//! it was before, from others to the nearest neighbour in the same pane; where there is none, to where it was
//! before, to where work is, to the nearest in the window. Qt goes on in its chain, which from the last
//! widget leads to the first one of the window, whatever that does when a key is pressed. Owned by the window
//! it watches.
class FocusKeeper : public QObject
{
    Q_OBJECT
public:
    //! \a edges (bars along the window's border) take the focus only if nothing else can. \a work tells where
    //! one goes on when nothing better is known; it may be nullptr.
    FocusKeeper(QWidget &window, const QList<QWidget *> &edges, std::function<QWidget *()> work);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void focusMoved(QWidget *from, QWidget *to);
    QWidget *neighbourOf(const QWidget &lost) const;
    QWidget *before(const QWidget &lost) const;
    bool isOnEdge(const QWidget &widget) const;
    bool canTake(const QWidget &widget) const;
    QWidget *nearestIn(const QWidget &pane, const QWidget &lost, bool withEdges) const;

    QWidget &m_window;
    QList<QWidget *> m_edges;
    std::function<QWidget *()> m_work;
    QList<QPointer<QWidget>> m_before; //!< had it, each once, the last one last
    QPointer<QWidget> m_watched;       //!< has the focus
    bool m_hidden = false;             //!< and hides just now
    bool m_moving = false;             //!< on our part
};

} // namespace rtmscope
