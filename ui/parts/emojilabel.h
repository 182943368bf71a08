// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QLabel>

namespace rtmscope {

//! Plain text over several lines, its emoji from the colour font.
class EmojiLabel : public QLabel
{
    Q_OBJECT
public:
    explicit EmojiLabel(QWidget *parent = nullptr);
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace rtmscope
