// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/export/frameexport.h"
#include "core/json/json.h"

#include <QHash>

#include <vector>

namespace rtmscope {

//! Which messages a log tells of, and in which row each stands as it was in the end: 40 bytes for each, so
//! that the texts stay in the file. Built once; one thread.
class Transcript
{
public:
    struct Line
    {
        qint64 rootUs = 0; //!< ts of the message whose thread it is in; its own where it is in none
        qint64 tsUs = 0;
        quint32 row = 0;
        qint32 element = -1; //!< of the messages of an answer; -1: the row is a message by itself
        quint32 channel = 0; //!< see channels()
        bool isDeleted = false;
    };

    //! False if \a stream wants no more.
    bool read(const ExportRows &rows, ExportStream &stream);

    //! By conversation; in it threads by their first message, in them by time.
    const std::vector<Line> &lines() const { return m_lines; }
    const QString &channel(quint32 number) const { return m_channels[std::size_t(number)]; }

private:
    void take(quint32 row, const Event &event);
    void takeMessage(Line line, const QString &channel, json::Value message);
    void takeDeleted(Line line, const QString &channel, json::Value event);
    void takeAnswer(quint32 row, json::Value note);
    void takeSent(quint32 row, const Event &event, json::Value frame);
    void takeAck(const Event &event, json::Value ack);
    quint32 number(const QString &channel);
    void settle();

    //! A frame of ours until its acknowledgement names its ts.
    struct Sent
    {
        quint32 row;
        QString channel;
        qint64 rootUs;
    };

    std::vector<Line> m_lines;
    std::vector<QString> m_channels;
    QHash<QString, quint32> m_numbers;
    QHash<std::pair<quint32, qint64>, Sent> m_sent; // by connection and id
    json::Document m_document;
};

} // namespace rtmscope
