// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/json/json.h"
#include "core/log/logsnapshot.h"

#include <QHash>
#include <QList>
#include <QSet>
#include <QString>

namespace rtmscope {

//! Something about the shape of what the server sends that a program may not be made for.
struct Finding
{
    enum class Kind : quint8 {
        NewType,     //!< we have no struct for it
        NewField,    //!< its struct has no field for this member
        NewBlock,    //!< a block or element that Slack has not documented
        OtherKind,   //!< a member has another kind of value than in an earlier event of the type
        RepeatedKey, //!< one object has a key twice: programs take the last
        NotJson,
    };
    Kind kind = Kind::NewType;
    QString type;         //!< "message/bot_message"; empty where there is none
    QString path;         //!< of the member, elements of arrays as "[]"; empty: of the whole
    QString detail;       //!< "string", "string, was number", the kind of block, why it is no JSON
    quint64 firstSeq = 0; //!< a sample
    qsizetype count = 0;  //!< events with it
};

//! Looks at one frame of a record after the other, and keeps what it finds. Data is never wrong: a finding
//! says that something is there which is worth a look. Bounded, whatever comes. One thread.
class ShapeWatch
{
public:
    //! Rows [from, to) of \a log; notes and our own frames are passed over.
    void look(const LogReader &log, qsizetype from, qsizetype to);
    void look(quint64 seq, const QByteArray &frame);
    //! In the order in which they were met.
    const QList<Finding> &findings() const { return m_findings; }
    bool isFull() const { return m_isFull; } //!< there were more than are kept

private:
    //! What is known of the events of a type.
    struct Type
    {
        QString name;
        bool isKnown = false;
        QSet<QByteArray> fields;
        QHash<QByteArray, json::Kind> kinds; //!< by path
    };
    struct Place
    {
        Type *type = nullptr;
        quint64 seq = 0;
        int depth = 0;
    };

    Type &typeOf(json::Value event);
    void walk(const Place &place, json::Value value, const QByteArray &path);
    void walkMembers(const Place &place, json::Value object, const QByteArray &path);
    void lookAtKind(const Place &place, json::Value value, const QByteArray &path);
    void lookAtBlock(const Place &place, json::Value value, const QByteArray &path);
    void found(Finding::Kind kind, const Place &place, const QByteArray &path, const QString &detail);
    void keep(Finding::Kind kind, quint64 seq, const QString &type, const QString &path,
              const QString &detail);

    json::Document m_document;
    QHash<QByteArray, Type> m_types;
    QList<Finding> m_findings;
    QHash<QByteArray, qsizetype> m_places; //!< of findings, by what they say
    QSet<qsizetype> m_counted;             //!< of the event at hand
    bool m_isFull = false;
};

} // namespace rtmscope
