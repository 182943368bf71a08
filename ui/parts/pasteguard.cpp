// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/parts/pasteguard.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QMenu>
#include <QMimeData>
#include <QMouseEvent>
#include <QPlainTextEdit>
#include <QTextEdit>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

bool isEditor(const QObject *object)
{
    return qobject_cast<const QPlainTextEdit *>(object) || qobject_cast<const QTextEdit *>(object);
}

bool holdsNothing(QClipboard::Mode mode)
{
    const QMimeData *data = QGuiApplication::clipboard()->mimeData(mode);
    return !data || data->formats().isEmpty();
}

//! What the editors themselves take it from.
QClipboard::Mode sourceOf(const QKeyEvent &key)
{
    const bool selection =
        key.key() == Qt::Key_Insert && key.modifiers() == (Qt::ControlModifier | Qt::ShiftModifier);
    return selection && QGuiApplication::clipboard()->supportsSelection() ? QClipboard::Selection
                                                                          : QClipboard::Clipboard;
}

} // namespace

PasteGuard::PasteGuard(QObject *parent)
    : QObject(parent)
{
    qApp->installEventFilter(this);
}

bool PasteGuard::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::KeyPress: {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (isEditor(watched) && key->matches(QKeySequence::Paste))
            return holdsNothing(sourceOf(*key));
        break;
    }
    case QEvent::MouseButtonRelease:
        if (static_cast<QMouseEvent *>(event)->button() == Qt::MiddleButton && isEditor(watched->parent()) &&
            QGuiApplication::clipboard()->supportsSelection())
            return holdsNothing(QClipboard::Selection);
        break;
    case QEvent::Show:
        if (auto *menu = qobject_cast<QMenu *>(watched); menu && isEditor(menu->parent()))
            watchMenu(menu);
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

//! The clipboard may run dry while an editor's menu is open.
void PasteGuard::watchMenu(QWidget *menu)
{
    auto *paste = menu->findChild<QAction *>(u"edit-paste"_s, Qt::FindDirectChildrenOnly);
    if (!paste)
        return;
    const auto follow = [paste] {
        if (holdsNothing(QClipboard::Clipboard))
            paste->setEnabled(false);
    };
    connect(QGuiApplication::clipboard(), &QClipboard::dataChanged, paste, follow);
    follow();
}

} // namespace rtmscope
