// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QByteArrayView>

//! What came back and is no answer of the Web API, in words that say what may stand in between. Free
//! functions; any thread.
namespace rtmscope {

//! An HTTP status that is not 200 with a JSON body.
Error httpError(int status, const QString &host);
//! An answer that is not JSON, such as the page of a login portal. \a said: a sentence that came instead.
Error notJsonError(const QString &host, bool looksLikeHtml, const QString &said = {});
//! An answer whose end is missing.
Error answerCutError(const QString &host, qsizetype bytes);
//! An answer that is not UTF-8, from its byte \a at on.
Error notUtf8Error(const QString &host, QByteArrayView answer, qsizetype at);
//! An answer without anything in it.
Error emptyAnswerError(const QString &host);
//! A list whose pages come round again, or never end; \a pages of them were read.
Error endlessPagesError(const QString &method, int pages, bool isCircle);
bool isEndlessPages(const Error &error); //!< one of these

} // namespace rtmscope
