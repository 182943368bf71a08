// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/share/savewish.h"

#include <QDialog>

class QComboBox;
class QPushButton;

namespace rtmscope {

class TokenLabel;

//! Asks which events shall be written, and as what. Where to is asked afterwards. Owned by the window; modal.
class ExportDialog : public QDialog
{
    Q_OBJECT
public:
    //! How many events each choice would write by now; -1: not known yet.
    struct Counts
    {
        qsizetype all = 0;
        qsizetype shown = 0;
        qsizetype selected = 0;
    };

    explicit ExportDialog(const Counts &counts, QWidget *parent = nullptr);

    //! The choice that is looked at first; one that would write nothing is not taken.
    void choose(SavedEvents events, ExportFormat format);
    //! As chosen, without a path.
    SaveWish wish() const;

Q_SIGNALS:
    void exportRequested();

private:
    void addEvents(SavedEvents events, const QString &words, qsizetype count);
    void tell();

    QComboBox *m_events;
    QComboBox *m_format;
    QComboBox *m_direction;
    TokenLabel *m_directionCaption;
    TokenLabel *m_meaning;
    QPushButton *m_export;
};

} // namespace rtmscope
