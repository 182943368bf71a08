// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/filter/assist/filtercompletion.h"
#include "core/filter/assist/observedfields.h"
#include "core/filter/assist/valuecounts.h"
#include "core/filter/assist/valuelisting.h"
#include "core/log/eventlog.h"
#include "ui/monitor/filter/suggestions.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <memory>

namespace rtmscope {

class FilterEdit;
class WorkspaceFeed;

//! Says what may come next while somebody types a filter: fields, operators, names, and the values that a
//! field has in this log, with their counts. Counting is done in other threads, and only while the list is
//! open. Owned by the filter's bar; GUI thread.
class FilterCompleter : public QObject
{
    Q_OBJECT
public:
    FilterCompleter(FilterEdit &edit, QObject *parent);
    ~FilterCompleter() override;

    //! Both may be nullptr.
    void setLog(EventLog *log, const WorkspaceFeed *names);
    //! The list leaves this free: it stands below the field.
    void setNote(const QWidget *note) { m_note = note; }
    bool isOpen() const;
    //! What is typed is not yet one of the things that can stand there.
    bool isUndecided() const;
    void close();
    //! The list, once there was something to suggest.
    SuggestionList *list() const { return m_list; }

Q_SIGNALS:
    //! The list opened, closed or shows other things.
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    enum class Occasion : quint8 { Typed, Asked };

    bool keyPressed(int key, Qt::KeyboardModifiers modifiers);
    void refresh(Occasion occasion);
    void show();
    void choose(const Suggestion &suggestion);
    void learnFields();
    void count(const QString &field);
    void listValues(const QString &field);
    ValueListing::NameOf namesFor(const QString &field) const;

    QList<Suggestion> suggestions() const;
    QList<Suggestion> fields() const;
    QList<Suggestion> operators() const;
    QList<Suggestion> values() const;
    QList<Suggestion> names() const;
    Suggestion valueOf(const ValueCounts::Value &value, const QString &field) const;
    bool isField(const QString &word) const;
    QString nameOf(const QString &field, const QString &id) const;

    FilterEdit &m_edit;
    QPointer<EventLog> m_log;
    QPointer<const WorkspaceFeed> m_names;
    QPointer<SuggestionList> m_list;
    QPointer<const QWidget> m_note;
    FilterCompletion m_at;
    Occasion m_occasion = Occasion::Typed;
    std::unique_ptr<FieldsRun> m_fieldsRun;
    QStringList m_fields;
    qsizetype m_fieldsOf = 0; //!< rows that the log had when they were looked for
    std::unique_ptr<ValueRun> m_run;
    LogSnapshot m_counted;
    QHash<QString, ValueCounts> m_counts;          //!< by field
    std::shared_ptr<const ValueListing> m_listing; //!< of the field that is in question; nullptr: none yet
    quint64 m_listedNames = 0;                     //!< revision of the names in it
    std::unique_ptr<ListingRun> m_listingRun;
    QTimer m_renewal;        //!< while the list is open and the log grows
    bool m_isWanted = false; //!< what is found will be shown
    bool m_choosing = false;
    bool m_isWhole = false; //!< what is typed is one of the suggestions
};

} // namespace rtmscope
