// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/access/layoutscale.h"

#include <QBoxLayout>
#include <QFormLayout>
#include <QGridLayout>
#include <QVariant>
#include <QWidget>

#include <array>

namespace rtmscope::theme {

namespace {

//! Left, top, right, bottom, and the spacings across and down.
using Sizes = std::array<int, 6>;

Sizes sizesOf(const QLayout &layout)
{
    const QMargins margins = layout.contentsMargins();
    Sizes sizes{margins.left(), margins.top(), margins.right(), margins.bottom(), 0, 0};
    if (const auto *box = qobject_cast<const QBoxLayout *>(&layout)) {
        sizes[4] = sizes[5] = box->spacing();
    } else if (const auto *grid = qobject_cast<const QGridLayout *>(&layout)) {
        sizes[4] = grid->horizontalSpacing();
        sizes[5] = grid->verticalSpacing();
    } else if (const auto *form = qobject_cast<const QFormLayout *>(&layout)) {
        sizes[4] = form->horizontalSpacing();
        sizes[5] = form->verticalSpacing();
    }
    return sizes;
}

void setSizes(QLayout &layout, const Sizes &sizes)
{
    layout.setContentsMargins(sizes[0], sizes[1], sizes[2], sizes[3]);
    if (auto *box = qobject_cast<QBoxLayout *>(&layout)) {
        box->setSpacing(sizes[4]);
    } else if (auto *grid = qobject_cast<QGridLayout *>(&layout)) {
        grid->setHorizontalSpacing(sizes[4]);
        grid->setVerticalSpacing(sizes[5]);
    } else if (auto *form = qobject_cast<QFormLayout *>(&layout)) {
        form->setHorizontalSpacing(sizes[4]);
        form->setVerticalSpacing(sizes[5]);
    }
}

//! What would be there but for whole pixels is kept with the layout.
void scale(QLayout &layout, double factor)
{
    constexpr auto name = "rtmscope-exact";
    const Sizes now = sizesOf(layout);
    QVariantList exact = layout.property(name).toList();
    if (exact.size() != qsizetype(now.size()))
        exact = QVariantList(qsizetype(now.size()), -1.0);
    Sizes next = now;
    for (size_t i = 0; i < now.size(); ++i) {
        QVariant &size = exact[qsizetype(i)];
        if (qRound(size.toDouble()) != now[i])
            size = double(now[i]);
        if (now[i] <= 0) // none, or up to the style
            continue;
        size = size.toDouble() * factor;
        next[i] = qRound(size.toDouble());
    }
    layout.setProperty(name, exact);
    setSizes(layout, next);
}

} // namespace

void scaleLayouts(QWidget &root, double factor)
{
    for (QLayout *layout : root.findChildren<QLayout *>()) {
        if (qobject_cast<QBoxLayout *>(layout) || qobject_cast<QGridLayout *>(layout) ||
            qobject_cast<QFormLayout *>(layout))
            scale(*layout, factor);
    }
}

} // namespace rtmscope::theme
