// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/ids.h"

#include <QDialog>
#include <QList>

class QLineEdit;
class QListWidget;

namespace rtmscope {

//! Ctrl+K: type a part of a name, Enter goes there. Made when asked for; owned by the window.
class QuickSwitcher : public QDialog
{
    Q_OBJECT
public:
    struct Place
    {
        ChannelId channel;
        QString name; //!< as shown: "#ops", "Mira Okafor"
        int unread = 0;
    };
    explicit QuickSwitcher(QList<Place> places, QWidget *parent = nullptr);

    //! Best first: names that begin with \a typed, then those with a word that does, then those that hold its
    //! letters in a row. All of them, in their own order, for an empty text.
    static QList<Place> matching(const QList<Place> &places, const QString &typed);

Q_SIGNALS:
    void chosen(const rtmscope::ChannelId &channel);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void refresh();
    void choose();

    QList<Place> m_places;
    QLineEdit *m_text;
    QListWidget *m_list;
};

} // namespace rtmscope
