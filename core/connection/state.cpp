// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/connection/state.h"

#include <QCoreApplication>
#include <QMetaEnum>

namespace rtmscope {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("SessionState", text);
}

} // namespace

QString stateName(SessionState state)
{
    return QString::fromLatin1(QMetaEnum::fromType<SessionState>().valueToKey(static_cast<int>(state)));
}

QString stateWords(SessionState state)
{
    switch (state) {
    case SessionState::Disconnected:
        return tr("Not connected");
    case SessionState::Authenticating:
        return tr("Signing in");
    case SessionState::Connecting:
        return tr("Opening the stream");
    case SessionState::AwaitingHello:
        return tr("Waiting for hello");
    case SessionState::Resuming:
        return tr("Checking the last message");
    case SessionState::Ready:
        return tr("Connected");
    case SessionState::Backoff:
        return tr("Waiting to reconnect");
    case SessionState::Failed:
        return tr("Stopped");
    }
    return {};
}

} // namespace rtmscope
