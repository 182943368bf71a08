// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/parts/surface.h"
#include "ui/status/connectionstatus.h"

#include <array>

class QPushButton;

namespace rtmscope {

class TokenLabel;

//! The rungs of a connection attempt with the time each took, from the server's name to its hello. Shown when
//! connecting takes long enough to wonder about, while it waits to be tried again, and where somebody gave it
//! up. Owned by the window.
class LadderPage : public Surface
{
    Q_OBJECT
public:
    explicit LadderPage(QWidget *parent = nullptr);
    void setStatus(const ConnectionStatus &status);

Q_SIGNALS:
    void cancelRequested();
    void connectRequested();

private:
    void showButton(bool off);
    void showRung(Stages::Stage stage, const Stages::Entry &entry, bool over);

    bool m_socketMode = false;
    bool m_off = false;
    TokenLabel *m_title;
    QPushButton *m_button;
    std::array<TokenLabel *, Stages::count> m_rungs{};
};

} // namespace rtmscope
