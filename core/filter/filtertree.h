// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/filter/regex/boundedexpression.h"
#include "core/filter/textsearch.h"
#include "core/json/json.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

namespace rtmscope {
class Marks;
}

//! A compiled filter as a tree, and what it is asked about. Used by core/filter, and by core/columns for the
//! same values.
namespace rtmscope::filter {

//! A number exact to nine decimals, because a double can't tell two message timestamps apart.
struct Number
{
    qint64 whole = 0;
    qint64 billionths = 0;
    double approximate = 0;
    bool isExact = true;

    static std::optional<Number> parse(QStringView text);
    static int compare(const Number &a, const Number &b); //!< negative, 0, positive
};

struct Field
{
    enum class Kind : quint8 {
        Path,
        Dir,
        Type,
        Subtype,
        Channel,
        User,
        Time,
        Thread,
        Size,
        Text,
        Envelope,
        Frame,
        Connection,
        Mark, //!< this and the next two are what a person noted
        Label,
        Comment
    };
    struct Step
    {
        QByteArray key;
        std::optional<qsizetype> index; //!< set: an element of an array, key is empty
    };
    Kind kind = Kind::Path;
    std::vector<Step> path = {};
    QString spelled = {};                    //!< as it was written
    std::shared_ptr<const Marks> marks = {}; //!< of Mark, Label and Comment; none: nothing is noted

    //! Whether it is about what a person noted.
    bool isNoted() const { return kind >= Kind::Mark && kind <= Kind::Comment; }
    //! Whether an index row knows it, so that the frame need not be read.
    bool isInRow() const { return (kind >= Kind::Dir && kind <= Kind::Time) || isNoted(); }
    //! Nothing if \a text is no path. A lone name of those in docs/filters.md becomes its kind.
    static std::optional<Field> parse(QStringView text);
};

struct Literal
{
    enum class Kind : quint8 { Text, Number, Bool, Null, Instant, TimeOfDay };
    Kind kind = Kind::Text;
    QString text;
    std::optional<Number> number = {}; //!< also of a text that spells one
    qint64 timeUs = 0;                 //!< Instant: since the epoch; TimeOfDay: since midnight, local time
    qint64 unitUs = 1;                 //!< how much of the time was written: a minute, a second, a fraction
    QString spelled = {};              //!< as it was written: "#ops", "last 5m"
    qsizetype position = 0;            //!< and where
    qsizetype length = 0;

    static Literal fromWord(const QString &word, bool quoted);
    //! "14:02", "14:02:11.5", "2026-11-22", "2026-11-22 14:02", with Z for UTC, else local time.
    static std::optional<Literal> fromTime(const QString &text);
    //! "5m", "90 seconds": so long before \a nowUs.
    static std::optional<Literal> ago(const QString &text, qint64 nowUs);
    //! The same as fromTime(), but of a time without a date the last such moment before \a nowUs; also
    //! "today" and "yesterday".
    static std::optional<Literal> moment(const QString &text, qint64 nowUs);
};

//! One side of a comparison: a field, or the values that count as equal on that side.
struct Operand
{
    std::optional<Field> field;
    std::vector<Literal> literals;
    qsizetype position = 0; //!< of the field in the text
    qsizetype length = 0;
};

struct Node
{
    enum class Kind : quint8 {
        Everything,
        And,
        Or,
        Not,
        Search,
        Exists,
        Equal,
        NotEqual,
        Less,
        LessOrEqual,
        Greater,
        GreaterOrEqual,
        Contains,
        Matches
    };
    Kind kind = Kind::Everything;
    std::vector<Node> children = {};
    std::vector<TextSearch> searches = {}; //!< Search: one of them is enough
    QString sought = {};                   //!< Search: as it was written
    Operand left = {};
    Operand right = {};
    std::shared_ptr<const BoundedExpression> expression = {}; //!< Matches
};

//! "m" and "minutes" are 60,000,000 microseconds. Nothing for what is no unit of time.
std::optional<qint64> timeUnitUs(QStringView text);

//! The names of the fields that are no paths, as docs/filters.md lists them.
QStringList fieldNames();

//! Whether there is a regular expression in \a node or below.
bool hasExpressions(const Node &node);
//! How often expressions in or below \a node were given up.
quint64 givenUp(const Node &node);

enum class Verdict : quint8 { No, Yes, Unknown };

//! What a filter is asked about: an event, or an index row which reads its frame only when a term needs it.
class Subject
{
public:
    virtual ~Subject() = default;
    virtual qsizetype row() const = 0; //!< of the log; -1: it is in none
    //! Dir, Type, Subtype, Channel, User; empty if the entry has none. Nothing if that can't be told.
    virtual std::optional<QString> header(Field::Kind kind) const = 0;
    virtual qint64 timeUs() const = 0;
    virtual quint32 connection() const = 0; //!< reads the entry's line
    //! False: terms about the frame's content are Unknown.
    virtual bool hasFrame() const = 0;
    virtual QByteArrayView frame() const = 0;
    virtual json::Value
    root() const = 0; //!< of an envelope the event inside, so that its members go by their names
    virtual json::Value envelope() const = 0; //!< the frame itself
};

Verdict evaluate(const Node &node, const Subject &subject);

//! One value that a field has.
struct FieldValue
{
    enum class Kind : quint8 { Text, Number, Bool, Null };
    QString text;
    Kind kind = Kind::Text;
};
//! All that \a field has in \a subject, in the order of the frame: each of them lets "field == value" hold.
void valuesOf(const Field &field, const Subject &subject, std::vector<FieldValue> *values);

} // namespace rtmscope::filter
