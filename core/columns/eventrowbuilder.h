// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/columns/eventrow.h"
#include "core/json/json.h"
#include "core/summary/eventsummary.h"

#include <QCoreApplication>

namespace rtmscope {

class Workspace;

//! Puts entries of a log into the words of a table's row. Log is an EventLog or, in any thread, a LogReader.
//! Keeps its buffers between calls; one thread.
class EventRowBuilder
{
    Q_DECLARE_TR_FUNCTIONS(rtmscope::EventRowBuilder)
public:
    //! What an entry itself does not say.
    struct Context
    {
        const Workspace *names = nullptr; //!< resolves ids; may be nullptr
        bool dates = false;               //!< times with their date
        bool swallows = false;            //!< what people do to the app is acknowledged and nothing else done
    };

    template<typename Log>
    EventRow build(const Log &log, qsizetype row, const Context &context);

    //! Single cells, for who needs no more: a summary alone costs a third of a whole row.
    template<typename Log>
    QString summaryText(const Log &log, qsizetype row, const Event &event, const Workspace *names);
    QString typeText(const Event &event);
    static QString channelText(const Event &event, const Workspace *names);
    QString userText(const Event &event, const Workspace *names);
    //! See EventRow::socket.
    template<typename Log>
    static QString socketText(const Log &log, const Event &event);

private:
    QString unreadableTime(const Event &event);
    template<typename Log>
    qint64 answeredUs(const Log &log, const Event &answer, qsizetype row);
    template<typename Log>
    qint64 envelopeCameUs(const Log &log, const Event &ack, qsizetype row);
    template<typename Log>
    void addEnvelope(EventRow &made, const Log &log, const Event &event, qsizetype row, bool swallows);
    template<typename Log>
    static void addConnection(EventRow &made, const Log &log, const Event &event, qsizetype row);

    EventSummary m_summary;
    json::Document m_document;
};

} // namespace rtmscope
