// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/filter/assist/filterpath.h"

#include "core/events/innerevent.h"
#include "core/filter/filterlexer.h"
#include "core/filter/filterparser.h"
#include "core/filter/filtertree.h"
#include "core/json/tree.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace rtmscope::filterpath {

namespace {

bool isPlain(QStringView name)
{
    return !name.isEmpty() && std::all_of(name.begin(), name.end(), [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'_';
    });
}

//! Whether a filter would not take the bare name for a member, or for one of another name.
bool isTaken(const QString &name)
{
    constexpr std::array words{"not"_L1,      "and"_L1,     "or"_L1, "exists"_L1,
                               "contains"_L1, "matches"_L1, "in"_L1};
    constexpr std::array same{"type"_L1, "subtype"_L1, "channel"_L1, "user"_L1, "text"_L1};
    if (std::find(same.begin(), same.end(), name) != same.end())
        return false;
    const QString lower = name.toLower(); // which is how names of fields are understood
    return filter::fieldNames().contains(lower) ||
           std::find(words.begin(), words.end(), lower) != words.end() ||
           filter::isValue({.kind = filter::Token::Kind::Word, .text = name});
}

} // namespace

QString spelled(const std::vector<Step> &steps)
{
    QString path;
    for (const Step &step : steps) {
        if (step.place >= 0)
            path += u"[%1]"_s.arg(step.place);
        else if (!isPlain(step.name) || (path.isEmpty() && isTaken(step.name)))
            path += u"[%1]"_s.arg(QString::fromUtf8(json::quoted(step.name)));
        else
            path += path.isEmpty() ? step.name : u'.' + step.name;
    }
    return path;
}

std::vector<Step> stepsTo(const json::Tree &frame, int node)
{
    std::vector<Step> steps;
    for (int at = node; at > 0 && at < frame.size(); at = frame.node(at).parent) {
        const bool isElement = frame.node(at).keyBegin < 0;
        steps.push_back(isElement ? Step{{}, frame.node(at).row} : Step{frame.key(at)});
    }
    std::reverse(steps.begin(), steps.end());
    return steps;
}

QString pathOf(const json::Tree &frame, int node)
{
    const std::vector<Step> steps = stepsTo(frame, node);
    if (steps.size() == 1 && steps.front().name == "type"_L1) {
        json::Document document;
        if (document.parse(frame.text()) && !envelopeType(document.root()).empty())
            return u"envelope_type"_s;
    }
    return spelled(steps);
}

} // namespace rtmscope::filterpath
