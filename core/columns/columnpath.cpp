// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/columns/columnpath.h"

#include "core/filter/assist/filterpath.h"
#include "core/filter/rowsubject.h"
#include "core/json/tree.h"
#include "core/log/eventlog.h"
#include "core/text/cleantext.h"

#include <algorithm>
#include <string_view>
#include <utility>

using namespace Qt::StringLiterals;

namespace rtmscope {

struct ColumnPath::Parsed
{
    filter::Field field;
};

namespace {

// Far more than is shown, even of letters that take four bytes.
constexpr qsizetype mostBytes = 4 * ColumnPath::mostLetters + 4;

//! Compact, as far as it is shown: a list of a million is not written out for that.
void appendJson(const json::Value &value, QByteArray &out)
{
    if (out.size() > mostBytes)
        return;
    const auto text = [&out](std::string_view utf8) {
        out += json::quoted(utf8.substr(0, std::size_t(mostBytes)));
    };
    bool isFirst = true;
    const auto separate = [&] { out += std::exchange(isFirst, false) ? "" : ","; };
    switch (value.kind()) {
    case json::Kind::String:
        return text(value.string());
    case json::Kind::Array:
        out += '[';
        for (const json::Value element : value.elements()) {
            if (out.size() > mostBytes)
                return;
            separate();
            appendJson(element, out);
        }
        out += ']';
        return;
    case json::Kind::Object:
        out += '{';
        for (const auto member : value.members()) {
            if (out.size() > mostBytes)
                return;
            separate();
            text(member.key);
            out += ':';
            appendJson(member.value, out);
        }
        out += '}';
        return;
    default:
        out += value.toJson();
    }
}

//! What a path came to in one frame.
class Values
{
public:
    bool isEmpty() const { return m_count == 0; }
    bool isFull() const { return m_count >= ColumnPath::mostValues || m_text.size() > mostBytes; }

    void walk(const json::Value &value, const filter::Field::Step *step, const filter::Field::Step *end)
    {
        if (!value.exists() || isFull()) {
            m_isWhole = m_isWhole && !value.exists();
            return;
        }
        if (step == end)
            return add(value);
        if (step->index) {
            qsizetype index = *step->index;
            for (const json::Value element : value.elements()) {
                if (index-- == 0)
                    return walk(element, step + 1, end);
            }
        } else if (value.isArray()) {
            for (const json::Value element : value.elements()) {
                if (isFull()) {
                    m_isWhole = false;
                    break;
                }
                walk(element, step, end);
            }
        } else {
            const std::string_view key(step->key.constData(), std::size_t(step->key.size()));
            walk(value[key], step + 1, end);
        }
    }

    void addText(const QString &text, PathCell::Kind kind)
    {
        if (m_count++ > 0)
            m_text += ", "_L1;
        m_kind = m_count == 1 ? kind : PathCell::Kind::Other;
        m_isWhole = m_isWhole && text.size() <= mostBytes;
        m_text += QStringView(text).left(mostBytes);
    }

    PathCell cell() const
    {
        PathCell cell;
        const QString clean = cleanLine(m_text);
        cell.text = shortened(clean, ColumnPath::mostLetters);
        const bool isExact = m_isWhole && cell.text == m_text;
        cell.kind = isExact || isEmpty() ? m_kind : PathCell::Kind::Other;
        cell.isNumber =
            isExact && m_kind != PathCell::Kind::Other && filter::Number::parse(cell.text).has_value();
        return cell;
    }

private:
    void add(const json::Value &value)
    {
        if (value.isArray() || value.isObject()) {
            QByteArray compact;
            appendJson(value, compact);
            return addText(QString::fromUtf8(compact), PathCell::Kind::Other);
        }
        if (value.isString()) {
            m_isWhole = m_isWhole && qsizetype(value.string().size()) <= mostBytes;
            return addText(value.text(mostBytes), PathCell::Kind::Text);
        }
        addText(value.isNull() ? u"null"_s : value.text(), PathCell::Kind::Literal);
    }

    QString m_text;
    int m_count = 0;
    PathCell::Kind m_kind = PathCell::Kind::Missing;
    bool m_isWhole = true;
};

template<typename Log>
PathCell cellOf(const filter::Field &field, const filter::RowSubject<Log> &subject)
{
    Values values;
    if (field.kind == filter::Field::Kind::Path) {
        const filter::Field::Step *begin = field.path.data();
        const filter::Field::Step *end = begin + field.path.size();
        const json::Value root = subject.root();
        const json::Value envelope = subject.envelope();
        values.walk(root, begin, end);
        if (values.isEmpty() && envelope.position() != root.position())
            values.walk(envelope, begin, end);
        return values.cell();
    }
    if (field.kind == filter::Field::Kind::Frame) { // as text, of which a part is enough
        const QByteArrayView frame = subject.frame();
        values.addText(QString::fromUtf8(frame.first(std::min(frame.size(), mostBytes))),
                       PathCell::Kind::Other);
        return values.cell();
    }
    std::vector<filter::FieldValue> found;
    filter::valuesOf(field, subject, &found);
    for (const filter::FieldValue &value : found) {
        const bool isText = value.kind == filter::FieldValue::Kind::Text;
        if (!values.isFull())
            values.addText(value.text, isText ? PathCell::Kind::Text : PathCell::Kind::Literal);
    }
    return values.cell();
}

} // namespace

std::optional<ColumnPath> ColumnPath::parse(const QString &text)
{
    const QString wanted = text.trimmed();
    const auto field = filter::Field::parse(wanted);
    if (!field)
        return std::nullopt;
    ColumnPath path;
    path.m_text = wanted;
    path.m_parsed = std::make_shared<const Parsed>(Parsed{*field});
    return path;
}

template<typename Log>
std::vector<PathCell> pathCells(const Log &log, qsizetype row, const std::vector<ColumnPath> &paths)
{
    std::vector<PathCell> cells;
    cells.reserve(paths.size());
    const filter::RowSubject<Log> subject(log, row, filter::Reading::IfNeeded);
    for (const ColumnPath &path : paths)
        cells.push_back(cellOf(path.m_parsed->field, subject));
    return cells;
}

template std::vector<PathCell> pathCells(const EventLog &, qsizetype, const std::vector<ColumnPath> &);
template std::vector<PathCell> pathCells(const LogReader &, qsizetype, const std::vector<ColumnPath> &);

QString columnPathOf(const json::Tree &tree, int node)
{
    if (node <= 0 || node >= tree.size())
        return {};
    std::vector<filterpath::Step> steps = filterpath::stepsTo(tree, node);
    if (steps.size() == 1)
        return filterpath::pathOf(tree, node);
    std::erase_if(steps, [](const filterpath::Step &step) { return step.place >= 0; });
    const int typeNode = tree.find(u"type"_s);
    const QString type = typeNode < 0 ? QString() : tree.string(typeNode);
    const auto inside = [&]() -> QStringList {
        if (type == "events_api"_L1)
            return {u"payload"_s, u"event"_s};
        if (type == "event_callback"_L1)
            return {u"event"_s};
        return type == "interactive"_L1 || type == "slash_commands"_L1 ? QStringList{u"payload"_s}
                                                                       : QStringList();
    }();
    const bool isInside =
        steps.size() > std::size_t(inside.size()) &&
        std::equal(inside.begin(), inside.end(), steps.begin(),
                   [](const QString &name, const filterpath::Step &step) { return step.name == name; });
    if (isInside)
        steps.erase(steps.begin(), steps.begin() + inside.size());
    return filterpath::spelled(steps);
}

} // namespace rtmscope
