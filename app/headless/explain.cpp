// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/headless/commands.h"
#include "app/start/connection.h"
#include "app/start/exitcode.h"
#include "app/start/standardstreams.h"
#include "core/explain/explanation.h"
#include "core/explain/facts/typefacts.h"
#include "core/names/nearnames.h"
#include "core/text/cleantext.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

constexpr int width = 80;

QString words(const char *text)
{
    return QCoreApplication::translate("Explain", text);
}

QString latin1(std::string_view text)
{
    return QString::fromLatin1(text.data(), qsizetype(text.size()));
}

QString nameOf(const TypeFacts &facts)
{
    const QString type = latin1(facts.type);
    return facts.subtype.empty() ? type : type + u'/' + latin1(facts.subtype);
}

QStringList allNames()
{
    QStringList names;
    for (const TypeFacts *facts : allTypeFacts())
        names << nameOf(*facts);
    for (const TypeFacts &note : facts::notes())
        names << latin1(note.type);
    return names;
}

//! Each type with the first words about it.
QByteArray list()
{
    QString text;
    for (const QString &name : allNames()) {
        const QString means = explainedType(name).means;
        const qsizetype room = std::max<qsizetype>(20, width - 35);
        text += name.leftJustified(34) + u' ' + shortened(means, room) + u'\n';
    }
    return text.toUtf8();
}

//! A subtype of messages is known without "message/" in front of it.
QString fullName(const QString &given)
{
    const QString name = given.trimmed().toLower();
    const QStringList names = allNames();
    const QString ofMessages = u"message/"_s + name;
    return !names.contains(name) && names.contains(ofMessages) ? ofMessages : name;
}

int fail(const QString &given)
{
    QString text = words("Nothing is known of a type “%1”. “rtmscope explain” lists those that are known.")
                       .arg(cleanName(given));
    if (const QStringList near = nearNames(given.toLower(), allNames()); !near.isEmpty())
        text += u' ' + words("Similar: %1.").arg(near.join(u", "_s));
    printWords(text);
    return ExitUsage;
}

} // namespace

int runExplain(const CommandLine &line)
{
    if (line.types.isEmpty()) {
        const auto written = writeOut(list());
        return written ? ExitDone : endAfterOutput(written.error());
    }
    QString text;
    for (const QString &given : line.types) {
        const Explanation explanation = explainedType(fullName(given));
        if (!explanation.isKnown)
            return fail(given);
        text += (text.isEmpty() ? QString() : QString(width, u'-') + u'\n') + toText(explanation, width);
    }
    const auto written = writeOut(text.toUtf8());
    return written ? ExitDone : endAfterOutput(written.error());
}

} // namespace rtmscope
