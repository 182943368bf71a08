// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/filter/assist/valuelisting.h"

#include <QThreadPool>

#include <mutex>
#include <utility>

namespace rtmscope {

ValueListing::ValueListing(const ValueCounts &counts, const LogSnapshot &log, const NameOf &nameOf)
    : m_field(counts.field())
    , m_until(counts.until())
    , m_leavesOut(counts.leavesOut())
{
    std::vector<ValueCounts::Value> values = counts.values(log);
    m_entries.reserve(values.size());
    for (ValueCounts::Value &value : values) {
        const QString name = nameOf ? nameOf(value.text) : QString();
        m_entries.push_back({std::move(value), name});
    }
}

ValueListing::Found ValueListing::find(std::size_t most, const Wanted &isWanted) const
{
    Found found;
    for (const Entry &entry : m_entries) {
        if (!isWanted(entry))
            continue;
        if (found.values.size() < most)
            found.values.push_back(entry.value);
        else
            ++found.more;
    }
    return found;
}

struct ListingRun::Shared
{
    std::mutex mutex;
    ListingRun *run = nullptr; // until it is destroyed
};

ListingRun::ListingRun(ValueCounts counts, LogSnapshot log, ValueListing::NameOf nameOf)
    : m_field(counts.field())
    , d(std::make_shared<Shared>())
{
    d->run = this;
    QThreadPool::globalInstance()->start(
        [shared = d, counts = std::move(counts), snapshot = std::move(log), nameOf = std::move(nameOf)] {
            auto listing = std::make_shared<const ValueListing>(counts, snapshot, nameOf);
            const std::lock_guard lock(shared->mutex);
            if (ListingRun *run = shared->run)
                QMetaObject::invokeMethod(
                    run, [run, listing = std::move(listing)] { Q_EMIT run->made(listing); },
                    Qt::QueuedConnection);
        });
}

ListingRun::~ListingRun()
{
    const std::lock_guard lock(d->mutex);
    d->run = nullptr;
}

} // namespace rtmscope
