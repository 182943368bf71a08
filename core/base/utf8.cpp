// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/base/utf8.h"

using namespace Qt::StringLiterals;

namespace rtmscope {

qsizetype badUtf8Byte(QByteArrayView bytes)
{
    if (bytes.isValidUtf8())
        return -1;
    // The longest good beginning: what is good up to some byte is so up to each earlier end of a character.
    qsizetype at = 0;
    while (at < bytes.size()) {
        constexpr qsizetype longestCharacter = 4;
        qsizetype length = 1;
        while (length <= longestCharacter && at + length <= bytes.size() &&
               !bytes.sliced(at, length).isValidUtf8())
            ++length;
        if (length > longestCharacter || at + length > bytes.size())
            return at;
        at += length;
    }
    return -1;
}

QString hexByte(char byte)
{
    return u"0x"_s + QString::number(static_cast<uchar>(byte), 16).toUpper().rightJustified(2, u'0');
}

} // namespace rtmscope
