// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/explain/explanation.h"

#include "core/events/eventtraits.h"
#include "core/events/innerevent.h"
#include "core/explain/deliverywords.h"
#include "core/explain/facts/fieldshapes.h"
#include "core/explain/facts/fieldwords.h"
#include "core/explain/facts/quirks.h"
#include "core/explain/facts/typefacts.h"
#include "core/summary/eventmeaning.h"
#include "core/text/cleantext.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

using State = ExplainedField::State;

constexpr qsizetype mostFields = 60;   // of an event; a page of words
constexpr qsizetype mostLetters = 80;  // of a value
constexpr qsizetype mostBytes = 1'000; // that are decoded for it

QString tr(const char *words)
{
    return QCoreApplication::translate("rtmscope::Explanation", words);
}

QString latin1(std::string_view ascii)
{
    return QString::fromLatin1(ascii.data(), qsizetype(ascii.size()));
}

QStringList keysIn(std::string_view keys)
{
    return latin1(keys).split(u' ', Qt::SkipEmptyParts);
}

QString recipientWords(Recipients to)
{
    switch (to) {
    case Recipients::Rtm:
        return tr("by RTM only");
    case Recipients::Session:
        return tr("by RTM, to people's own clients");
    case Recipients::EventsApi:
        return tr("to apps only, by Socket Mode or the Events API");
    case Recipients::Both:
        return tr("by RTM, Socket Mode and the Events API");
    case Recipients::SocketMode:
        return tr("by Socket Mode only");
    case Recipients::Interaction:
        return tr("to the app that people act on, by Socket Mode or HTTP");
    case Recipients::Clients:
        return tr("by clients, to the server");
    case Recipients::Retired:
        return tr("no longer; old captures have it");
    case Recipients::Record:
        break;
    }
    return tr("by nobody: Rtmscope writes it into the record");
}

QString valueWords(json::Value value)
{
    switch (value.kind()) {
    case json::Kind::String:
        return u'"' + shortened(cleanLine(value.text(mostBytes)), mostLetters) + u'"';
    case json::Kind::Array:
        return u"[%1]"_s.arg(value.size());
    case json::Kind::Object:
        return u"{%1}"_s.arg(value.size());
    case json::Kind::Null:
        return u"null"_s;
    default:
        return shortened(cleanLine(value.text()), mostLetters);
    }
}

//! Where the event stands in its frame, with a dot behind it.
QString prefixOf(json::Value frame, json::Value body)
{
    if (!body.exists() || frame.position() == body.position())
        return {};
    if (frame["payload"].position() == body.position())
        return u"payload."_s;
    return frame["event"].position() == body.position() ? u"event."_s : u"payload.event."_s;
}

QString pathOf(const QString &prefix, const QString &key)
{
    const bool isPlain = !key.isEmpty() && std::all_of(key.begin(), key.end(), [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'_';
    });
    if (isPlain)
        return prefix + key;
    const QString step = u'[' + QString::fromUtf8(json::quoted(key)) + u']';
    return prefix.isEmpty() ? step : prefix.chopped(1) + step;
}

//! Fills an Explanation in.
class Explainer
{
public:
    Explainer(Direction direction, const QString &type, const QString &subtype);

    void tellType(const QString &means);
    //! Without an event at hand.
    void tellFields();
    void tellFields(json::Value body, const QString &prefix);
    void tellQuirks(const Quirk::Sample *sample);
    bool hasOtherKinds() const { return m_hasOtherKinds; }

    Explanation out;

private:
    QString words(const QString &key) const;
    const FieldShape *shapeOf(const QString &key) const;
    void tellPresent(const QString &key, json::Value value, const QString &prefix);

    Direction m_direction;
    QString m_type;
    QString m_subtype;
    QByteArray m_name; // "message/bot_message"
    const TypeFacts *m_facts = nullptr;
    QList<FieldShape> m_shapes;
    QStringList m_promised;
    QStringList m_optional;
    bool m_hasOtherKinds = false;
};

Explainer::Explainer(Direction direction, const QString &type, const QString &subtype)
    : m_direction(direction)
    , m_type(type)
    , m_subtype(subtype)
    , m_name((subtype.isEmpty() ? type : type + u'/' + subtype).toLatin1())
{
    const std::size_t row = direction == Direction::Note ? 0 : eventRow(type, subtype);
    m_shapes = fieldShapes(row);
    switch (direction) {
    case Direction::In:
        m_facts = typeFacts(type, subtype);
        break;
    case Direction::Out:
        m_facts = outgoingFacts(type);
        break;
    case Direction::Note:
        m_facts = noteFacts(type);
        break;
    }
    if (!m_facts)
        return;
    m_promised = keysIn(m_facts->promised);
    m_optional = keysIn(m_facts->optional);
    if (m_optional.isEmpty() && direction != Direction::Out) {
        for (const FieldShape &shape : m_shapes)
            m_optional.append(latin1(shape.key));
    }
}

void Explainer::tellType(const QString &means)
{
    const QString name = m_subtype.isEmpty() ? m_type : m_type + u" / "_s + m_subtype;
    out.title = cleanName(name);
    if (m_direction == Direction::Note)
        out.title = tr("%1 (note)").arg(out.title);
    else if (m_direction == Direction::Out)
        out.title = tr("%1 (sent)").arg(out.title);
    out.means = means;
    out.isKnown = m_facts != nullptr;
    if (!m_facts)
        return;
    out.when = QCoreApplication::translate("rtmscope::TypeFacts", m_facts->when);
    out.recipients = recipientWords(m_facts->to);
    if (m_facts->to != Recipients::Record)
        out.sure = sureWords(m_facts->sure);
    out.documentation = documentationOf(*m_facts);
    // One of which we know the type alone is told as that, and says so.
    if (m_direction == Direction::In && !m_subtype.isEmpty() && m_facts->subtype.empty() &&
        m_type == "message"_L1)
        out.when = tr("Nobody documents this subtype; it is shown as its text.") + u' ' + out.when;
}

QString Explainer::words(const QString &key) const
{
    const QByteArray ascii = key.toLatin1();
    const std::string_view name(ascii.constData(), std::size_t(ascii.size()));
    const std::string_view type(m_name.constData(), std::size_t(m_name.size()));
    if (m_direction == Direction::Note)
        return key == "kind"_L1 ? tr("what kind of note it is") : noteFieldWords(type, name);
    if (key == "type"_L1)
        return tr("what kind of event it is");
    return fieldWords(type, name);
}

const FieldShape *Explainer::shapeOf(const QString &key) const
{
    const auto found = std::find_if(m_shapes.begin(), m_shapes.end(), [&key](const FieldShape &shape) {
        return key == QLatin1StringView(shape.key.data(), qsizetype(shape.key.size()));
    });
    return found == m_shapes.end() ? nullptr : &*found;
}

void Explainer::tellFields()
{
    const auto add = [this](const QString &key, State state) {
        const FieldShape *shape = shapeOf(key);
        out.fields.append({state, key, {}, shape ? shape->words() : QString(), words(key), {}});
    };
    for (const QString &key : m_promised)
        add(key, State::Promised);
    for (const QString &key : m_optional) {
        if (!m_promised.contains(key))
            add(key, State::Optional);
    }
}

void Explainer::tellPresent(const QString &key, json::Value value, const QString &prefix)
{
    ExplainedField field{State::Present, cleanName(key),   pathOf(prefix, key), {},
                         words(key),     valueWords(value)};
    const FieldShape *shape = shapeOf(key);
    // What a client may send is less than what a server does.
    const bool isKnown = (shape && m_direction == Direction::In) || m_promised.contains(key) ||
                         m_optional.contains(key) || key == "type"_L1 || key == "subtype"_L1 ||
                         key == "event_ts"_L1 || !m_facts || m_direction == Direction::Note;
    field.kind = shape ? shape->words() : kindWords(value.kind());
    if (!isKnown) {
        field.state = State::Unknown;
        field.words.clear();
    } else if (shape && !shape->allows(value.kind())) {
        field.state = State::OtherKind;
        field.kind = tr("%1, else %2").arg(kindWords(value.kind()), shape->words());
        m_hasOtherKinds = true;
    }
    out.fields.append(field);
}

void Explainer::tellFields(json::Value body, const QString &prefix)
{
    QSet<QString> present;
    for (const json::Value::Member member : body.members()) {
        const QString key = json::fromUtf8(member.key.substr(0, std::size_t(mostBytes)));
        if (present.contains(key))
            continue;
        present.insert(key);
        const bool isItsName = key == "type"_L1 || key == "subtype"_L1 || key == "kind"_L1;
        if (m_facts && isItsName)
            continue; // the title says it
        if (out.fields.size() < mostFields)
            tellPresent(key, body[member.key], prefix);
        else
            ++out.leftOut;
    }
    for (const QString &key : m_promised) {
        if (present.contains(key))
            continue;
        const FieldShape *shape = shapeOf(key);
        out.fields.append({State::Missing, key, {}, shape ? shape->words() : QString(), words(key), {}});
    }
    for (const QString &key : m_optional) {
        if (!present.contains(key) && !m_promised.contains(key) && !out.others.contains(key))
            out.others.append(key);
    }
}

void Explainer::tellQuirks(const Quirk::Sample *sample)
{
    QList<ExplainedQuirk> elsewhere;
    for (const Quirk *quirk : quirksOf(m_direction, m_type, m_subtype)) {
        const bool isHere = sample && quirk->isIn && quirk->isIn(*sample);
        const bool isAny = quirk->types == "*";
        if (isAny && !isHere)
            continue;
        const QString place = latin1(quirk->place);
        ExplainedQuirk told{quirkWords(*quirk), sureWords(quirk->sure),
                            (place.startsWith(u'T') ? tr("trap %1") : tr("section %1")).arg(place), isHere};
        (isHere ? out.quirks : elsewhere).append(told);
    }
    out.quirks.append(elsewhere);
}

} // namespace

Explanation explained(const Event &event)
{
    json::Document scratch;
    const json::Value frame = event.form == FrameForm::Binary ? json::Value() : frameOf(event, scratch);
    const json::Value body = event.direction == Direction::In ? innerEvent(frame) : frame;
    Explainer explainer(event.direction, event.type, event.subtype);
    explainer.tellType(EventMeaning::of(event));
    if (event.type.isEmpty() && event.direction != Direction::Note)
        explainer.out.title = frame.exists() ? tr("an event without a type") : tr("not JSON");
    explainer.out.delivery = deliveryWords(event, frame);
    explainer.out.isReadable = frame.exists();
    if (!frame.exists())
        return explainer.out;
    explainer.tellFields(body, prefixOf(frame, body));
    const Quirk::Sample sample{event, body, frame, explainer.hasOtherKinds()};
    explainer.tellQuirks(&sample);
    return explainer.out;
}

Explanation explainedType(const QString &name)
{
    const QString type = name.section(u'/', 0, 0).trimmed();
    const QString subtype = name.section(u'/', 1).trimmed();
    const bool isNote = !typeFacts(type, {}) && noteFacts(type);
    Direction direction = isNote ? Direction::Note : Direction::In;
    if (const TypeFacts *facts = typeFacts(type, {}); facts && facts->to == Recipients::Clients)
        direction = Direction::Out;
    Event event;
    event.direction = direction;
    event.type = type;
    event.subtype = subtype;
    Explainer explainer(direction, type, subtype);
    explainer.tellType(EventMeaning::of(event));
    explainer.tellFields();
    explainer.tellQuirks(nullptr);
    return explainer.out;
}

} // namespace rtmscope
