// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/connect/connectwords.h"

#include <QCoreApplication>

namespace rtmscope::connectwords {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ConnectWords", text);
}

} // namespace

QString promise(Profile::Kind kind, const Keeping &keeping)
{
    if (kind == Profile::Kind::Tap)
        return tr(
            "What passes is recorded on this computer, without tokens. Give a name to keep these settings "
            "as a profile.");
    if (!keeping.named)
        return tr(
            "The token stays in memory until the program quits; it is not written to disk, captures or logs. "
            "Give a name to keep these settings as a profile.");
    if (!keeping.keychainProblem.isEmpty())
        return tr("%1 So the token stays in memory until the program quits; it is not written to disk. The "
                  "profile is kept without it.")
            .arg(keeping.keychainProblem);
    if (keeping.forever)
        return tr(
            "The token, and the proxy’s password if there is one, go to the system’s keychain; they are not "
            "written to disk by Rtmscope, nor to captures or logs.");
    return tr(
        "The profile is kept without its token, which stays in memory until the program quits and is not "
        "written to disk.");
}

QString remark(Profile::Kind kind)
{
    switch (kind) {
    case Profile::Kind::Rtm:
        return tr("A token of an app with granular permissions can’t use RTM: with that, choose Socket Mode. "
                  "To look "
                  "into a bot that is running already, without its token, choose Tap.");
    case Profile::Kind::Tap:
        return tr("1. Listen: Rtmscope waits, for this computer only.\n"
                  "2. Give your program the address that is shown then; lines for each SDK can be copied.\n"
                  "3. Start it as usual. What it exchanges with Slack passes unchanged and is shown; its "
                  "tokens are "
                  "kept nowhere.");
    case Profile::Kind::SocketMode:
        break;
    }
    return {};
}

} // namespace rtmscope::connectwords
