// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/drift/drift.h"
#include "ui/access/keyhelp.h"
#include "ui/parts/surface.h"
#include "ui/theme/emptywords.h"

#include <QListView>

class QGridLayout;
class QPushButton;

namespace rtmscope {

class DriftModel;
class TokenLabel;
class Workspace;

//! What a comparison with the server came to: a list of the differences, and all that is known of the chosen
//! one below. Shows what it is told and asks by signals. Owned by the window; GUI thread.
class DriftPane : public Surface
{
    Q_OBJECT
public:
    //! The keys that work here.
    static KeyGroup keyHelp();
    explicit DriftPane(QWidget *parent = nullptr);

    //! Nothing was compared. \a why nothing can be; empty: it can.
    void reset(const QString &why);
    //! It goes on: \a words say how far it is.
    void showProgress(const QString &words);
    //! It is over, or was given up.
    void showReport(const DriftReport &report, const Workspace &workspace);

Q_SIGNALS:
    void compareRequested();
    void cancelRequested();
    void copyRequested();
    void eventChosen(quint64 seq);
    void eventRequested(quint64 seq); //!< Enter or double click: go there

private:
    QWidget *makeBar();
    QWidget *makeDetail();
    TokenLabel *addField(QGridLayout *grid, const QString &caption);
    void currentChanged();

    using List = WithEmptyWords<QListView>;

    DriftModel *m_model;
    List *m_list;
    TokenLabel *m_status;
    QPushButton *m_compare;
    QPushButton *m_cancel;
    QPushButton *m_copy;
    QWidget *m_detail = nullptr;
    TokenLabel *m_what = nullptr;
    TokenLabel *m_values = nullptr;
    TokenLabel *m_origin = nullptr;
};

} // namespace rtmscope
