// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/explain/facts/fieldshapes.h"

#include "core/events/types/eventtypes.h"

#include <array>
#include <optional>
#include <type_traits>

namespace rtmscope {

namespace {

template<typename T>
concept Described = requires
{
    T::fields;
};

template<typename T>
struct Inside
{
    using Type = T;
    static constexpr bool isList = false;
};

template<typename T>
struct Inside<std::optional<T>> : Inside<T>
{
};

template<typename T>
struct Inside<QList<T>>
{
    using Type = T;
    static constexpr bool isList = true;
};

template<Described T>
constexpr bool hasId()
{
    return applyRow(
        [](const auto &...field) {
            [[maybe_unused]] const auto isId = [](const auto &one) {
                if constexpr (requires { one.key; })
                    return one.key == "id";
                else
                    return false;
            };
            return (isId(field) || ...);
        },
        T::fields);
}

template<typename T>
constexpr FieldShape::Kind kindOf()
{
    using Kind = FieldShape::Kind;
    if constexpr (std::is_same_v<T, QString>)
        return Kind::Text;
    else if constexpr (std::is_same_v<T, bool>)
        return Kind::Flag;
    else if constexpr (std::is_arithmetic_v<T>)
        return Kind::Number;
    else if constexpr (std::is_same_v<T, MessageTs>)
        return Kind::Stamp;
    else if constexpr (std::is_same_v<T, UserId>)
        return Kind::User;
    else if constexpr (std::is_same_v<T, BotId>)
        return Kind::Bot;
    else if constexpr (std::is_same_v<T, ChannelId>)
        return Kind::Conversation;
    else if constexpr (std::is_same_v<T, TeamId>)
        return Kind::Team;
    else if constexpr (std::is_same_v<T, FileId>)
        return Kind::File;
    else if constexpr (std::is_same_v<T, AppId>)
        return Kind::App;
    else if constexpr (std::is_same_v<T, SubteamId>)
        return Kind::Subteam;
    else if constexpr (Described<T>)
        return Kind::Object;
    else {
        static_assert(std::is_same_v<T, AnyJson>, "say what such a field is");
        return Kind::Any;
    }
}

template<typename T>
FieldShape shapeOf(std::string_view key)
{
    using Element = typename Inside<T>::Type;
    FieldShape shape{key, kindOf<Element>(), Inside<T>::isList, false};
    if constexpr (Described<Element>)
        shape.mayBeId = hasId<Element>();
    return shape;
}

template<Described T>
void collect(QList<FieldShape> &shapes)
{
    applyRow(
        [&shapes](const auto &...field) {
            [[maybe_unused]] const auto take = [&shapes](const auto &one) {
                using Target = std::remove_cvref_t<decltype(std::declval<T>().*one.target)>;
                if constexpr (requires { one.key; })
                    shapes.append(shapeOf<Target>(one.key));
                else
                    collect<Target>(shapes);
            };
            (take(field), ...);
        },
        T::fields);
}

using Collector = void (*)(QList<FieldShape> &);
#define RTMSCOPE_COLLECT(Type, ...) &collect<Type>,
constexpr std::array<Collector, eventTypeCount> collectors
{
    nullptr, RTMSCOPE_EVENTS(RTMSCOPE_COLLECT)
};
#undef RTMSCOPE_COLLECT

} // namespace

QList<FieldShape> fieldShapes(std::size_t row)
{
    QList<FieldShape> shapes;
    if (row != 0 && row < collectors.size())
        collectors[row](shapes);
    return shapes;
}

QString FieldShape::words() const
{
    switch (kind) {
    case Kind::Text:
        return isList ? tr("list of texts") : tr("text");
    case Kind::Flag:
        return tr("true or false");
    case Kind::Number:
        return isList ? tr("list of numbers") : tr("number");
    case Kind::Stamp:
        return isList ? tr("list of time stamps") : tr("time stamp");
    case Kind::User:
        return isList ? tr("list of user ids") : tr("user id");
    case Kind::Bot:
        return isList ? tr("list of bot ids") : tr("bot id");
    case Kind::Conversation:
        return isList ? tr("list of conversation ids") : tr("conversation id");
    case Kind::Team:
        return isList ? tr("list of workspace ids") : tr("workspace id");
    case Kind::File:
        return isList ? tr("list of file ids") : tr("file id");
    case Kind::App:
        return isList ? tr("list of app ids") : tr("app id");
    case Kind::Subteam:
        return isList ? tr("list of user group ids") : tr("user group id");
    case Kind::Object:
        return isList ? tr("list of objects") : tr("object");
    case Kind::Any:
        break;
    }
    return tr("anything");
}

bool FieldShape::allows(json::Kind value) const
{
    if (value == json::Kind::Null || kind == Kind::Any)
        return true;
    if (isList)
        return value == json::Kind::Array;
    switch (kind) {
    case Kind::Flag:
        return value == json::Kind::Bool;
    case Kind::Number:
        return value == json::Kind::Number;
    case Kind::Object:
        return value == json::Kind::Object || (mayBeId && value == json::Kind::String);
    default:
        return value == json::Kind::String;
    }
}

QString kindWords(json::Kind kind)
{
    switch (kind) {
    case json::Kind::Null:
        return FieldShape::tr("null");
    case json::Kind::Bool:
        return FieldShape::tr("true or false");
    case json::Kind::Number:
        return FieldShape::tr("number");
    case json::Kind::String:
        return FieldShape::tr("text");
    case json::Kind::Array:
        return FieldShape::tr("list");
    case json::Kind::Object:
        return FieldShape::tr("object");
    }
    return {};
}

} // namespace rtmscope
