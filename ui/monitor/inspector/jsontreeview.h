// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/monitor/filter/filterjoin.h"
#include "ui/theme/emptywords.h"

#include <QTreeView>

namespace rtmscope {

class JsonTreeModel;

//! The members of one JSON text as a tree, opened as far as most questions need. Its menu copies values and
//! paths and filters by them. Owned by the inspector.
class JsonTreeView : public WithEmptyWords<QTreeView>
{
    Q_OBJECT
public:
    explicit JsonTreeView(JsonTreeModel *model, QWidget *parent = nullptr);

    //! Of the model's new tree, what most questions are about.
    void expandFirstLevels();
    int currentNode() const; //!< -1: none
    //! Selects and shows it; tells nobody.
    void selectNode(int node);
    void expandNode(int node);
    void copyValue();
    void fitFonts();

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
    void findRequested();

private:
    void fetchWhenScrolledToEnd();
    void showMenu(const QPoint &at);
    QString valueToCopy(int node) const;

    JsonTreeModel *m_model;
    bool m_selecting = false; //!< on our part
};

} // namespace rtmscope
