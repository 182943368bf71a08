// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/serve/servevalues.h"

#include <QDialog>

class QCheckBox;
class QDoubleSpinBox;
class QLineEdit;
class QPushButton;
class QRadioButton;

namespace rtmscope {

class PaceChoice;
class TokenLabel;

//! Asks how a capture is to be played to a bot, and tells how far it is read. Shows what it is told and asks
//! by signals. Owned by whoever serves; modal.
class ServeDialog : public QDialog
{
    Q_OBJECT
public:
    explicit ServeDialog(const ServeSubject &subject, QWidget *parent = nullptr);

    ServeRequest request() const;
    void setRequest(const ServeRequest &request);
    //! The capture is being read.
    void showProgress(int percent);
    //! It can't be; something else can be tried.
    void showFailure(const QString &words);

    void reject() override;

Q_SIGNALS:
    void serveRequested();
    void cancelRequested(); //!< of the reading that goes on

private:
    QWidget *makeChoice(const ServeSubject &subject);
    QWidget *makePace();
    QWidget *makeButtons();
    void setReading(bool reading);

    QRadioButton *m_all;
    QRadioButton *m_filtered;
    PaceChoice *m_pace;
    QDoubleSpinBox *m_gap;
    QCheckBox *m_waits;
    QDoubleSpinBox *m_wait;
    QLineEdit *m_port;
    TokenLabel *m_problem;
    QPushButton *m_serve;
    QWidget *m_questions;
    bool m_reading = false;
};

} // namespace rtmscope
