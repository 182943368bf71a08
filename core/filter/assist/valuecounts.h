// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/log/rowchoice.h"

#include <QHash>
#include <QObject>
#include <QString>

#include <functional>
#include <memory>
#include <vector>

namespace rtmscope {

//! Which values a field has in a log, and in how many entries each: what "field == value" would find. A
//! plain value that can be gone on with when the log has grown.
class ValueCounts
{
public:
    struct Value
    {
        QString text;
        bool isText = true; //!< else a number, true, false or null: it stands without quotes in a filter
        qsizetype count = 0;
    };

    //! No field of docs/filters.md and no path: there is nothing to count.
    bool isOfNothing() const { return m_field.isEmpty(); }
    const QString &field() const { return m_field; }
    qsizetype until() const { return m_until; } //!< entries that were looked at, from the first one on
    qsizetype distinct() const;
    //! There were more different values than are kept apart, or some so long that nobody types them.
    bool leavesOut() const { return m_leavesOut; }
    struct Listed
    {
        std::vector<Value> values = {}; //!< the most frequent first, of equally many by their letters
        qsizetype more = 0;             //!< besides these
    };
    //! Up to \a most of those whose text \a isWanted is true of; costs some milliseconds where there are very
    //! many. \a log is the one that was counted.
    Listed list(const LogSnapshot &log, std::size_t most,
                const std::function<bool(const QString &text)> &isWanted = {}) const;
    std::vector<Value> values(const LogSnapshot &log) const; //!< all of them

private:
    friend class ValueRun;
    struct Key
    {
        QString text;
        bool isText = true;
        friend bool operator==(const Key &, const Key &) = default;
        friend size_t qHash(const Key &key, size_t seed)
        {
            return qHash(key.text, seed) ^ size_t(key.isText);
        }
    };

    void add(const ValueCounts &others);
    void count(const Key &key, qsizetype by);

    QString m_field;
    std::vector<qsizetype> m_byNumber; // of what index rows know by a number
    QHash<Key, qsizetype> m_byText;    // of everything else
    qsizetype m_until = 0;
    bool m_leavesOut = false;
};

//! Counts the values of a field over the rows of a snapshot, on all processors, and tells as it gets on.
//! What index rows know costs some nanoseconds a row, anything else a look into each frame. Lives in one
//! thread, to which it reports; may be destroyed at any time, which cancels it without waiting.
class ValueRun : public QObject
{
    Q_OBJECT
public:
    //! Goes on from \a known if that is of the same field, and has to be of the same choice of rows; else
    //! begins anew.
    ValueRun(LogSnapshot log, const QString &field, const ValueCounts &known = {}, RowChoice chosen = {});
    ~ValueRun() override;

    const LogSnapshot &log() const { return m_log; }
    const ValueCounts &counts() const { return m_counts; } //!< so far
    bool isFinished() const { return m_counts.until() >= m_log.size() || m_counts.isOfNothing(); }

Q_SIGNALS:
    //! counts() knows more: the first at once, then ten times a second, and at the end.
    void advanced();

private:
    struct Private;
    void take();

    LogSnapshot m_log;
    ValueCounts m_counts;
    std::unique_ptr<Private> d;
};

} // namespace rtmscope
