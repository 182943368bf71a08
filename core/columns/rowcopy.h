// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/columns/cellreader.h"

#include <QMetaType>
#include <QObject>
#include <QStringList>
#include <QTimer>

#include <functional>
#include <memory>
#include <vector>

namespace rtmscope {

//! How rows of a table are written for other programs.
enum class CopyFormat : quint8 {
    Text,     //!< what the columns show, tabs between them
    Json,     //!< the frames byte for byte, one a line
    Csv,      //!< a head and quoted cells, none of which a spreadsheet takes for a formula
    Markdown, //!< a table
};

struct CopyWish
{
    CopyFormat format = CopyFormat::Text;
    std::vector<quint32> rows = {}; //!< of the log, in the order in which they are written
    qsizetype wanted = 0;           //!< how many there are, where rows are only the first of them; 0: no more
    std::vector<int> columns = {};  //!< see CellReader; Json asks for none
    QStringList titles = {};        //!< one for each column
    CellContext cells = {};
};

struct CopiedRows
{
    QString text = {};
    qsizetype rows = 0;     //!< that are in it
    qsizetype wanted = 0;   //!< more where there were too many
    bool cancelled = false; //!< nothing is in it
};

//! No clipboard is made for more.
inline constexpr qsizetype mostCopiedRows = 100'000;
inline constexpr qsizetype mostCopiedBytes = 64LL * 1024 * 1024;

//! Writes rows of \a log. As all that is made to be given away it holds no tickets and no tokens that people
//! pasted. Any thread. \a goesOn is asked now and then, with how many rows are written.
CopiedRows copyRows(const LogSnapshot &log, const CopyWish &wish,
                    const std::function<bool(qsizetype rows)> &goesOn = {});

//! Does that in a thread of the pool. Lives in one thread, to which it reports; may be destroyed at any time,
//! which cancels it without waiting.
class CopyRun : public QObject
{
    Q_OBJECT
public:
    CopyRun(LogSnapshot log, CopyWish wish);
    ~CopyRun() override;

Q_SIGNALS:
    //! A few times a second.
    void advanced(int percent);
    void finished(const rtmscope::CopiedRows &copied);

private:
    struct Shared;
    std::shared_ptr<Shared> m_shared; // with a thread that may outlive this
    QTimer m_telling;
};

} // namespace rtmscope

Q_DECLARE_METATYPE(rtmscope::CopiedRows)
Q_DECLARE_METATYPE(rtmscope::CopyFormat)
