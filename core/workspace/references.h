// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/ids.h"
#include "core/json/json.h"

#include <QList>
#include <QStringList>

namespace rtmscope {

//! Whom and what a message names, wherever it does: in its text, in blocks, in attachments and their fields,
//! in reactions and files. A value, filled while the message is read; of very many only the first are kept.
struct References
{
    QList<UserId> mentioned; //!< addressed: a mention of us among them is meant for us
    QList<UserId> seen;      //!< named only: who reacted, who shared a file
    QList<ChannelId> channels;
    QList<SubteamId> subteams;
    QList<BotId> bots;
    QStringList emoji;      //!< short names that are not everybody's, without tones
    bool everybody = false; //!< @here, @channel, @everyone

    void addText(QStringView mrkdwn);
    void addEmoji(QStringView name); //!< as in reactions
    void addBlocks(const json::Value &blocks);
    void addAttachments(const json::Value &attachments);

private:
    struct Element;

    void addAngle(QStringView inside);
    void addString(const json::Value &value);
    void walk(const json::Value &value, int depth);
    void addElement(const Element &element);
    template<typename IdType>
    void add(QList<IdType> &list, const QString &id);
    template<typename IdType>
    void add(QList<IdType> &list, const json::Value &id);

    int m_visited = 0;
};

} // namespace rtmscope
