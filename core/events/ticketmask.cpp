// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/events/ticketmask.h"

#include "core/events/letterscan.h"
#include "core/json/tree.h"

#include <QVarLengthArray>

#include <algorithm>
#include <array>
#include <cstring>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

// A string member with one of these names is a ticket wherever it stands. The quick look knows the first ones
// by six of their letters; the others come along with one of those.
constexpr std::array ticketNames{"upload_url"_L1,
                                 "response_url"_L1,
                                 "trigger_id"_L1,
                                 "token"_L1,
                                 "bot_access_token"_L1,
                                 "access_token"_L1,
                                 "refresh_token"_L1,
                                 "verification_token"_L1,
                                 "cookie"_L1,
                                 "cookies"_L1,
                                 "client_secret"_L1,
                                 "signing_secret"_L1,
                                 "interactivity_pointer"_L1,
                                 "secret"_L1,
                                 "webhook_url"_L1};
constexpr qsizetype longestKey = 64;
constexpr qsizetype window = 6; // letters looked at from each position
constexpr qsizetype block = 64; // positions looked at together

//! Whether hasLettersOfTickets() may be true: never no where that says yes. Half its comparisons, so that
//! nearly every frame is done with this.
bool mayHaveLettersOfTickets(const char *text, qsizetype count)
{
    return holdsSomewhere(text, count, [](const char *at) {
        const bool url = (at[2] == '_') & (at[3] == 'u') & ((at[1] == 'd') | (at[1] == 'e') | (at[1] == 't'));
        const bool trigger = (at[1] == 'g') & (at[2] == 'e') & (at[3] == 'r');
        const bool token = (at[1] == 'o') & (at[2] == 'k') & (at[3] == 'e');
        const bool cookie = (at[0] == 'c') & (at[2] == 'o') & (at[3] == 'k');
        const bool scheme = (at[0] == 'w') & (at[1] == 's') & ((at[2] == ':') | (at[2] == 's'));
        const bool workflow = (at[0] == 'x') & (at[1] == 'w');
        return url | trigger | token | cookie | scheme | workflow;
    });
}

//! Whether one of \a count positions begins six letters that a ticket has in its name: the end of upload_url,
//! response_url or reconnect_url, of trigger_id, token" or cookie, a socket's scheme, or the beginning of a
//! workflow's token. Exact enough that image_url and "broken" pass by.
bool hasLettersOfTickets(const char *text, qsizetype count)
{
    return holdsSomewhere(text, count, [](const char *at) {
        const auto are = [at](const char(&letters)[window + 1]) {
            int same = 1;
            for (qsizetype i = 0; i < window; ++i)
                same &= int{at[i] == letters[i]};
            return same;
        };
        // Numbers, not booleans: a branch a letter would keep the loop from becoming one of vectors.
        const int scheme = int{at[0] == 'w'} & int{at[1] == 's'} &
                           (int{at[2] == ':'} | (int{at[2] == 's'} & int{at[3] == ':'}));
        const int workflow =
            int{at[0] == 'x'} & int{at[1] == 'w'} & int{at[2] == 'f'} & int{at[3] == 'p'} & int{at[4] == '-'};
        return (are("ad_url") | are("se_url") | are("ct_url") | are("gger_i") | are("token\"") |
                are("cookie") | scheme | workflow) != 0;
    });
}

//! Whether one of \a count positions begins `ret"` or `ter"`, the ends of secret and pointer, the end of
//! webhook_url, the host of webhooks, or a signature.
bool hasLettersOfCompanions(const char *text, qsizetype count)
{
    return holdsSomewhere(text, count, [](const char *at) {
        const bool secret = (at[0] == 'r') & (at[2] == 't');
        const bool pointer = (at[0] == 't') & (at[2] == 'r');
        const bool name = (at[1] == 'e') & (at[3] == '"') & (secret | pointer);
        const bool url = (at[0] == 'o') & (at[1] == 'k') & (at[2] == '_') & (at[3] == 'u');
        const bool host = (at[0] == 'h') & (at[3] == 'k') & (at[4] == 's') & (at[5] == '.');
        const bool signature = (at[0] == 'v') & (at[1] == '0') & (at[2] == '=');
        return name | url | host | signature;
    });
}

//! Calls \a visit(position, count) for the stretches of \a text where \a test says yes, in order; some
//! positions may come twice. Stops, and returns true, when a visit does.
template<typename Test, typename Visit>
bool eachSuspect(QByteArrayView text, Test test, Visit visit)
{
    const qsizetype positions = text.size() - (window - 1);
    const auto look = [&](qsizetype at, qsizetype count) {
        return test(text.data() + at, count) && visit(at, count);
    };
    if (positions < block)
        return positions > 0 && look(0, positions);
    for (qsizetype at = 0; at + block <= positions; at += block) {
        if (look(at, block))
            return true;
    }
    return look(positions - block, block); // the rest, and some of it again
}

bool hasLetters(const char *text, qsizetype count)
{
    return mayHaveLettersOfTickets(text, count) && hasLettersOfTickets(text, count);
}

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

//! A letter of a token; those of a member's name are among them.
bool isTokenLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

//! Finds tickets without reading the frame as a whole. In JSON, what stands around a place tells enough: a
//! quote that no backslash escapes, with a letter behind it, opens a string; a string with a colon behind it
//! is a member's name.
class TicketFinder
{
public:
    struct Ticket
    {
        qsizetype begin; //!< between the quotes
        qsizetype end;
        QString name;
    };

    explicit TicketFinder(QByteArrayView text)
        : m_text(text)
    {
    }

    //! Looks at the places where letters of tickets may begin.
    void look(qsizetype at, qsizetype count);
    //! The same for those that come along with others.
    void lookForCompanions(qsizetype at, qsizetype count);
    void add(qsizetype begin, qsizetype end, const QString &name);

    QVarLengthArray<Ticket, 8> tickets;
    bool sawScheme = false;    //!< of a socket's address
    bool sawReconnect = false; //!< a value reconnect_url

private:
    bool begins(qsizetype at, QByteArrayView letters) const { return m_text.sliced(at).startsWith(letters); }
    bool isOpenQuote(qsizetype at) const;
    qsizetype behindBlanks(qsizetype at) const;
    qsizetype closingQuote(qsizetype from) const;
    QByteArrayView nameAround(qsizetype at) const;
    QByteArrayView keyOf(qsizetype value) const;
    void lookAtName(qsizetype at);
    void lookAtAddress(qsizetype at);
    void lookAtToken(qsizetype at);
    void lookAtWebhook(qsizetype at);
    void lookAtSignature(qsizetype at);

    const QByteArrayView m_text;
};

void TicketFinder::look(qsizetype at, qsizetype count)
{
    for (const qsizetype end = at + count; at < end; ++at) {
        switch (m_text[at]) {
        case 'a':
        case 's':
        case 'c':
        case 'g':
        case 't':
            if (begins(at, "ad_url") || begins(at, "se_url") || begins(at, "ct_url") ||
                begins(at, "gger_i") || begins(at, "token\"") || begins(at, "cookie"))
                lookAtName(at);
            break;
        case 'w':
            if (begins(at, "ws:") || begins(at, "wss:"))
                lookAtAddress(at);
            break;
        case 'x':
            if (begins(at, "xwfp-"))
                lookAtToken(at);
            break;
        default:
            break;
        }
    }
}

void TicketFinder::lookForCompanions(qsizetype at, qsizetype count)
{
    for (const qsizetype end = at + count; at < end; ++at) {
        if (begins(at, "ret\"") || begins(at, "ter\"") || begins(at, "ok_url"))
            lookAtName(at);
        else if (begins(at, "hooks.slack.com") || begins(at, "hooks.slack-gov.com"))
            lookAtWebhook(at);
        else if (begins(at, "v0="))
            lookAtSignature(at);
    }
}

//! Those of a stretch come in order; what lies in one that is known already is part of it.
void TicketFinder::add(qsizetype begin, qsizetype end, const QString &name)
{
    const bool known = std::any_of(tickets.begin(), tickets.end(), [begin](const Ticket &ticket) {
        return begin >= ticket.begin && begin < ticket.end;
    });
    if (begin < end && !known) // nothing in it, nothing to hide
        tickets.append({begin, end, name});
}

bool TicketFinder::isOpenQuote(qsizetype at) const
{
    if (at < 0 || m_text[at] != '"')
        return false;
    qsizetype slashes = 0;
    while (at - slashes > 0 && m_text[at - slashes - 1] == '\\')
        ++slashes;
    return slashes % 2 == 0;
}

qsizetype TicketFinder::behindBlanks(qsizetype at) const
{
    while (at < m_text.size() && isBlank(m_text[at]))
        ++at;
    return at;
}

//! -1 if there is none.
qsizetype TicketFinder::closingQuote(qsizetype from) const
{
    do
        from = m_text.indexOf('"', from);
    while (from >= 0 && !isOpenQuote(from) && ++from < m_text.size());
    return from < m_text.size() ? from : -1;
}

//! The string of letters that \a at lies in; empty if it is no whole string.
QByteArrayView TicketFinder::nameAround(qsizetype at) const
{
    qsizetype begin = at;
    while (begin > 0 && at - begin < longestKey && isTokenLetter(m_text[begin - 1]))
        --begin;
    qsizetype end = at;
    while (end < m_text.size() && end - at < longestKey && isTokenLetter(m_text[end]))
        ++end;
    const bool whole = isOpenQuote(begin - 1) && end < m_text.size() && m_text[end] == '"';
    return whole ? m_text.sliced(begin, end - begin) : QByteArrayView();
}

//! The name of the member whose value is the string that begins at \a value.
QByteArrayView TicketFinder::keyOf(qsizetype value) const
{
    qsizetype at = value - 2; // in front of the quote
    while (at >= 0 && isBlank(m_text[at]))
        --at;
    if (at < 0 || m_text[at] != ':')
        return {};
    --at;
    while (at >= 0 && isBlank(m_text[at]))
        --at;
    if (!isOpenQuote(at))
        return {};
    const qsizetype end = at;
    do
        --at;
    while (at >= 0 && end - at < longestKey && !isOpenQuote(at));
    return at >= 0 ? m_text.sliced(at + 1, end - at - 1) : QByteArrayView();
}

void TicketFinder::lookAtName(qsizetype at)
{
    const QByteArrayView name = nameAround(at);
    if (name.isEmpty())
        return;
    const qsizetype quote = (name.data() - m_text.data()) + name.size();
    const qsizetype colon = behindBlanks(quote + 1);
    if (colon >= m_text.size() || m_text[colon] != ':') {
        sawReconnect = sawReconnect || name == "reconnect_url";
        return;
    }
    const QLatin1StringView key(name.data(), name.size());
    if (std::find(ticketNames.begin(), ticketNames.end(), key) == ticketNames.end())
        return;
    const qsizetype value = behindBlanks(colon + 1);
    if (value >= m_text.size() || m_text[value] != '"')
        return;
    const qsizetype end = closingQuote(value + 1);
    add(value + 1, end >= 0 ? end : m_text.size(), QString(key)); // of a torn frame, the rest
}

//! A socket's address, where it is the value of a member whose name ends in url.
void TicketFinder::lookAtAddress(qsizetype at)
{
    sawScheme = true;
    if (!isOpenQuote(at - 1))
        return;
    const QByteArrayView key = keyOf(at);
    const qsizetype end = closingQuote(at);
    if (end >= 0 && QLatin1StringView(key.data(), key.size()).endsWith("url"_L1, Qt::CaseInsensitive))
        add(at, end, QString::fromUtf8(key));
}

//! The token of a workflow's step, in whatever text.
void TicketFinder::lookAtToken(qsizetype at)
{
    constexpr qsizetype shortest = 10; // else somebody speaks of them
    qsizetype end = at;
    while (end < m_text.size() && isTokenLetter(m_text[end]))
        ++end;
    if (end - at >= shortest && (at == 0 || !isTokenLetter(m_text[at - 1])))
        add(at, end, u"secret"_s);
}

//! Whoever knows the address of a webhook may post by it: incoming_webhook.url in an answer of OAuth, the
//! addresses that workflows are begun by. What people write in a text is theirs.
void TicketFinder::lookAtWebhook(qsizetype at)
{
    for (const QByteArrayView scheme : {QByteArrayView("https://"), QByteArrayView("https:\\/\\/")}) {
        const qsizetype begin = at - scheme.size();
        if (!m_text.first(at).endsWith(scheme) || !isOpenQuote(begin - 1))
            continue;
        const QByteArrayView key = keyOf(begin); // none in an array
        const QLatin1StringView name(key.data(), key.size());
        const qsizetype end = closingQuote(begin);
        if (end >= 0 && (name.isEmpty() || name.endsWith("url"_L1, Qt::CaseInsensitive)))
            add(begin, end, name.isEmpty() ? u"url"_s : QString(name));
    }
}

//! X-Slack-Signature, which proves to a program of HTTP that Slack has asked.
void TicketFinder::lookAtSignature(qsizetype at)
{
    constexpr qsizetype shortest = 32;
    const auto isDigit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    qsizetype end = at + 3;
    while (end < m_text.size() && isDigit(m_text[end]))
        ++end;
    if (end - at - 3 >= shortest && (at == 0 || !isTokenLetter(m_text[at - 1])))
        add(at, end, u"signature"_s);
}

//! The address that a reconnect_url event carries, whatever its scheme.
void findReconnectUrl(QByteArrayView frame, TicketFinder *finder)
{
    const json::Tree tree = json::Tree::parse(frame.toByteArray());
    if (tree.isEmpty())
        return;
    const int type = tree.find(u"type");
    if (type < 0 || tree.node(type).kind != json::Kind::String || tree.string(type) != "reconnect_url"_L1)
        return;
    for (int i = 0; i < tree.size(); ++i) {
        const json::Tree::Node &node = tree.node(i);
        if (node.parent == 0 && node.kind == json::Kind::String && node.keyBegin >= 0 &&
            tree.key(i) == "url"_L1)
            finder->add(node.begin + 1, node.end - 1, u"url"_s);
    }
}

//! A text that is no JSON: everything from ws: up to what can't stand in a URL.
bool maskAddressesInText(QByteArray &text)
{
    bool masked = false;
    for (const QByteArrayView scheme : {QByteArrayView("wss:"), QByteArrayView("ws:")}) {
        qsizetype at = 0;
        while ((at = text.indexOf(scheme, at)) >= 0) {
            qsizetype end = at + scheme.size();
            if (end >= text.size() || (text[end] != '/' && text[end] != '\\')) {
                at = end;
                continue;
            }
            while (end < text.size() && !std::strchr(" \t\r\n\"'<>", text[end]))
                ++end;
            text.replace(at, end - at, "***");
            at += 3;
            masked = true;
        }
    }
    return masked;
}

// How tokens begin.
constexpr std::array tokenHeads{QByteArrayView("xox"), QByteArrayView("xapp-"), QByteArrayView("xwfp-")};

bool mayHoldTokens(QByteArrayView text)
{
    const auto begins = [](const char *at) {
        return (at[0] == 'x') & (((at[1] == 'o') & (at[2] == 'x')) | ((at[1] == 'a') & (at[2] == 'p')) |
                                 ((at[1] == 'w') & (at[2] == 'f')));
    };
    return holdsSomewhere(text.data(), text.size() - 2, begins);
}

//! The end of the token that begins at \a at; \a at if none does.
qsizetype tokenEnd(QByteArrayView text, qsizetype at)
{
    constexpr qsizetype shortest = 12; // else somebody speaks of them
    const QByteArrayView rest = text.sliced(at);
    const bool isToken = std::any_of(tokenHeads.begin(), tokenHeads.end(),
                                     [rest](QByteArrayView head) { return rest.startsWith(head); });
    if (!isToken || (at > 0 && isTokenLetter(text[at - 1])))
        return at;
    qsizetype end = at + 3;
    if (rest[2] == 'x') { // xoxb- and the like, xoxe.xoxp-
        if (rest.size() <= 5 || (rest[4] != '-' && rest[4] != '.'))
            return at;
        end += 2;
    }
    while (end < text.size() && (isTokenLetter(text[end]) || QByteArrayView("%+=/").contains(text[end])))
        ++end;
    return end - at >= shortest && rest.first(end - at).contains('-') ? end : at;
}

//! \a frame with *** for each ticket; what stands between quotes leaves JSON of the same shape.
QByteArray without(QByteArrayView frame, const TicketFinder &finder)
{
    QByteArray out;
    out.reserve(frame.size());
    qsizetype copied = 0;
    for (const TicketFinder::Ticket &ticket : finder.tickets) {
        if (ticket.begin < copied)
            continue; // inside the one before
        out.append(frame.sliced(copied, ticket.begin - copied));
        out.append("***");
        copied = ticket.end;
    }
    return out.append(frame.sliced(copied));
}

} // namespace

bool mayHoldTickets(QByteArrayView frame)
{
    return eachSuspect(frame, hasLetters, [](qsizetype, qsizetype) { return true; });
}

bool maskPastedTokens(QByteArray &text)
{
    if (!mayHoldTokens(text))
        return false;
    QByteArray out;
    qsizetype copied = 0;
    for (qsizetype at = text.indexOf('x'); at >= 0; at = text.indexOf('x', at)) {
        const qsizetype end = tokenEnd(text, at);
        if (end == at) {
            ++at;
            continue;
        }
        out.append(QByteArrayView(text).sliced(copied, at - copied)).append("***");
        copied = at = end;
    }
    if (copied == 0)
        return false;
    text = out.append(QByteArrayView(text).sliced(copied));
    return true;
}

QStringList maskTickets(QByteArray &frame, TicketSearch search)
{
    const QByteArrayView text(frame);
    TicketFinder finder(text);
    eachSuspect(text, hasLetters, [&finder](qsizetype at, qsizetype count) {
        finder.look(at, count);
        return false;
    });
    if (search == TicketSearch::Thorough || !finder.tickets.isEmpty()) {
        eachSuspect(text, hasLettersOfCompanions, [&finder](qsizetype at, qsizetype count) {
            finder.lookForCompanions(at, count);
            return false;
        });
    }
    if (finder.sawReconnect)
        findReconnectUrl(text, &finder);
    std::sort(finder.tickets.begin(), finder.tickets.end(),
              [](const auto &a, const auto &b) { return a.begin < b.begin; });

    QStringList masked;
    for (const TicketFinder::Ticket &ticket : std::as_const(finder.tickets)) {
        if (!masked.contains(ticket.name))
            masked.append(ticket.name);
    }
    if (!finder.tickets.isEmpty())
        frame = without(text, finder);
    if (!finder.sawScheme || !json::Tree::parse(frame).isEmpty() || !maskAddressesInText(frame))
        return masked;
    if (!masked.contains("url"_L1))
        masked.append(u"url"_s);
    // With the address a backslash may have gone that made the quote behind it no quote.
    const QStringList uncovered = maskTickets(frame, search);
    for (const QString &name : uncovered) {
        if (!masked.contains(name))
            masked.append(name);
    }
    return masked;
}

} // namespace rtmscope
