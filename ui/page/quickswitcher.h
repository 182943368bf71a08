// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/ids.h"

#include <QDialog>
#include <QList>

class QLineEdit;
class QListWidget;

namespace rtmscope {

class TokenLabel;

//! Ctrl+K: type a part of a name, Enter goes there, or says why not. Made when asked for; owned by the
//! window.
class QuickSwitcher : public QDialog
{
    Q_OBJECT
public:
    struct Place
    {
        ChannelId channel; //!< empty: a person without a conversation yet
        QString name;      //!< as shown: "#ops", "Mira Okafor"
        int unread = 0;
        UserId person = {};   //!< where there is no channel
        QString remark = {};  //!< behind the name: "archived"
        QString refusal = {}; //!< why it can't be opened now; empty: it can
        bool listed = true;   //!< false: found by its name only
    };
    explicit QuickSwitcher(QList<Place> places, QWidget *parent = nullptr);

    //! Best first: names that begin with \a typed, then those with a word that does, then those that hold its
    //! letters in a row. For an empty text the listed ones, in their own order.
    static QList<Place> matching(const QList<Place> &places, const QString &typed);

Q_SIGNALS:
    void chosen(const rtmscope::ChannelId &channel);
    //! A conversation with this person is to be opened.
    void personChosen(const rtmscope::UserId &person);
    //! The words below the list, for those who listen.
    void told(const QString &words);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void refresh();
    void choose();
    void tell(const QString &words, bool isProblem);

    QList<Place> m_places;
    QLineEdit *m_text;
    QListWidget *m_list;
    TokenLabel *m_hint;
    QList<Place> m_found; //!< the rows
};

} // namespace rtmscope
