// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/filter/assist/valuecounts.h"
#include "core/log/logsnapshot.h"

#include <QObject>
#include <QString>

#include <functional>
#include <memory>
#include <vector>

namespace rtmscope {

//! The values that were counted of a field in the order in which they are offered, with the names by which
//! they are known as well, so that what is typed only has to be compared with them. Costs some 100 ms to make
//! where there are 100,000; ListingRun does that beside. Never changes.
class ValueListing
{
public:
    struct Entry
    {
        ValueCounts::Value value;
        QString name = {}; //!< "#ops" for its id; may be empty
    };
    //! What else a value is called; asked in the thread that makes the listing.
    using NameOf = std::function<QString(const QString &text)>;
    using Wanted = std::function<bool(const Entry &entry)>;
    struct Found
    {
        std::vector<ValueCounts::Value> values = {}; //!< the most frequent first
        qsizetype more = 0;                          //!< besides these
    };

    ValueListing() = default;
    //! \a log is the one that was counted.
    ValueListing(const ValueCounts &counts, const LogSnapshot &log, const NameOf &nameOf = {});

    const QString &field() const { return m_field; }
    qsizetype until() const { return m_until; } //!< see ValueCounts
    bool leavesOut() const { return m_leavesOut; }
    Found find(std::size_t most, const Wanted &isWanted) const;

private:
    QString m_field;
    qsizetype m_until = 0;
    bool m_leavesOut = false;
    std::vector<Entry> m_entries;
};

//! Makes a listing in a thread of the pool. Lives in one thread; may be destroyed at any time.
class ListingRun : public QObject
{
    Q_OBJECT
public:
    ListingRun(ValueCounts counts, LogSnapshot log, ValueListing::NameOf nameOf);
    ~ListingRun() override;

    const QString &field() const { return m_field; }

Q_SIGNALS:
    void made(const std::shared_ptr<const rtmscope::ValueListing> &listing);

private:
    struct Shared;
    QString m_field;
    std::shared_ptr<Shared> d;
};

} // namespace rtmscope
