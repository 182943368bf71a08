// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/inspect/jsonfind.h"

#include <QByteArray>
#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;

namespace rtmscope {

class FindRun;

//! Finds something in one frame and walks through the places: text anywhere, in keys or in values, small and
//! capital letters alike, or what a path or a comparison leads to.
class FindBar : public QWidget
{
    Q_OBJECT
public:
    explicit FindBar(QWidget *parent = nullptr);

    //! \a tree is that of \a frame; empty where it is no JSON.
    void setFrame(const QByteArray &frame, const json::Tree &tree);
    void open();
    void next();
    void previous();

Q_SIGNALS:
    void found(qsizetype begin, qsizetype end); //!< bytes
    void closed();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    FindScope scope() const;
    void search();
    void take(const FoundPlaces &found);
    void step(qsizetype by);
    void show(qsizetype place);
    void explainScope();

    QLineEdit *m_edit;
    QComboBox *m_scope;
    QLabel *m_count;
    QLabel *m_problem;
    FindRun *m_run;
    QByteArray m_frame;
    json::Tree m_tree;
    FoundPlaces m_found;
    qsizetype m_place = -1;
};

} // namespace rtmscope
