// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/parts/formrow.h"

#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QWidget>

namespace rtmscope {

QWidget *inARow(std::initializer_list<std::pair<QWidget *, int>> fields, QWidget *parent)
{
    auto *line = new QWidget(parent);
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::grid(2));
    for (const auto &[field, stretch] : fields)
        row->addWidget(field, stretch);
    return line;
}

} // namespace rtmscope
