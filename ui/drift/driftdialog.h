// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/ids.h"

#include <QDialog>
#include <QList>

class QLineEdit;
class QListWidget;
class QPushButton;

namespace rtmscope {

//! Asks which conversations are to be compared with the server. Owned by whoever compares; modal.
class DriftDialog : public QDialog
{
    Q_OBJECT
public:
    struct Place
    {
        ChannelId id;
        QString name; //!< as shown
    };

    //! \a chosen is checked at first; empty: none.
    DriftDialog(QList<Place> places, const ChannelId &chosen, QWidget *parent = nullptr);

Q_SIGNALS:
    void compareRequested(const QList<rtmscope::ChannelId> &channels);

private:
    void addPlaces(QList<Place> places, const ChannelId &chosen);
    QWidget *makeButtons();
    void find(const QString &text);
    void choiceChanged();
    QList<ChannelId> channels(bool onlyChosen) const;
    void compare(bool onlyChosen);

    QLineEdit *m_find;
    QListWidget *m_places;
    QPushButton *m_all;
    QPushButton *m_chosen;
};

} // namespace rtmscope
