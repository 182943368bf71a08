// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/redact/redactedsave.h"

#include <QDialog>
#include <QList>
#include <QStringList>

class QLineEdit;
class QListWidget;
class QListWidgetItem;
class QProgressBar;
class QPushButton;
class QStackedWidget;

namespace rtmscope {

class RedactResult;
class TokenLabel;

//! Saves a capture that can be given away: asks which conversations keep what was said in them, shows how far
//! it is, and what was found in the written file. Shows what it is told and asks by signals. Owned by
//! whoever saves; modal.
class RedactDialog : public QDialog
{
    Q_OBJECT
public:
    struct Place
    {
        QString id;
        QString name; //!< as shown: "#general", "Mira Okafor"
    };

    explicit RedactDialog(QWidget *parent = nullptr);

    //! The conversations that may keep their texts; none does at first.
    void setPlaces(QList<Place> places);
    QStringList kept() const; //!< ids
    void showProgress(RedactionStep step, int percent);
    //! It is in the file \a path.
    void showReport(const RedactionReport &report, const QString &path);
    //! Nothing was written; it can be tried again.
    void showFailure(const QString &words);
    //! Given up: the questions again.
    void showQuestions();

    void reject() override;

Q_SIGNALS:
    //! Where to is still to be asked.
    void saveRequested();
    void cancelRequested(); //!< of the saving that goes on
    void openRequested(const QString &path);

private:
    QWidget *makeQuestions();
    QWidget *makeProgress();
    QWidget *makeButtons();
    void showPage(QWidget *page);
    void filterPlaces(const QString &text);
    void countKept(QListWidgetItem *item);
    void tellKept();

    QStackedWidget *m_pages;
    QWidget *m_questions = nullptr;
    QWidget *m_progress = nullptr;
    RedactResult *m_result;
    QLineEdit *m_find;
    QListWidget *m_places;
    TokenLabel *m_keptWords;
    TokenLabel *m_problem;
    TokenLabel *m_step;
    QProgressBar *m_bar;
    QPushButton *m_save;
    QPushButton *m_open;
    QPushButton *m_close;
    QString m_path;
    int m_kept = 0; //!< conversations that are chosen
};

} // namespace rtmscope
