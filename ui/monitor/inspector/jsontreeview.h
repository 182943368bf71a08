// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/monitor/filter/filterjoin.h"
#include "ui/theme/emptywords.h"

#include <QTreeView>

class QMenu;

namespace rtmscope {

class JsonTreeModel;

//! The members of one JSON text as a tree, opened as far as most questions need. Its menu copies values and
//! paths and filters by them. Owned by the inspector.
class JsonTreeView : public WithEmptyWords<QTreeView>
{
    Q_OBJECT
public:
    explicit JsonTreeView(JsonTreeModel *model, QWidget *parent = nullptr);

    //! So many levels have keys of their own.
    static constexpr int numberedLevels = 5;
    //! More members are not opened at once: nobody reads them, and the window would stand still.
    static constexpr qsizetype mostOpened = 5'000;

    //! Of the model's new tree, what most questions are about.
    void expandFirstLevels();
    //! Opens what is no deeper than \a level, 1 being the members of the whole, and closes the rest; 0: all.
    void expandToLevel(int level);
    //! How many values with members were left closed, as there were too many to open.
    qsizetype leftClosed() const { return m_leftClosed; }
    int currentNode() const; //!< -1: none
    //! Selects and shows it; tells nobody.
    void selectNode(int node);
    void expandNode(int node);
    void copyValue();
    void fitFonts();
    //! Whether its menu makes filters of values.
    void setFilterable(bool filterable) { m_isFilterable = filterable; }

Q_SIGNALS:
    //! The user went to this node.
    void nodeChosen(int node);
    void filterRequested(const QString &expression, rtmscope::FilterJoin join);
    //! A column of the event table that shows this value of every event.
    void columnRequested(const QString &path);
    //! Of the values that all events have at this path.
    void plotRequested(const QString &path);
    void countRequested(const QString &path);
    void copyAllRequested();
    //! The user opened it to this level; 0: all of it.
    void levelChosen(int level);
    //! leftClosed() is another.
    void openedBelow();
    void findRequested();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void openBelow(int node, int levels);
    void chooseLevel(int level);
    void fetchWhenScrolledToEnd();
    void showMenu(const QPoint &at);
    void addLevels(QMenu &menu);
    QString valueToCopy(int node) const;

    JsonTreeModel *m_model;
    qsizetype m_leftClosed = 0;
    bool m_selecting = false; //!< on our part
    bool m_isFilterable = true;
};

} // namespace rtmscope
