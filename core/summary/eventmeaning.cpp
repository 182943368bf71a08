// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/summary/eventmeaning.h"

#include "core/events/eventtraits.h"

#include <QHash>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

//! What our own frames are for. The words of the server's stand with their structs.
struct Meaning
{
    const char *types; //!< with blanks between
    const char *words;
};

constexpr Meaning outgoing[] = {
    {"message", QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                                  "A message of ours, as it was written to the connection. The server "
                                  "answers with an ack that carries the same number.")},
    {"ack", QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                              "Tells the server that an envelope of Socket Mode has arrived. Without it the "
                              "server delivers the envelope again.")},
    {"typing user_typing", QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "Tells the others that we type.")},
    {"ping", QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                               "Asks whether the connection is alive; the server answers with a pong.")},
    {"presence_sub", QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                                       "Asks to be told whenever these people become active or away.")},
    {"presence_query",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "Asks once whether these people are active or away.")},
    {"tickle", QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                                 "Tells the service that somebody sits in front of this client.")},
};

using Index = QHash<QString, const char *>;

template<size_t count>
Index indexOf(const Meaning (&table)[count])
{
    Index index;
    for (const Meaning &row : table) {
        for (const QString &type : QString::fromLatin1(row.types).split(u' '))
            index.insert(type, row.words);
    }
    return index;
}

} // namespace

QString EventMeaning::of(const Event &event)
{
    if (event.form == FrameForm::Binary)
        return tr("RTM and Socket Mode send text only. What this is for, the sender knows.");
    if (event.form != FrameForm::Json)
        return tr("This should be JSON and is not. It is kept as it came; nothing else follows from it.");
    switch (event.direction) {
    case Direction::Out:
        return ofOutgoing(event.type);
    case Direction::Note:
        return ofNote(event.type);
    case Direction::In:
        break;
    }
    if (event.type.isEmpty())
        return tr("It has no type, so nobody can say what it means. It is kept as it came.");
    const QString known = ofType(event.type, event.subtype);
    return known.isEmpty()
               ? tr("A type that Rtmscope does not know. It is recorded, shown and found like any other.")
               : known;
}

QString EventMeaning::ofType(const QString &type, const QString &subtype)
{
    const char *words = traitsOfRow(eventRow(type, subtype)).meaning;
    return words ? tr(words) : QString();
}

QString EventMeaning::ofOutgoing(const QString &type)
{
    static const Index index = indexOf(outgoing);
    const char *words = index.value(type);
    return words ? tr(words) : tr("Written to the connection from here.");
}

QString EventMeaning::ofNote(const QString &kind)
{
    const char *words = traitsOfNote(kind).meaning;
    return words ? tr(words) : tr("Written by Rtmscope, not by the server.");
}

} // namespace rtmscope
