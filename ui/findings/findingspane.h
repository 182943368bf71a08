// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/findings/findingsrun.h"
#include "ui/parts/surface.h"
#include "ui/theme/emptywords.h"

#include <QListView>
#include <QTimer>

namespace rtmscope {

class FindingsModel;
class TokenLabel;

//! What is new in the shape of the events: types, members and blocks that nobody documented, members that
//! change their kind. Looks through the record while it can be seen, and never else. Asks by signals. Owned
//! by the window; GUI thread.
class FindingsPane : public Surface
{
    Q_OBJECT
public:
    explicit FindingsPane(QWidget *parent = nullptr);

    void setLog(EventLog *log); //!< nullptr: nothing is open

Q_SIGNALS:
    void eventChosen(quint64 seq);
    void eventRequested(quint64 seq); //!< Enter or double click: go there
    void filterRequested(const QString &expression);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void showMenu(const QPoint &at);
    void tell();

    using List = WithEmptyWords<QListView>;

    FindingsRun m_run;
    FindingsModel *m_model;
    List *m_list;
    TokenLabel *m_status;
    QTimer m_pause; //!< until what came meanwhile is looked at
};

} // namespace rtmscope
