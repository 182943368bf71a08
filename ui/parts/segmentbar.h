// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>
#include <QWidget>

class QButtonGroup;

namespace rtmscope {

//! A few choices side by side in one rounded frame, exactly one of them chosen; arrow keys move between them.
class SegmentBar : public QWidget
{
    Q_OBJECT
public:
    explicit SegmentBar(const QStringList &words, QWidget *parent = nullptr);
    void setCurrent(int index);
    int current() const;
    void setToolTips(const QStringList &tips);

Q_SIGNALS:
    void chosen(int index); //!< by the user

private:
    QButtonGroup *m_buttons;
    bool m_setting = false; //!< not by the user
    bool m_told = false;    //!< the click that is under way
};

} // namespace rtmscope
