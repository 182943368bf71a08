// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/event.h"
#include "core/json/json.h"

#include <optional>
#include <vector>

//! Frames as other people's tools write them down: inside an object of the recorder's own, or behind the
//! words of a log line. Used by the capture reader; free functions, any thread.
namespace rtmscope::foreignframe {

struct Found
{
    QByteArray raw = {}; //!< the frame's bytes
    FrameForm form = FrameForm::Json;
    std::optional<Direction> direction = {}; //!< nothing where the recorder does not say it
    qint64 timeUs = 0;                       //!< by the recorder's clock; 0 likewise
    quint32 connection = 0;                  //!< likewise
    QString channel = {};                    //!< the conversation, where it stands beside the frame
    QString problem = {};                    //!< why form is not Json, if it is not
    int frames = 1;                          //!< in the text that it stood in: a log line may tell several
};

//! An object that says what it is, or answers one of ours, is a frame. Anything else is some other JSON.
bool isFrame(const json::Value &object);
//! False for most frames, at no cost: only the members of a recorder's object are looked at.
bool mayBeWrapper(const json::Value &object);
//! The frame in a recorder's object \a record, if there is one; \a nth (from 0) of those in its text.
std::optional<Found> unwrapped(const QByteArray &record, int nth = 0);
//! So many frames of one recorder's object are found; real ones have far fewer.
inline constexpr int mostFrames = 256;
//! The frame behind the first words of a line that is no JSON.
std::optional<Found> behindWords(QByteArrayView line);
//! Where each of the frames in such a line ends.
std::vector<qsizetype> endsOfFrames(QByteArrayView line);
//! Whether \a line ends inside an object that it began.
bool endsInside(QByteArrayView line);
//! One of the messages of a web socket in an HTTP archive: a frame, whatever is in it.
std::optional<Found> socketMessage(const QByteArray &record);

} // namespace rtmscope::foreignframe
