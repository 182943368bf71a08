// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/stream/handover.h"

#include "core/base/logcategories.h"
#include "core/errors/errorwords.h"

#include <QCoreApplication>

#include <utility>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("HandOver", text);
}

} // namespace

Stream *HandOver::on(quint32 connection) const
{
    if (m_main && m_main->number == connection)
        return m_main.get();
    return m_retiring && m_retiring->number == connection ? m_retiring.get() : nullptr;
}

bool HandOver::begin(std::unique_ptr<Stream> greeted, qint64 nowWallUs, bool kept)
{
    m_main = std::move(greeted);
    m_gap.connected(nowWallUs, m_main->number, kept);
    return kept && m_gap.isOpen();
}

void HandOver::proofFailed()
{
    m_main->provingPing = 0;
    m_gap.doubtKept();
}

void HandOver::endGap()
{
    if (!isProving())
        note(m_gap.end());
}

void HandOver::beginGap(const QString &cause, const QString &code, const QString &proof)
{
    if (!m_main)
        return;
    if (isProving())
        m_gap.doubtKept(); // and goes on
    note(m_gap.begin({m_main->lastFrameWallUs, cause, code, proof, m_main->number}));
}

bool HandOver::livedPast(qint64 sinceUs, bool orderly) const
{
    return sinceUs != 0 && (orderly || m_main->drained || m_main->heartbeat.lastFrameUs() >= sinceUs);
}

void HandOver::moveBegins()
{
    m_main->drained = false;
    m_main->drainPing = 0;
}

void HandOver::provesKept(quint64 ping)
{
    if (m_main) // whoever heard of the ping may have closed
        m_main->provingPing = ping;
}

void HandOver::drainsBy(quint64 ping)
{
    if (m_main)
        m_main->drainPing = ping;
}

void HandOver::replaceBy(std::unique_ptr<Stream> next)
{
    if (isProving())
        m_gap.doubtKept();
    m_retiring = std::exchange(m_main, std::move(next));
}

bool HandOver::mayRetire() const
{
    return m_retiring && m_retiring->drained && !m_ledger.isWaitingOn(m_retiring->number);
}

QList<quint64> HandOver::retire(std::chrono::milliseconds patience)
{
    std::unique_ptr<Stream> old = std::move(m_retiring);
    if (old)
        qCDebug(lcStream, "connection %u retires, %s", old->number, old->drained ? "drained" : "unproven");
    if (old && m_main && !old->drained && old->lastFrameWallUs < m_nextSinceWallUs)
        note(m_gap.whole({old->lastFrameWallUs,
                          tr("The old connection gave no more sign of life before the new one began."),
                          u"not_drained"_s,
                          tr("Ping %1 was not answered within %2.")
                              .arg(QString::number(old->drainPing), waitWords(patience)),
                          old->number},
                         m_nextSinceWallUs, m_main->number));
    return drop(std::move(old));
}

void HandOver::noteGap(qint64 fromUs, qint64 toUs, const QString &cause, const QString &code)
{
    if (m_main)
        note(m_gap.whole({fromUs, cause, code, {}, m_main->number}, toUs, m_main->number));
}

QList<quint64> HandOver::dropAll()
{
    return drop(std::move(m_retiring)) + drop(std::move(m_main));
}

QList<quint64> HandOver::drop(std::unique_ptr<Stream> stream)
{
    return stream ? m_ledger.connectionLost(stream->number) : QList<quint64>();
}

bool HandOver::answered(Stream &stream, qint64 ping)
{
    const auto answers = [ping](quint64 sent) { return sent != 0 && ping >= static_cast<qint64>(sent); };
    if (answers(stream.drainPing))
        stream.drained = true;
    if (&stream != m_main.get() || !answers(stream.provingPing))
        return false;
    stream.provingPing = 0;
    return true;
}

void HandOver::note(const QByteArray &json)
{
    if (!json.isEmpty())
        m_note(json);
}

} // namespace rtmscope
