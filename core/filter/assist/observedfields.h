// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/log/logsnapshot.h"

#include <QObject>
#include <QStringList>

#include <memory>

namespace rtmscope {

//! The members of \a log's frames as paths of the filter language, without indexes, those of most types
//! first; found in some frames of each type, the first ones and ever fewer of the later. Any thread; takes
//! some milliseconds, up to a fifth of a second where frames are large.
QStringList observedFields(const LogSnapshot &log);

//! Does that in a thread of the pool. Lives in one thread; may be destroyed at any time.
class FieldsRun : public QObject
{
    Q_OBJECT
public:
    explicit FieldsRun(LogSnapshot log);
    ~FieldsRun() override;

Q_SIGNALS:
    void found(const QStringList &paths);

private:
    struct Shared;
    std::shared_ptr<Shared> d;
};

} // namespace rtmscope
