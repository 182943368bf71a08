// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/inspector/eventremark.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

QString tr(const char *words)
{
    return QCoreApplication::translate("rtmscope::EventInspector", words);
}

//! Why it is no JSON, and where.
QString brokenWords(const Event &event, const json::Tree &tree, EventRemark *remark)
{
    if (event.form == FrameForm::Binary)
        return tr("A binary frame; RTM sends text only. Its bytes:");
    const json::ParseError &error = tree.error();
    if (!error.words.isEmpty()) {
        remark->place = error.offset;
        remark->placeWords = error.words;
    }
    if (error.words.isEmpty())
        return tr("Not shown as a tree: %1").arg(event.problem);
    const QString place = tr("Not JSON at byte %1: %2.").arg(QLocale().toString(error.offset), error.words);
    if (event.problem.isEmpty() || event.problem.contains(error.words))
        return place;
    return event.problem + u'\n' + place;
}

} // namespace

EventRemark remarkOn(const Event &event, const json::Tree &tree, bool isExample)
{
    EventRemark remark;
    QStringList lines;
    if (isExample)
        lines << tr("An example: nothing is selected yet. Choose a row or a message to see its own JSON.");
    remark.isBroken = tree.isEmpty();
    if (remark.isBroken)
        lines << brokenWords(event, tree, &remark);
    else if (event.form != FrameForm::Json && !event.problem.isEmpty())
        lines << event.problem;
    if (event.repeated)
        lines << tr("The server delivered this before. It is kept in the record; nobody acted on it again.");
    if (!event.masked.isEmpty())
        lines
            << tr("Secret, replaced by *** before anything was written: %1.").arg(event.masked.join(u", "_s));
    remark.words = lines.join(u'\n');
    return remark;
}

} // namespace rtmscope
