// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/shell/connectionstatus.h"
#include "ui/shell/surface.h"

#include <QElapsedTimer>

#include <array>

namespace rtmscope {

class TokenLabel;

//! The rungs of a connection attempt with the time each took: sign in, socket, hello. Shown when connecting
//! takes long enough to wonder about. Owned by the window.
class LadderPage : public Surface
{
    Q_OBJECT
public:
    explicit LadderPage(QWidget *parent = nullptr);
    void setStatus(const ConnectionStatus &status);

Q_SIGNALS:
    void cancelRequested();

private:
    static constexpr int rungCount = 3;
    void begin();
    void paintRungs();

    TokenLabel *m_title;
    std::array<TokenLabel *, rungCount> m_rungs{};
    std::array<qint64, rungCount> m_tookMs{-1, -1, -1};
    int m_current = -1; //!< the rung being climbed
    QElapsedTimer m_since;
};

} // namespace rtmscope
