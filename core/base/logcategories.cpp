// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/base/logcategories.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace rtmscope {

Q_LOGGING_CATEGORY(lcStream, "rtmscope.stream", QtWarningMsg)
Q_LOGGING_CATEGORY(lcSession, "rtmscope.session", QtWarningMsg)
Q_LOGGING_CATEGORY(lcNet, "rtmscope.net", QtWarningMsg)
Q_LOGGING_CATEGORY(lcOutbox, "rtmscope.outbox", QtWarningMsg)
Q_LOGGING_CATEGORY(lcSync, "rtmscope.sync", QtWarningMsg)
Q_LOGGING_CATEGORY(lcConfig, "rtmscope.config", QtWarningMsg)
Q_LOGGING_CATEGORY(lcRecord, "rtmscope.record", QtWarningMsg)
Q_LOGGING_CATEGORY(lcTap, "rtmscope.tap", QtWarningMsg)

namespace {

constexpr std::array categories{
    LogCategory{"config",
                QT_TRANSLATE_NOOP("LogCategories", "profiles, drafts, the saved outbox, the keychain")},
    LogCategory{"net", QT_TRANSLATE_NOOP("LogCategories", "Web API calls, sockets, proxies")},
    LogCategory{"outbox", QT_TRANSLATE_NOOP("LogCategories", "each step of a message that is sent")},
    LogCategory{"record", QT_TRANSLATE_NOOP("LogCategories", "the event log and its files")},
    LogCategory{"session", QT_TRANSLATE_NOOP("LogCategories", "RTM: acknowledgements, refusals, repeats")},
    LogCategory{"stream",
                QT_TRANSLATE_NOOP("LogCategories", "states, attempts, waits, hand-overs, signs of life")},
    LogCategory{"sync", QT_TRANSLATE_NOOP("LogCategories", "lists, names and history that are asked for")},
    LogCategory{"tap", QT_TRANSLATE_NOOP("LogCategories", "sockets, calls and faults of a tapped program")},
};

bool isCategory(const QString &name)
{
    return std::any_of(categories.begin(), categories.end(),
                       [&name](const LogCategory &each) { return name == QLatin1StringView(each.name); });
}

Error unknown(const QString &name)
{
    QStringList names;
    for (const LogCategory &each : categories)
        names << QString::fromLatin1(each.name);
    return Error{
        Error::Kind::Input,
        u"unknown_category"_s,
        QCoreApplication::translate("LogCategories", "There is no log category “%1”. There are: %2, all.")
            .arg(name, names.join(u", "_s)),
        {},
        {}};
}

} // namespace

std::span<const LogCategory> logCategories()
{
    return categories;
}

Result<QString> logRules(const QString &typed)
{
    QStringList rules;
    static const QRegularExpression separators(u"[,;\\n]"_s);
    const QStringList parts = typed.split(separators, Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        const QString name = part.trimmed();
        if (name.contains(u'='))
            rules << name;
        else if (name == "all"_L1)
            rules << u"rtmscope.*=true"_s;
        else if (isCategory(name))
            rules << u"rtmscope.%1=true"_s.arg(name);
        else if (name.startsWith("rtmscope."_L1) && isCategory(name.mid(9)))
            rules << name + u"=true"_s;
        else if (!name.isEmpty())
            return unknown(name);
    }
    if (rules.isEmpty())
        return unknown({});
    return rules.join(u'\n');
}

} // namespace rtmscope
