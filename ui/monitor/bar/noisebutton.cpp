// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/bar/noisebutton.h"

#include <QActionGroup>
#include <QMenu>

namespace rtmscope {

NoiseButton::NoiseButton(QWidget *parent)
    : QPushButton(parent)
{
    setAutoDefault(false);
    setToolTip(tr("How much of the everyday chatter to leave out"));
    auto *menu = new QMenu(this);
    auto *group = new QActionGroup(menu);
    const QStringList levels{tr("Noise 0: everything"),
                             tr("Noise 1: pings and what Rtmscope looks up by itself hidden"),
                             tr("Noise 2: typing, presence, read marks and API calls hidden too"),
                             tr("Noise 3: only messages, changes, reactions and trouble")};
    for (int level = 0; level < levels.size(); ++level) {
        QAction *action = menu->addAction(levels[level]);
        action->setCheckable(true);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, level] { Q_EMIT levelChosen(NoiseLevel(level)); });
    }
    setMenu(menu);
}

void NoiseButton::setLevel(NoiseLevel level)
{
    const QString text = tr("Noise %1").arg(int(level));
    setText(text);
    setAccessibleName(text);
    menu()->actions().at(int(level))->setChecked(true);
}

} // namespace rtmscope
