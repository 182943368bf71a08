// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/theme/theme.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

using namespace Qt::StringLiterals;

//! The library is static: its resources would be dropped by the linker without this call, which Qt wants
//! outside of any namespace.
static void initialiseIconResources()
{
    Q_INIT_RESOURCE(icons);
}

namespace rtmscope::theme {

namespace {

QByteArray svgSource(const QString &name)
{
    static const bool initialised = (initialiseIconResources(), true);
    Q_UNUSED(initialised)
    QFile file(":/rtmscope/icons/"_L1 + name + ".svg"_L1);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

//! Signs that point along the way one reads.
bool isDirected(const QString &name)
{
    return name == "chevron-right"_L1 || name == "send"_L1;
}

//! Draws the SVG in the colour its token has now, so that icons set once follow every theme change.
class TokenIconEngine : public QIconEngine
{
public:
    TokenIconEngine(QString name, QByteArray source, Colour token)
        : m_name(std::move(name))
        , m_source(std::move(source))
        , m_token(token)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        QByteArray inked = m_source;
        inked.replace("currentColor", colour(m_token).name().toLatin1());
        QSvgRenderer renderer(inked);
        painter->save();
        if (isMirrored()) {
            painter->translate(rect.left() + rect.right() + 1, 0);
            painter->scale(-1, 1);
        }
        if (mode == QIcon::Disabled)
            painter->setOpacity(painter->opacity() * 0.45);
        renderer.render(painter, QRectF(rect));
        painter->restore();
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        if (size.isEmpty()) // a button that was squeezed to nothing
            return {};
        const QString key =
            u"rtmscope-icon:%1%2:%3:%4x%5:%6"_s
                .arg(m_name, isMirrored() ? u"-mirrored"_s : QString(), colour(m_token).name())
                .arg(size.width())
                .arg(size.height())
                .arg(static_cast<int>(mode));
        QPixmap pixmap;
        if (QPixmapCache::find(key, &pixmap))
            return pixmap;
        pixmap = QPixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        painter.end();
        QPixmapCache::insert(key, pixmap);
        return pixmap;
    }

    QIconEngine *clone() const override { return new TokenIconEngine(m_name, m_source, m_token); }

private:
    bool isMirrored() const { return QGuiApplication::isRightToLeft() && isDirected(m_name); }

    QString m_name;
    QByteArray m_source;
    Colour m_token;
};

} // namespace

QIcon icon(const QString &name, Colour token)
{
    QByteArray source = svgSource(name);
    if (source.isEmpty())
        return {};
    return QIcon(new TokenIconEngine(name, std::move(source), token));
}

} // namespace rtmscope::theme
