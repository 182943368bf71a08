// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/window/remedies.h"

#include "ui/connect/profiledesk.h"
#include "ui/page/workspacepage.h"

namespace rtmscope {

void followRemedy(RemedyAction action, ProfileDesk &profiles, WorkspacePage &page)
{
    using Field = ConnectDialog::Field;
    switch (action) {
    case RemedyAction::UseSocketMode:
        return profiles.moveCurrentToSocketMode();
    case RemedyAction::MakeApp:
        return profiles.openAppSetup();
    case RemedyAction::ShareAnyway:
        if (profiles.current())
            return profiles.shareCurrent();
        Q_EMIT page.shareRequested();
        return;
    case RemedyAction::PasteToken:
    case RemedyAction::EditProfile:
    case RemedyAction::ChoosePort: // where a tap's dialog begins
        return profiles.editCurrent(Field::Token);
    case RemedyAction::ChooseMethod:
        return profiles.editCurrent(Field::Method);
    case RemedyAction::ProxySettings:
        return profiles.editCurrent(Field::Proxy);
    case RemedyAction::ChooseCaFile:
        return profiles.editCurrent(Field::CaFile);
    case RemedyAction::Retry:
    case RemedyAction::RetryLater: // the card has waited
        Q_EMIT page.reconnectRequested();
        return;
    case RemedyAction::Demo:
        return;
    }
}

} // namespace rtmscope
