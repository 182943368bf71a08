// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/access/menukeys.h"

#include <QAction>
#include <QMenu>
#include <QSet>

namespace rtmscope {

namespace {

//! Of "S&ave", 'A'; nothing where none is marked. Two of them are one that is seen.
QChar keyIn(QStringView words)
{
    for (qsizetype at = 0; at + 1 < words.size(); ++at) {
        if (words[at] != u'&')
            continue;
        if (words[at + 1] != u'&')
            return words[at + 1].toUpper();
        ++at;
    }
    return {};
}

//! Where the mark goes in \a words; -1: all letters are taken. What stands behind a tab is the shortcut.
qsizetype placeIn(QStringView words, const QSet<QChar> &taken)
{
    const qsizetype tab = words.indexOf(u'\t');
    const qsizetype end = tab < 0 ? words.size() : tab;
    qsizetype inside = -1;
    for (qsizetype at = 0; at < end; ++at) {
        if (!words[at].isLetterOrNumber() || taken.contains(words[at].toUpper()))
            continue;
        if (at == 0 || words[at - 1].isSpace())
            return at;
        if (inside < 0)
            inside = at;
    }
    return inside;
}

} // namespace

void giveAccessKeys(QMenu &menu)
{
    QSet<QChar> taken;
    const QList<QAction *> actions = menu.actions();
    for (const QAction *action : actions) {
        if (const QChar key = keyIn(action->text()); !key.isNull())
            taken.insert(key);
    }
    for (QAction *action : actions) {
        if (action->menu())
            giveAccessKeys(*action->menu());
        if (action->isSeparator() || !keyIn(action->text()).isNull())
            continue;
        QString words = action->text();
        const qsizetype at = placeIn(words, taken);
        if (at < 0)
            continue;
        taken.insert(words[at].toUpper());
        action->setText(words.insert(at, u'&'));
    }
}

} // namespace rtmscope
