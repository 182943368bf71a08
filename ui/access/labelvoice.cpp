// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/access/labelvoice.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QLabel>

using namespace Qt::StringLiterals;

namespace rtmscope::labelvoice {

namespace {

class LabelInterface : public QAccessibleWidget
{
public:
    explicit LabelInterface(QLabel *label)
        : QAccessibleWidget(label, QAccessible::StaticText)
    {
    }

    QString text(QAccessible::Text what) const override
    {
        const auto *label = static_cast<const QLabel *>(widget());
        if (what != QAccessible::Name || label->text().isEmpty() || !label->accessibleDescription().isEmpty())
            return QAccessibleWidget::text(what);
        return u"%1: %2"_s.arg(label->accessibleName(), label->text());
    }
};

QAccessibleInterface *makeInterface(const QString &className, QObject *object)
{
    if (className != "QLabel"_L1) // asked for what derives from it, too
        return nullptr;
    auto *label = static_cast<QLabel *>(object);
    return label->accessibleName().isEmpty() ? nullptr : new LabelInterface(label);
}

} // namespace

void install()
{
    static const bool installed = (QAccessible::installFactory(makeInterface), true);
    Q_UNUSED(installed)
}

void textChanged(QLabel &label)
{
    if (label.accessibleName().isEmpty())
        return; // Qt tells it
    QAccessibleEvent event(&label, QAccessible::NameChanged);
    QAccessible::updateAccessibility(&event);
}

} // namespace rtmscope::labelvoice
