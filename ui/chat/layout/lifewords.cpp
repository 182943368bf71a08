// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/chat/layout/lifewords.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope::words {

namespace {

class LifeWords
{
    Q_DECLARE_TR_FUNCTIONS(LifeWords)
};

using Kind = SendStep::Kind;
using Hold = OutboxItem::Hold;

Hold holdNamed(const QString &name)
{
    struct Row
    {
        QLatin1StringView name;
        Hold hold;
    };
    constexpr std::array rows{Row{"offline"_L1, Hold::Offline},    Row{"observing"_L1, Hold::Observing},
                              Row{"pacing"_L1, Hold::Pacing},      Row{"slow_down"_L1, Hold::SlowDown},
                              Row{"order"_L1, Hold::Order},        Row{"earlier_part"_L1, Hold::EarlierPart},
                              Row{"same_text"_L1, Hold::SameText}, Row{"storage"_L1, Hold::Storage}};
    const auto found =
        std::find_if(rows.begin(), rows.end(), [&name](const Row &row) { return row.name == name; });
    return found == rows.end() ? Hold::None : found->hold;
}

QString foundWords(const QString &by)
{
    if (by == "history"_L1)
        return LifeWords::tr("found in the server’s history");
    return by == "replay"_L1 ? LifeWords::tr("found: the server repeated it")
                             : LifeWords::tr("found: it came by on the stream");
}

QString withReason(const QString &what, const QString &why)
{
    return why.isEmpty() ? what : LifeWords::tr("%1: %2").arg(what, why);
}

} // namespace

QString duration(std::chrono::milliseconds span)
{
    const QLocale locale;
    if (span < 1s)
        return LifeWords::tr("%1\u00a0ms").arg(locale.toString(std::max<qint64>(0, span.count())));
    if (span < 10s)
        return LifeWords::tr("%1\u00a0s").arg(locale.toString(double(span.count()) / 1000, 'f', 1));
    if (span < 2min)
        return LifeWords::tr("%1\u00a0s").arg(locale.toString((span.count() + 500) / 1000));
    if (span < 2h)
        return LifeWords::tr("%1\u00a0min").arg(locale.toString(span / 1min));
    if (span < 48h)
        return LifeWords::tr("%1\u00a0h").arg(locale.toString(span / 1h));
    return LifeWords::tr("%1\u00a0days").arg(locale.toString(span / 24h));
}

QString hold(const QString &name)
{
    return hold(holdNamed(name));
}

QString hold(Hold hold)
{
    switch (hold) {
    case Hold::Offline:
        return LifeWords::tr("waiting for the connection");
    case Hold::Observing:
        return LifeWords::tr("waiting until the account is armed");
    case Hold::Pacing:
        return LifeWords::tr("paced");
    case Hold::SlowDown:
        return LifeWords::tr("the server asked to wait");
    case Hold::Order:
        return LifeWords::tr("waiting for the one before it");
    case Hold::EarlierPart:
        return LifeWords::tr("waiting for the part before it");
    case Hold::SameText:
        return LifeWords::tr("waiting until the fate of the same text is known");
    case Hold::Storage:
        return LifeWords::tr("waiting for room on the disk");
    case Hold::None:
        break;
    }
    return {};
}

QString step(const SendStep &step)
{
    switch (step.kind) {
    case Kind::Queued:
        return LifeWords::tr("queued");
    case Kind::Held: {
        const QString why = hold(step.detail);
        return step.waitMs > 0
                   ? LifeWords::tr("%1, %2").arg(why, duration(std::chrono::milliseconds(step.waitMs)))
                   : why;
    }
    case Kind::Written:
        return LifeWords::tr("written (%1)").arg(step.detail);
    case Kind::Acknowledged:
        return LifeWords::tr("acknowledged");
    case Kind::Echoed:
        return LifeWords::tr("echoed on the stream");
    case Kind::Found:
        return foundWords(step.detail);
    case Kind::Unconfirmed:
        return withReason(LifeWords::tr("no answer"), step.detail);
    case Kind::Checking:
        return LifeWords::tr("asking the server’s history");
    case Kind::Missing:
        return LifeWords::tr("not on the server");
    case Kind::Unchecked:
        return withReason(LifeWords::tr("could not be checked"), step.detail);
    case Kind::Confirmed:
        return LifeWords::tr("to be sent again by your decision");
    case Kind::Failed:
        return withReason(LifeWords::tr("not sent"), step.detail);
    case Kind::Discarded:
        return LifeWords::tr("discarded");
    case Kind::Restored:
        return LifeWords::tr("brought back");
    }
    return {};
}

QString sinceBefore(const SendLife &life, qsizetype index)
{
    const qint64 before = index > 0 ? life.steps[index - 1].atUs : life.typedUs;
    if (before <= 0)
        return {};
    const std::chrono::microseconds span(std::max<qint64>(0, life.steps[index].atUs - before));
    return u'+' + duration(std::chrono::duration_cast<std::chrono::milliseconds>(span));
}

QString clockTime(qint64 us)
{
    return us > 0 ? QDateTime::fromMSecsSinceEpoch(us / 1000).toString(u"HH:mm:ss.zzz"_s) : QString();
}

QString lifeLines(const SendLife &life)
{
    QStringList lines;
    if (life.parts > 0)
        lines.append(LifeWords::tr("part %1 of %2").arg(life.part).arg(life.parts));
    if (life.typedUs > 0)
        lines.append(LifeWords::tr("%1 typed").arg(clockTime(life.typedUs)));
    for (qsizetype index = 0; index < life.steps.size(); ++index) {
        const SendStep &each = life.steps[index];
        lines.append(u"%1 %2 %3"_s.arg(clockTime(each.atUs), step(each), sinceBefore(life, index)).trimmed());
    }
    return lines.join(u'\n');
}

QString lifeSentence(const SendLife &life)
{
    QStringList parts;
    for (qsizetype index = 0; index < life.steps.size(); ++index)
        parts.append(u"%1 %2"_s.arg(step(life.steps[index]), sinceBefore(life, index)).trimmed());
    return parts.join(u", "_s);
}

} // namespace rtmscope::words
