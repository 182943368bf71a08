// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QByteArray>

#include <functional>

namespace rtmscope {

//! Where an export goes: bytes are collected and handed on in blocks, so that a file of any size takes a
//! megabyte of memory. Tokens that people pasted into texts are blacked out on the way: what is exported is
//! made to be given away. One thread.
class ExportStream
{
public:
    //! Takes the next block.
    using Sink = std::function<Result<Done>(const QByteArray &block)>;
    //! Told now and then how many of all rows were read; returns false to give up.
    using Progress = std::function<bool(qsizetype done, qsizetype all)>;

    explicit ExportStream(Sink sink, Progress progress = {});

    //! What comes next is appended here.
    QByteArray &out() { return m_block; }
    //! To be called where no token can go on: after a record, a row, a message. False: end now, since writing
    //! failed or was given up.
    bool goesOn(qsizetype done, qsizetype all);
    //! Hands on what there is, for somebody who looks on. False as goesOn() has it.
    bool handsOn();
    //! Hands on what is left. Fails as the sink did; with "cancelled" after it was given up.
    Result<Done> finish();

private:
    Sink m_sink;
    Progress m_progress;
    QByteArray m_block;
    qsizetype m_asked = 0;
    Result<Done> m_result = Done{};
};

//! What ends an export that was given up.
Error exportCancelled();

} // namespace rtmscope
