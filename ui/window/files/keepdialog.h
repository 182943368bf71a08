// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/log/captureshelf.h"

#include <QDialog>

class QComboBox;

namespace rtmscope {

class TokenLabel;

//! Asks how many of the always-on recordings shall stay. Owned by who asks; modal.
class KeepDialog : public QDialog
{
    Q_OBJECT
public:
    KeepDialog(const captureshelf::Keeping &keeping, const QString &folder, QWidget *parent = nullptr);

    //! How much there is by now, once that is known.
    void showUsage(const captureshelf::Usage &usage);
    captureshelf::Keeping keeping() const;

Q_SIGNALS:
    void folderRequested();
    void keepingChosen(const rtmscope::captureshelf::Keeping &keeping);

private:
    QWidget *makeButtons();

    QComboBox *m_size;
    QComboBox *m_age;
    TokenLabel *m_usage;
};

} // namespace rtmscope
