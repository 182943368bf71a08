// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <memory>

class QFile;

namespace rtmscope {

//! A file that is open for reading, at any place and from any thread: nobody moves a position that others
//! depend on. It stays readable when its name is taken away. Shared by all who read it; the last one closes
//! it.
class SharedFile
{
public:
    //! \a file is open for reading, unbuffered.
    explicit SharedFile(std::unique_ptr<QFile> file);
    ~SharedFile();
    Q_DISABLE_COPY_MOVE(SharedFile)

    //! Reads up to \a length bytes; returns how many: fewer only where the file ends, or can't be read.
    qint64 readAt(qint64 offset, char *out, qint64 length) const;
    //! Whether \a file, which is open, is this very one, and not another that has taken its name.
    bool is(const QFile &file) const;

private:
    std::unique_ptr<QFile> m_file;
};

//! Takes \a file, which is open for writing, for this program until it is closed. False if another program
//! of ours records into it, or this one does. Where a file system knows no locks it is taken all the same.
bool lockForWriting(const QFile &file);

} // namespace rtmscope
