// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/page/pagetitle.h"

#include "core/log/eventlog.h"
#include "core/text/cleantext.h"
#include "core/workspace/workspace.h"
#include "ui/page/workspacepage.h"
#include "ui/status/connectionwords.h"

#include <QCoreApplication>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("PageTitle", text);
}

} // namespace

QString titleOf(const WorkspacePage &page)
{
    const WorkspacePage::Opened &opened = page.opened();
    QStringList parts{isolatedIfNeeded(opened.identity.name)};
    if (opened.isRecording())
        parts << tr("Capture");
    else if (opened.isTap())
        parts << (opened.isServed() ? tr("Served to a bot") : tr("Tap"));
    else if (opened.isLive())
        parts << connectionwords::kind(page.connection()) << (page.isArmed() ? tr("Armed") : tr("Observe"));
    if (!page.connection().sharing.isEmpty())
        parts << tr("Shared app");
    parts << u"Rtmscope"_s;
    parts.removeAll(QString());
    return parts.join(u" – "_s);
}

} // namespace rtmscope
