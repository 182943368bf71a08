// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QHeaderView>

namespace rtmscope {

//! Plain small words over the columns of a list, in line with what stands below.
class PlainHeader : public QHeaderView
{
    Q_OBJECT
public:
    //! \a lead: room before the first column's words, beyond the padding that every cell has.
    explicit PlainHeader(QWidget *parent, int lead = 0);

    //! What stands there where the words (Qt::DisplayRole), which assistive tools read, are too long for it.
    static constexpr int BriefRole = Qt::UserRole + 100;

    static int padding(); //!< left and right of a cell's words
    void setLead(int lead);

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override;
    QSize sectionSizeFromContents(int section) const override;

private:
    QString wordsOf(int section) const;

    int m_lead;
};

} // namespace rtmscope
