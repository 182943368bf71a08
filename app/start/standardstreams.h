// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QByteArray>

#include <functional>

//! The standard streams of the commands: bytes in, bytes out, and every failure in words. Free functions;
//! main thread.
namespace rtmscope {

//! A descriptor 0, 1 or 2 that is closed gets a stand-in that can't be used, so that no socket or file of
//! ours takes its number and is written into by mistake. First thing in main().
void reserveStandardStreams();

//! Whether writeOut() could write at all: asked before anything begins that could not be undone.
Result<Done> canWriteOut();
//! Writes all of \a bytes and waits for a slow reader. Error code "reader_gone": the other end of the pipe
//! was closed, which is an end and no failure; "output_failed": anything else, in words.
Result<Done> writeOut(const QByteArray &bytes);
//! What a command ends with after an error of the above. Says its words on stderr, unless the reader just
//! left.
int endAfterOutput(const Error &error);

//! Writes words for people to standard error, as far as that goes. Nobody reading there is no failure;
//! anything else, a closed descriptor too, is remembered.
void writeWords(const QByteArray &bytes);
//! Some words could not be written: the disk is full, or the descriptor closed.
bool wordsWereLost();
//! \a exitCode, or that of a failed output where all went well but for lost words.
int exitCodeWithWords(int exitCode);

//! Everything up to the end of standard input. An Input error if it can't be read or has more than \a most
//! bytes.
Result<QByteArray> readIn(qint64 most);

//! The first line of a file that may have to be waited for: a pipe, or a terminal, which shows nothing of
//! what is typed. \a waiting is called once, if it has to be waited for. An Input error if it can't be read
//! or the line has more than \a most bytes.
Result<QByteArray> readLineOf(const QString &path, qint64 most,
                              const std::function<void(bool isTerminal)> &waiting);

} // namespace rtmscope
