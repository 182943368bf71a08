// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/redact/redactionreport.h"

#include "core/text/cleantext.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("RedactionReport", text);
}

struct RiskEntry
{
    const char *one;
    const char *many;
};

RiskEntry entryOf(RedactionReport::Risk risk)
{
    switch (risk) {
    case RedactionReport::Risk::Secret:
        return {QT_TRANSLATE_NOOP("RedactionReport", "1 secret"),
                QT_TRANSLATE_NOOP("RedactionReport", "%1 secrets")};
    case RedactionReport::Risk::Email:
        return {QT_TRANSLATE_NOOP("RedactionReport", "1 e-mail address"),
                QT_TRANSLATE_NOOP("RedactionReport", "%1 e-mail addresses")};
    case RedactionReport::Risk::Name:
        return {QT_TRANSLATE_NOOP("RedactionReport", "1 original name"),
                QT_TRANSLATE_NOOP("RedactionReport", "%1 original names")};
    case RedactionReport::Risk::Id:
        return {QT_TRANSLATE_NOOP("RedactionReport", "1 original ID"),
                QT_TRANSLATE_NOOP("RedactionReport", "%1 original IDs")};
    case RedactionReport::Risk::Text:
        return {QT_TRANSLATE_NOOP("RedactionReport", "1 piece of original text"),
                QT_TRANSLATE_NOOP("RedactionReport", "%1 pieces of original text")};
    case RedactionReport::Risk::Address:
        return {QT_TRANSLATE_NOOP("RedactionReport", "1 link, host or file"),
                QT_TRANSLATE_NOOP("RedactionReport", "%1 links, hosts or files")};
    case RedactionReport::Risk::Phone:
        return {QT_TRANSLATE_NOOP("RedactionReport", "1 possible telephone number"),
                QT_TRANSLATE_NOOP("RedactionReport", "%1 possible telephone numbers")};
    case RedactionReport::Risk::Number:
        return {QT_TRANSLATE_NOOP("RedactionReport", "1 number of a member that is not known"),
                QT_TRANSLATE_NOOP("RedactionReport", "%1 numbers of members that are not known")};
    case RedactionReport::Risk::Unreadable:
        break;
    }
    return {QT_TRANSLATE_NOOP("RedactionReport", "1 entry that could not be searched"),
            QT_TRANSLATE_NOOP("RedactionReport", "%1 entries that could not be searched")};
}

} // namespace

qint64 RedactionReport::total() const
{
    qint64 sum = 0;
    for (const auto &[risk, count] : counts)
        sum += count;
    return sum;
}

QString riskWords(RedactionReport::Risk risk, qint64 count)
{
    const RiskEntry entry = entryOf(risk);
    return count == 1 ? tr(entry.one) : tr(entry.many).arg(QLocale().toString(count));
}

QString findingWords(const RedactionReport::Finding &finding)
{
    constexpr qsizetype longest = 60;
    QString place = finding.seq == 0 ? tr("first line") : tr("entry %1").arg(finding.seq);
    if (!finding.path.isEmpty())
        place += u", "_s + cleanLine(finding.path);
    const QString what = shortened(cleanLine(finding.what), longest);
    return what.isEmpty() ? place : tr("%1: “%2”").arg(place, what);
}

} // namespace rtmscope
