#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Rtmscope authors
# SPDX-License-Identifier: MIT
"""How many methods classes declare, read from sources as text: methods.py FILE...

Counts what a class body declares: member functions of all kinds, signals and overrides among them, each overload;
not constructors, destructors, friends, and data, whatever its type looks like. A reading of C++ as this project
writes it, not of all of C++; check() is a class with every shape that there is.
"""
import pathlib
import re
import sys

# Comments, preprocessor lines, literals.
NO_CODE = re.compile(r'//[^\n]*|/\*.*?\*/|^[ \t]*#(?:\\\n|[^\n])*|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"'
                     r"|'(?:\\.|[^'\\\n])'", re.S | re.M)
TOKEN = re.compile(r"[A-Za-z_]\w*|\d[\w.']*|::|->|\[\[|\]\]|\S")
NAME = re.compile(r"[A-Za-z_]\w*$")
CLOSING = {"(": ")", "{": "}", "[": "]", "[[": "]]"}
KEYS = {"class", "struct", "union"}
ACCESS = {"public", "protected", "private", "Q_SIGNALS"}
NO_METHOD = {"using", "friend", "typedef", "enum", "static_assert"} | KEYS
# Not what is called by what stands in parentheses behind it.
NO_FUNCTION = {"alignas", "decltype", "noexcept", "explicit", "requires", "sizeof"}
MACRO = re.compile(r"Q_[A-Z_]+$")


def code(text):
    return TOKEN.findall(NO_CODE.sub(lambda found: " 0 " if found[0][0] in "R\"'" else " ", text))


def past(tokens, at):
    """Where that ends which opens at at."""
    opening, closing, depth = tokens[at], CLOSING[tokens[at]], 0
    while at < len(tokens):
        depth += (tokens[at] == opening) - (tokens[at] == closing)
        at += 1
        if depth == 0:
            break
    return at


def without_template(words):
    while words[:1] == ["template"]:
        depth, at = 0, 1
        while at < len(words):
            depth += (words[at] == "<") - (words[at] == ">")
            at += 1
            if depth == 0:
                break
        words = words[at:]
    return words


def class_named(head):
    """The name of the class whose body follows head; "" for one without; None if it is no class."""
    words = without_template(head)
    while words[:1] and words[0] in ("static", "inline", "constexpr", "const", "typedef"):
        words = words[1:]
    if words[:1] and words[0] in KEYS and "=" not in words:
        names = []
        for word in words[1:]:
            if word in (":", "<"):
                break
            if NAME.match(word) and word not in ("final", "alignas"):
                names.append(word)
        return names[-1] if names else ""
    return None


def is_method(head, owner):
    """Whether these words, up to the ; or body, declare a method of the class owner."""
    words = without_template(head)
    if not words or words[0] in NO_METHOD:
        return False
    angles = 0
    for at, word in enumerate(words):
        if word == "operator":
            return True
        if word == "=" and angles == 0:
            return False
        if word == "<":
            angles += 1
        elif word == ">":
            angles -= 1
        elif word == "(" and angles <= 0:
            name = words[at - 1] if at else ""
            if name in NO_FUNCTION:
                continue
            return bool(NAME.match(name)) and name != owner
    return False


class Reader:
    def __init__(self, text):
        self.tokens = code(text)
        self.methods = {}

    def read(self, at, owners):
        """From at up to the } of the scope, or the end; owners: the classes around it, outermost first."""
        head = []
        owner = owners[-1] if owners else None
        while at < len(self.tokens):
            token = self.tokens[at]
            if token == "}":
                return at + 1
            if token == ";":
                self.note(head, owners)
                head, at = [], at + 1
            elif token == ":" and owner is not None and head and head[0] in ACCESS:
                head, at = [], at + 1
            elif token == "(" and head and MACRO.match(head[-1]) and len(head) == 1:
                head, at = [], past(self.tokens, at)  # Q_PROPERTY(...), Q_DISABLE_COPY(...)
            elif token == "Q_OBJECT" or token == "Q_GADGET":
                at += 1
            elif token in ("(", "[", "[["):
                end = past(self.tokens, at)
                head += [token, CLOSING[token]]
                at = end
            elif token != "{":
                head.append(token)
                at += 1
            else:
                at, head = self.body(at, head, owners)
        return at

    def body(self, at, head, owners):
        """What the { at at begins. Returns where it ends, and what of the head goes on behind it."""
        name = class_named(head)
        if name is not None and "(" not in without_template(head):
            inner = [*owners, name or "unnamed"]
            self.methods.setdefault("::".join(inner), 0)
            end = self.read(at + 1, inner)
            return end, ["struct"]  # up to its ;
        if head[:1] == ["namespace"] or head[:2] in (["inline", "namespace"], ["extern", "0"]):
            return self.read(at + 1, owners), []
        end = past(self.tokens, at)
        after = self.tokens[end] if end < len(self.tokens) else ""
        if after in (",", "{"):  # a member's initializer in front of a constructor's body
            return end, head
        if "(" in head and "=" not in head:  # a function's body, to which no ; belongs
            self.note(head, owners)
            return end, []
        return end, head  # braces around a value

    def note(self, head, owners):
        if owners and is_method(head, owners[-1]):
            self.methods["::".join(owners)] += 1


def counted(text):
    """{"Outer::Inner": methods} of the classes in text."""
    reader = Reader(text)
    at = 0
    while at < len(reader.tokens):
        at = reader.read(at, [])
    return reader.methods


SAMPLE = r'''
#define NOTHING() class Nobody { void no(); };
namespace a::b { /* class No { void no(); }; */
class Forward;
enum class Kind : quint8 { One, Two };
template<typename T, typename U = std::function<void()>>
class Outer final : public Base<T>, private Other
{
    Q_OBJECT
    Q_PROPERTY(int x READ x)
    Q_DISABLE_COPY_MOVE(Outer)
public:
    enum class E { A, B };
    struct Inner { int a = f(1); int b{2}; int c() const { return "};"[0]; } } inner;
    struct Plain { int a; };
    using Call = std::function<void(int)>;
    explicit Outer(int x, Kind k = Kind{}) : Base<T>{x}, m_y(x) {}
    Outer(const Outer &) = delete;
    ~Outer() override;
    void one();                                             // 1
    int two() const { return m_x; }                         // 2
    std::function<void()> three(std::function<int(int)> f); // 3
    template<typename V> auto four(V v) -> int;             // 4
    static constexpr int five(int a = 1) noexcept { if (a) { return 2; } return a; } // 5
    bool operator==(const Outer &) const = default;         // 6
    friend bool operator<(const Outer &, const Outer &) { return false; }
    friend class Friend;
    [[nodiscard]] QHash<int, int> seven() &&;               // 7
    QList<QPair<int, int>> eight(), *nine;                  // 8, as one
    virtual void ten(const char *s = "(;{") = 0;            // 9
Q_SIGNALS:
    void told(const QString &words);                        // 10
private:
    std::function<void(int, int)> m_call;
    std::function<void()> m_other = [] { return; };
    using QObject::event;
    int m_x = 1, m_y{2};
    const char *m_s = R"(void no(); })";
    int m_array[3] = {1, 2, f()};
};
struct Data { int x() const; int x(int) const; };
class { void f(); } unnamed;
void Outer::one() { struct Local { void l(); }; }
}
'''


def check():
    """What is wrong with the counting; empty if nothing is."""
    wanted = {"Outer": 10, "Outer::Inner": 1, "Outer::Plain": 0, "Data": 2, "unnamed": 1}
    found = counted(SAMPLE)
    return "" if found == wanted else f"methods are counted wrong: {found} instead of {wanted}"


if __name__ == "__main__":
    print(check() or "the sample is counted as it should be")
    for path in sys.argv[1:]:
        for name, count in counted(pathlib.Path(path).read_text()).items():
            print(count, name, path)
