// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QDialog>
#include <QList>

class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QStringListModel;

namespace rtmscope {

//! A small window in which a person chooses columns: shown or not, in which order, and new ones by a path.
//! Everything is asked for at once; whoever answers calls setColumns(). GUI thread.
class ColumnsPanel : public QDialog
{
    Q_OBJECT
public:
    struct Column
    {
        int column = 0; //!< its number, whatever its place
        QString title = {};
        bool isShown = true;
        bool isOwn = false; //!< a path that can be removed
        friend bool operator==(const Column &, const Column &) = default;
    };

    explicit ColumnsPanel(QWidget *parent = nullptr);

    //! In the order in which they stand.
    void setColumns(const QList<Column> &columns);
    //! To choose from while one types a path.
    void setFields(const QStringList &paths);
    //! Why what was typed is no path; empty: it was taken.
    void setProblem(const QString &words);

Q_SIGNALS:
    void shownRequested(int column, bool shown);
    void moveRequested(int column, int by);
    void removeRequested(int column);
    void pathEntered(const QString &path);
    void resetRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeEntry();
    QWidget *makeButtons();
    const Column *current() const;
    void enter();
    void updateButtons();

    QList<Column> m_columns;
    QListWidget *m_list;
    QLineEdit *m_path = nullptr;
    QLabel *m_problem = nullptr;
    QStringListModel *m_fields;
    QPushButton *m_up = nullptr;
    QPushButton *m_down = nullptr;
    QPushButton *m_remove = nullptr;
    bool m_filling = false;
};

} // namespace rtmscope
