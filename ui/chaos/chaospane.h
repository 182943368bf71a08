// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>
#include <QStringList>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace rtmscope {

class TokenLabel;

//! One fault as the pane lists it.
struct ChaosFault
{
    QString group;
    QString title;
    QString words;     //!< what happens, one sentence
    QStringList lines; //!< in the script language, without a duration: its variants, the usual one first
    QString lasts;     //!< the usual duration, as "60s"; empty: it is over in a moment
};

//! The chaos desk: lets things go wrong in the demo workspace. Knows faults as lines of text only; what the
//! user wants goes out as signals. A dock of the window.
class ChaosPane : public QWidget
{
    Q_OBJECT
public:
    explicit ChaosPane(QWidget *parent = nullptr);

    void setFaults(const QList<ChaosFault> &faults);
    //! A fault struck or ended: a line for the log.
    void addReport(const QString &words);
    //! Why the line that was asked for last can't be; empty: it can.
    void setProblem(const QString &words);
    //! The workspace was closed or opened anew: nothing is wrong in it.
    void reset();

Q_SIGNALS:
    //! A line of the script language: one fault, or a moment and a fault.
    void lineRequested(const QString &line);
    void randomRequested(const QString &period); //!< "20s"; empty: no more
    void endRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeList();
    QWidget *makeForm();
    QWidget *makeRandomRow();
    QWidget *makeLog();
    void chooseFault(const QTreeWidgetItem *item);
    void composeLine();
    void strike();
    void updateRandom();
    void dressList();

    QList<ChaosFault> m_faults;
    QTreeWidget *m_list;
    TokenLabel *m_words;
    QComboBox *m_variant;
    QComboBox *m_duration;
    QLineEdit *m_line;
    TokenLabel *m_problem;
    QPushButton *m_strike;
    QCheckBox *m_random;
    QComboBox *m_period;
    QPlainTextEdit *m_log;
    int m_chosen = -1; //!< index into m_faults
};

} // namespace rtmscope
