// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/parts/surface.h"

class QDockWidget;

namespace rtmscope {

class TokenLabel;

//! A plain bar of 34 px over a dock: what it is, what it shows now, a button that closes it. Drag it to move
//! the dock, double click to set it free. Owned by its dock.
class DockTitle : public Surface
{
    Q_OBJECT
public:
    explicit DockTitle(QDockWidget *dock);
    //! Behind the heading, dim: "# ops, Mira 14:02".
    void setDetail(const QString &detail);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

private:
    TokenLabel *m_heading;
    TokenLabel *m_detail;
};

} // namespace rtmscope
