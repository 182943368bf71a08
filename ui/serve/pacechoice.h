// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QComboBox>

namespace rtmscope {

//! How fast a capture is played: as it was, faster, as fast as it is read, step by step. Owned by its parent.
class PaceChoice : public QComboBox
{
    Q_OBJECT
public:
    explicit PaceChoice(QWidget *parent = nullptr);

    double speed() const; //!< 0: as fast as it is read
    bool isStepping() const;
    void set(double speed, bool stepping);
};

} // namespace rtmscope
