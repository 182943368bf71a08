// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QTabBar;
class QToolButton;

namespace rtmscope {

//! The forms that an event is shown in, as tabs, and what can be done with it. Owned by the inspector.
class InspectorBar : public QWidget
{
    Q_OBJECT
public:
    enum class Pane : quint8 { Tree, Text, Both, Changes, Explain };
    static constexpr Pane lastPane = Pane::Explain;

    explicit InspectorBar(QWidget *parent = nullptr);

    //! The buttons, to be put where there is room for them.
    QWidget *tools() const { return m_tools; }

    Pane pane() const;
    void setPane(Pane pane);
    //! What is no JSON has bytes in place of a tree.
    void setHasTree(bool hasTree);
    void setChangeCount(int count);
    void setComparing(bool comparing, bool possible);
    bool isWrapping() const;
    void setWrapping(bool wrapping);
    void setWrappable(bool wrappable);
    //! In a window of its own it is pinned already.
    void setPinnable(bool pinnable);
    void setPinPossible(bool possible);

Q_SIGNALS:
    void paneChosen();
    void compareRequested();
    void wrappingChanged(bool wrapping);
    void pinRequested();

private:
    QToolButton *makeButton(const QString &icon, const QString &name, const QString &tip);

    QTabBar *m_tabs;
    QWidget *m_tools;
    QToolButton *m_compare;
    QToolButton *m_wrap;
    QToolButton *m_pin;
};

} // namespace rtmscope
