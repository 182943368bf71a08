// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QThread>

#include <memory>
#include <vector>

namespace rtmscope {

class PastView;

//! Folds a record in a thread of its own while somebody looks at its past, and answers which state it had
//! when. Of several wishes only the last is answered. What it needs for that ends with the look. Owned by the
//! desktop; GUI thread. \a view must outlive it.
class TimeTravel : public QObject
{
    Q_OBJECT
public:
    explicit TimeTravel(PastView &view, QObject *parent = nullptr);
    ~TimeTravel() override;

private:
    //! From the first wish to the end of the look.
    struct Journey;

    void want(qsizetype rows);
    void stop();
    void run(const std::shared_ptr<Journey> &journey);
    void answer(const std::shared_ptr<Journey> &journey);
    void tellProgress(const std::shared_ptr<Journey> &journey);

    PastView &m_view;
    std::shared_ptr<Journey> m_journey; //!< nullptr: nobody looks. Answers of an earlier one come too late
    //! One that is over frees what it holds, of a long record much, while the next may be on its way.
    std::vector<std::unique_ptr<QThread>> m_threads;
};

} // namespace rtmscope
