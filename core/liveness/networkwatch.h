// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

namespace rtmscope {

//! What the system says about the network, where Qt has a backend that knows (NetworkManager, GLib …); silent
//! elsewhere. The backend is loaded when the first of these is made. Owned by a session; the main thread, as
//! QNetworkInformation demands.
class NetworkWatch : public QObject
{
    Q_OBJECT
public:
    explicit NetworkWatch(QObject *parent = nullptr);

Q_SIGNALS:
    //! There is a network, or another one than before (\a reachable), or none.
    void changed(bool reachable);
};

} // namespace rtmscope
