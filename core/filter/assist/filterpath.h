// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <vector>

namespace rtmscope::json {
class Tree;
}

//! Paths of members as filters, columns and statistics read them (docs/filters.md, "Fields"), for those who
//! write one for a person. Free functions; any thread.
namespace rtmscope::filterpath {

//! A member's name, or the place of an element, whose name is empty.
struct Step
{
    QString name = {};
    qsizetype place = -1;
};

//! "item.channel", "blocks[0].text". What would be read as something else there is quoted: ["odd name"], and
//! as the first step names of fields that mean something else than the member (["time"]), ids, numbers, and
//! words of the language. type, subtype, channel, user and text are written bare: the field finds the member.
QString spelled(const std::vector<Step> &steps);

//! From the frame to \a node; empty for the frame itself.
std::vector<Step> stepsTo(const json::Tree &frame, int node);
//! The path of that value in such frames. The type of an envelope around an event is envelope_type.
QString pathOf(const json::Tree &frame, int node);

} // namespace rtmscope::filterpath
