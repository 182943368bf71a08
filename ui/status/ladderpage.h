// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/parts/surface.h"
#include "ui/status/connectionstatus.h"

#include <array>

namespace rtmscope {

class TokenLabel;

//! The rungs of a connection attempt with the time each took, from the server's name to its hello. Shown when
//! connecting takes long enough to wonder about, and while it waits to be tried again. Owned by the window.
class LadderPage : public Surface
{
    Q_OBJECT
public:
    explicit LadderPage(QWidget *parent = nullptr);
    void setStatus(const ConnectionStatus &status);

Q_SIGNALS:
    void cancelRequested();

private:
    void showRung(Stages::Stage stage, const Stages::Entry &entry, bool over);

    bool m_socketMode = false;
    TokenLabel *m_title;
    std::array<TokenLabel *, Stages::count> m_rungs{};
};

} // namespace rtmscope
