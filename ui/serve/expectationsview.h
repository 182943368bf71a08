// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/expect/expectationreport.h"
#include "ui/parts/surface.h"
#include "ui/theme/emptywords.h"

#include <QListView>
#include <QTimer>

class QPlainTextEdit;
class QPushButton;

namespace rtmscope {

class ExpectationsModel;
class TokenLabel;

//! What is expected of a bot, a line for each thing (docs/serve.md), written as text, and what becomes of
//! each. Knows neither files nor runs: it asks by signals and shows what it is told. Owned by its pane; GUI
//! thread.
class ExpectationsView : public Surface
{
    Q_OBJECT
public:
    explicit ExpectationsView(QWidget *parent = nullptr);

    //! In place of what stands there; nothing is told of it.
    void setText(const QString &text);
    QString text() const;
    //! Why line \a line, from 1, is wrong; 0: no line in particular. Empty words: nothing is wrong.
    void setProblem(int line, const QString &words);
    void setLines(const QList<expectationreport::Line> &lines);
    //! About the file that they are kept in, one sentence. \a savable: there is a file, and what stands here
    //! is not in it.
    void setFileWords(const QString &words, bool savable);

Q_SIGNALS:
    void edited(const QString &text); //!< after a pause in typing
    void saveRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void textChanged();
    void tellNow();
    void markProblem();

    using List = WithEmptyWords<QListView>;

    QPlainTextEdit *m_edit;
    TokenLabel *m_problem;
    ExpectationsModel *m_model;
    List *m_list;
    TokenLabel *m_file;
    QPushButton *m_save;
    QTimer m_pause;
    int m_problemLine = 0;
    bool m_setting = false;
};

} // namespace rtmscope
