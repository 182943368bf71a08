// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/window/fork/forkwork.h"
#include "app/window/serving/servedesk.h"
#include "core/base/ids.h"

#include <QObject>
#include <QPointer>
#include <QTemporaryDir>

#include <functional>
#include <memory>
#include <utility>

class QDockWidget;
class QMessageBox;

namespace rtmscope {

class EventLog;
class ForkPane;
class MainWindow;

//! Forks of what is open: from the selected event on with events of one's own, to be looked at as a capture,
//! saved as a fixture, or played to a bot. What was forked is never changed. Owned by the desktop; GUI
//! thread.
class ForkController : public QObject
{
    Q_OBJECT
public:
    //! Asks for the file to save what is called \a name to; empty: none.
    using PathQuestion = std::function<QString(const QString &name)>;

    //! Seats the pane in \a window, which must outlive it.
    ForkController(MainWindow &window, PathQuestion askForPath, QObject *parent = nullptr);
    ~ForkController() override;

    //! Which files and folders make up what is open, where it is more than the file of its log, or another:
    //! asked when a fork begins. None of them is ever written over.
    void setOriginals(std::function<QStringList()> ask) { m_askForOriginals = std::move(ask); }

    //! Behind the selected event of what is open; where none is selected, behind the last.
    void begin();
    //! The same with an answer to what comes of the entries that follow.
    void begin(qsizetype kept, bool withRest);
    ForkPane &pane() const { return *m_pane; }
    //! A file that shows a fork, in place of what was forked.
    bool isPreview(const QString &path) const;

Q_SIGNALS:
    void openRequested(const QString &path);
    void backRequested(); //!< to what was forked
    void serveRequested(const rtmscope::ServeDesk::Source &source);
    void told(const QString &words); //!< for some seconds: "Saved to …"

protected:
    //! The window is not closed over a fork that is in no file, unless somebody says so.
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    enum class Aim : quint8 { Look, Save, Serve };

    void connectPane();
    void connectWork();
    void unlessUnsaved(const QString &question, std::function<void()> then);
    void askBeforeClosing();
    void closeWindow();
    void askAboutRest(qsizetype kept, qsizetype rest);
    void beginAsked(qsizetype kept, bool withRest);
    void look();
    void save();
    void serve();
    void close();
    void write(Aim aim, const QString &path);
    void written(const QString &path);
    void pageChanged();
    QString name() const;
    QString newPath();
    bool isOriginal(const QString &path) const;

    MainWindow &m_window;
    PathQuestion m_askForPath;
    ForkPane *m_pane; //!< the window's, as the next
    QDockWidget *m_dock;
    ForkWork m_work;
    Aim m_aim = Aim::Look;
    bool m_mayClose = false;                 //!< the window: somebody said so
    bool m_closeWhenSaved = false;           //!< the window
    std::unique_ptr<QTemporaryDir> m_folder; //!< of what is looked at
    int m_files = 0;
    QPointer<QMessageBox> m_closeQuestion;
    QPointer<EventLog> m_asked; //!< what was open when a fork was asked for
    QString m_name;             //!< of what was forked
    std::function<QStringList()> m_askForOriginals;
    QStringList m_originals; //!< its files and folders
    QString m_original;      //!< the one file of it; empty if there is none, or several
    QString m_saved;         //!< where the fork was saved last; empty: nowhere
    QString m_preview;       //!< that is to be shown next
    ChannelId m_place;       //!< the conversation to be opened in it; may be empty
    quint64 m_wanted = 0;    //!< the entry to be selected in it; 0: none
};

} // namespace rtmscope
