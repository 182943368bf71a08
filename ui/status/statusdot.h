// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/status/connectionstatus.h"
#include "ui/theme/theme.h"

#include <QWidget>

namespace rtmscope {

//! The shape beside the connection's words: full disc connected, ring off or on the way, triangle waiting,
//! cross stopped, square an opened recording. Decoration for those who see; the words stand beside it.
class StatusDot : public QWidget
{
    Q_OBJECT
public:
    explicit StatusDot(QWidget *parent = nullptr);
    void setLook(ConnectionStatus::Look look);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    ConnectionStatus::Look m_look = ConnectionStatus::Look::Off;
};

//! The colour of a look's shape and words.
theme::Colour inkOf(ConnectionStatus::Look look);

} // namespace rtmscope
