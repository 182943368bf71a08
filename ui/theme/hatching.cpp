// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/theme/hatching.h"

#include "ui/theme/theme.h"

#include <QPainter>
#include <QPixmapCache>

using namespace Qt::StringLiterals;

namespace rtmscope::theme {

QBrush hatching(const QColor &background)
{
    const QColor stripe = colour(Colour::GapStripe);
    const QString key = u"rtmscope-hatching-%1-%2"_s.arg(background.name(), stripe.name());
    QPixmap tile;
    if (!QPixmapCache::find(key, &tile)) {
        constexpr int side = 16;
        tile = QPixmap(side, side);
        tile.fill(background);
        QPainter painter(&tile);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(stripe);
        for (int x = -side; x <= side; x += side) // the tile repeats, so the stripe must enter where it left
            painter.drawPolygon(QPolygonF{QPointF(x, side), QPointF(x + side / 2.0, side),
                                          QPointF(x + 1.5 * side, 0), QPointF(x + side, 0)});
        painter.end();
        QPixmapCache::insert(key, tile);
    }
    return QBrush(tile);
}

} // namespace rtmscope::theme
