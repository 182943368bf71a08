// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/demo/server/demoserver.h"

#include <QByteArray>
#include <QObject>

#include <functional>

namespace rtmscope {

//! Lines on standard input let things happen in a workspace that is served: faults of a chaos script, "end",
//! "help". Its end is not that of the server, and while the program is in the background a terminal's lines
//! are the shell's. Where a system can't be asked for lines without waiting (Windows), there is none.
class ServeConsole : public QObject
{
    Q_OBJECT
public:
    explicit ServeConsole(demo::DemoServer &server, QObject *parent = nullptr);

    //! What one line does.
    void obey(const QByteArray &line);
    //! Is asked before, also about an empty line: true says that the line was for somebody else.
    void setFirst(std::function<bool(const QByteArray &line)> first) { m_first = std::move(first); }

Q_SIGNALS:
    void ended(); //!< no more lines will come

private:
    void listen();
    void read();

    demo::DemoServer &m_server;
    std::function<bool(const QByteArray &line)> m_first;
    QByteArray m_rest; //!< of a line that has not ended
};

} // namespace rtmscope
