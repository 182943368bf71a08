// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/demo/server/faultdesk.h"

#include "core/demo/methods/methodparts.h"
#include "core/demo/world/objectwriter.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope::demo {

namespace {

using std::chrono::milliseconds;
using When = ChaosScript::Step::When;

const QByteArray jsonType = "Content-Type: application/json; charset=utf-8";
const QByteArray htmlType = "Content-Type: text/html; charset=utf-8";
constexpr qsizetype hugeFrame = 1 << 20;

QByteArray webPage(const QByteArray &title)
{
    return "<!DOCTYPE html><html><head><title>" + title + "</title></head><body><h1>" + title +
           "</h1></body></html>\n";
}

//! \a payload masked, as only a client may send it.
QByteArray maskedFrame(const QByteArray &payload)
{
    constexpr char mask[] = {1, 2, 3, 4};
    QByteArray frame = "\x81" + QByteArray(1, static_cast<char>(0x80 | payload.size())) + QByteArray(mask, 4);
    for (qsizetype i = 0; i < payload.size(); ++i)
        frame += static_cast<char>(payload[i] ^ mask[i % 4]);
    return frame;
}

template<auto... members>
void copyMembers(const SocketFaults &from, SocketFaults &to)
{
    ((to.*members = from.*members), ...);
}

//! What a fault that lasts changes about the sockets.
struct Concern
{
    Fault::Kind kind;
    void (*copy)(const SocketFaults &from, SocketFaults &to);
};

constexpr std::array concerns{
    Concern{Fault::Kind::StallPongs, copyMembers<&SocketFaults::withholdPongs>},
    Concern{Fault::Kind::Drip, copyMembers<&SocketFaults::dripping>},
    Concern{Fault::Kind::Storm, copyMembers<&SocketFaults::storming>},
    Concern{Fault::Kind::CloseAtOnce, copyMembers<&SocketFaults::closesAfterHello>},
    Concern{Fault::Kind::NoHello, copyMembers<&SocketFaults::hello>},
    Concern{Fault::Kind::ExpiredUrl, copyMembers<&SocketFaults::expiredUrls>},
    Concern{Fault::Kind::Upgrade, copyMembers<&SocketFaults::refusedUpgrades, &SocketFaults::refusalStatus>},
    Concern{Fault::Kind::Acks, copyMembers<&SocketFaults::acks, &SocketFaults::ackDelay>},
    Concern{Fault::Kind::Duplicate, copyMembers<&SocketFaults::duplicates>},
    Concern{Fault::Kind::Reorder, copyMembers<&SocketFaults::reorders>},
    Concern{Fault::Kind::Drop, copyMembers<&SocketFaults::drops>},
    Concern{Fault::Kind::AppRefused, copyMembers<&SocketFaults::appRefusal>},
    Concern{Fault::Kind::Retry, copyMembers<&SocketFaults::lateEvents>},
    Concern{Fault::Kind::EnvelopeAcks, copyMembers<&SocketFaults::envelopeAcksLost>},
    Concern{Fault::Kind::Others, copyMembers<&SocketFaults::otherSockets, &SocketFaults::othersAcknowledge>},
};

void copyConcern(Fault::Kind kind, const SocketFaults &from, SocketFaults &to)
{
    for (const Concern &concern : concerns) {
        if (concern.kind == kind)
            concern.copy(from, to);
    }
}

} // namespace

//! One step of the script with its timer.
struct FaultDesk::Runner
{
    ChaosScript::Step step;
    QTimer timer;
    milliseconds due{}; //!< in the script's time
};

FaultDesk::FaultDesk(Gateway &gateway, SocketApps &apps, Switches switches, double timeScale, quint64 seed,
                     QObject *parent)
    : QObject(parent)
    , m_gateway(gateway)
    , m_apps(apps)
    , m_switches(std::move(switches))
    , m_scaled(timeScale)
    , m_random(seed)
{
}

FaultDesk::~FaultDesk() = default;

// --- One fault

void FaultDesk::carryOut(const Fault &fault)
{
    Q_EMIT reported(QString::fromUtf8(scriptText(fault)));
    begin(fault);
    const FaultKind &row = kindOf(fault.kind);
    // Orders of answers know their own end, and so does the one behind a migration.
    if (!row.lasts() || row.group == FaultGroup::Api || fault.kind == Kind::Migration)
        return;
    // Silencing the sockets that are open now ends nothing that is under way.
    if (fault.kind == Kind::HalfOpen && fault.choice != "all" && fault.lasts.count() <= 0)
        return;
    QTimer *&ending = m_endings[fault.kind];
    delete std::exchange(ending, nullptr);
    if (fault.lasts.count() <= 0)
        return;
    ending = new QTimer(this);
    ending->setSingleShot(true);
    const Kind kind = fault.kind;
    connect(ending, &QTimer::timeout, this, [this, kind] {
        end(kind);
        Q_EMIT reported(
            QCoreApplication::translate("Faults", "%1: over").arg(QString::fromUtf8(kindOf(kind).name)));
    });
    ending->start(m_scaled(fault.lasts));
}

void FaultDesk::begin(const Fault &fault)
{
    switch (fault.kind) {
    case Kind::Kill:
        return m_gateway.dropAll();
    case Kind::Close:
        return m_gateway.closeAll(static_cast<quint16>(fault.number), fault.text);
    case Kind::Goodbye:
        return m_gateway.sayFarewell(R"({"type":"goodbye"})");
    case Kind::Migration: {
        Fault refusal = fault;
        refusal.kind = Kind::ApiError;
        refusal.choice = "migration_in_progress";
        refusal.times = std::numeric_limits<int>::max();
        for (const char *method : {"rtm.connect", "rtm.start"}) {
            refusal.method = method;
            order(refusal);
        }
        m_gateway.forgetTickets(); // they were the old server's
        return m_gateway.sayFarewell(R"({"type":"team_migration_started"})");
    }
    case Kind::Broken:
        return sendBroken(fault.choice);
    case Kind::Replay:
        return m_gateway.replayLast();
    case Kind::Frame:
        return sendOddFrame(fault.choice);
    case Kind::ErrorFrame:
        return sendErrorFrame(fault);
    case Kind::Disconnect:
        return m_apps.disconnectAll(fault.choice);
    case Kind::Envelope:
        return m_apps.tellOdd(fault.choice);
    case Kind::Interaction:
        return m_apps.interact(fault.choice, fault.text);
    case Kind::RateLimit:
    case Kind::HttpError:
    case Kind::Html:
    case Kind::ApiError:
        return order(fault);
    default:
        return beginState(fault);
    }
}

//! What stays wrong until end().
void FaultDesk::beginState(const Fault &fault)
{
    switch (fault.kind) {
    case Kind::HalfOpen:
        return fault.choice == "all" ? m_switches.muteAll(true) : m_gateway.muteAll();
    case Kind::Refuse:
        return m_switches.listen(false);
    case Kind::Storm:
        changeSockets([](SocketFaults &faults) { faults.storming = true; });
        return m_gateway.dropAll();
    case Kind::Retry:
        if (fault.choice != "late")
            return m_apps.repeat(fault.number, fault.choice == "acknowledged");
        break;
    default:
        break;
    }
    const SocketFaults wanted = wantedBy(fault);
    changeSockets([&](SocketFaults &faults) { copyConcern(fault.kind, wanted, faults); });
}

//! What the sockets do wrong if \a fault is of the kind that each member belongs to.
SocketFaults FaultDesk::wantedBy(const Fault &fault) const
{
    SocketFaults wanted;
    wanted.withholdPongs = wanted.dripping = wanted.storming = true;
    wanted.hello = fault.choice == "pongs" ? SocketFaults::Hello::Withheld : SocketFaults::Hello::Silent;
    wanted.closesAfterHello = wanted.expiredUrls = wanted.refusedUpgrades = fault.times;
    wanted.refusalStatus = fault.number;
    wanted.acks = fault.choice;
    wanted.ackDelay = m_scaled(fault.wait);
    wanted.duplicates = wanted.reorders = wanted.drops = wanted.lateEvents = fault.number;
    wanted.appRefusal = fault.choice;
    wanted.envelopeAcksLost = fault.choice == "lost";
    wanted.otherSockets = fault.number;
    wanted.othersAcknowledge = fault.choice != "deaf";
    return wanted;
}

void FaultDesk::end(Kind kind)
{
    switch (kind) {
    case Kind::HalfOpen:
        return m_switches.muteAll(false);
    case Kind::Refuse:
        return m_switches.listen(true);
    default:
        break;
    }
    changeSockets([kind](SocketFaults &faults) { copyConcern(kind, {}, faults); });
}

void FaultDesk::changeSockets(const std::function<void(SocketFaults &)> &change)
{
    SocketFaults faults = m_gateway.faults();
    change(faults);
    m_gateway.setFaults(faults);
}

void FaultDesk::endAll()
{
    stopScript();
    m_orders.clear();
    const QList<Kind> under = m_endings.keys();
    qDeleteAll(m_endings);
    m_endings.clear();
    for (const Kind kind : under)
        end(kind);
}

void FaultDesk::sendOddFrame(const QByteArray &choice)
{
    const QByteArray ts = tsText(m_gateway.freshTs());
    if (choice == "binary")
        return m_gateway.sendToAll(Opcode::Binary, QByteArray("\x00\x01\x02\xff", 4));
    QByteArray frame;
    if (choice == "bad-json")
        frame = R"({"type":"message","channel":"C0OPS","text":"unfinish)";
    else if (choice == "huge")
        frame = ObjectWriter().text("type", "demo_huge").text("padding", QByteArray(hugeFrame, 'x')).done();
    else if (choice == "unknown")
        frame = ObjectWriter()
                    .text("type", "never_documented")
                    .raw("value", R"({"nested":[1,2.50,null]})")
                    .text("event_ts", ts)
                    .done();
    else if (choice == "tombstone")
        frame = ObjectWriter()
                    .text("type", "message")
                    .text("subtype", "tombstone")
                    .flag("hidden", true)
                    .text("channel", "C0OPS")
                    .text("user", "USLACKBOT")
                    .text("text", "This message was deleted.")
                    .text("ts", ts)
                    .text("event_ts", ts)
                    .done();
    else if (choice == "list")
        frame = R"([{"type":"hello"},{"type":"goodbye"}])";
    m_gateway.sendToAll(Opcode::Text, frame); // "blank" stays empty
}

void FaultDesk::sendBroken(const QByteArray &choice)
{
    constexpr qsizetype tooLongForControl = 126;
    if (choice == "reserved")
        m_gateway.sendBytesToAll("\xf1\x02{}");
    else if (choice == "opcode")
        m_gateway.sendBytesToAll("\x83\x02{}");
    else if (choice == "utf8")
        m_gateway.sendToAll(Opcode::Text, "{\"type\":\"\xff\xfe\"}");
    else if (choice == "masked")
        m_gateway.sendBytesToAll(maskedFrame("{}"));
    else if (choice == "control")
        m_gateway.sendToAll(Opcode::Ping, QByteArray(tooLongForControl, 'x'));
    if (choice != "half")
        return;
    m_gateway.sendBytesToAll("\x81\x64{\"type\":\"mess");
    m_gateway.dropAll();
}

void FaultDesk::sendErrorFrame(const Fault &fault)
{
    ObjectWriter error;
    error.number("code", fault.number);
    const QByteArray usual = fault.number == 17  ? "Ratelimited"
                             : fault.number == 1 ? "Socket URL has expired"
                                                 : "something went wrong";
    error.text("msg", fault.text.isEmpty() ? usual : fault.text);
    if (fault.wait.count() >= 0)
        error.number("retry_after", std::chrono::ceil<std::chrono::seconds>(m_scaled(fault.wait)).count());
    m_gateway.sendToAll(Opcode::Text, ObjectWriter().text("type", "error").raw("error", error.done()).done());
}

// --- Answers of the Web API

void FaultDesk::order(Fault fault)
{
    if (fault.method.isEmpty() || fault.method == "*")
        fault.method = "any";
    const QDeadlineTimer until = fault.lasts.count() > 0 ? QDeadlineTimer(m_scaled(fault.lasts))
                                                         : QDeadlineTimer(QDeadlineTimer::Forever);
    if (fault.wait.count() > 0)
        fault.wait = m_scaled(fault.wait);
    m_orders.append({fault, until});
}

std::optional<FaultDesk::Answer> FaultDesk::answerFor(const QByteArray &method)
{
    m_orders.removeIf([](const Order &order) { return order.until.hasExpired(); });
    for (qsizetype i = 0; i < m_orders.size(); ++i) {
        Fault &fault = m_orders[i].fault;
        if (fault.method != "any" && fault.method != method)
            continue;
        const Answer answer = answerOf(fault);
        if (--fault.times <= 0)
            m_orders.removeAt(i);
        return answer;
    }
    return std::nullopt;
}

FaultDesk::Answer FaultDesk::answerOf(const Fault &fault)
{
    switch (fault.kind) {
    case Kind::RateLimit: {
        Answer answer{429, {jsonType}, errorAnswer("ratelimited")};
        if (fault.wait.count() >= 0) // whole seconds, as HTTP has it
            answer.headers.append("Retry-After: " +
                                  QByteArray::number(static_cast<qint64>(
                                      std::chrono::ceil<std::chrono::seconds>(fault.wait).count())));
        return answer;
    }
    case Kind::HttpError: {
        const QByteArray body =
            fault.text.isEmpty() ? webPage("HTTP " + QByteArray::number(fault.number)) : fault.text;
        return {fault.number, {body.trimmed().startsWith('{') ? jsonType : htmlType}, body};
    }
    case Kind::ApiError:
        return {200, {jsonType}, errorAnswer(fault.choice)};
    default:
        return {200, {htmlType}, webPage("Welcome to the hotel. Please accept the terms of use.")};
    }
}

// --- Chance and the script

milliseconds FaultDesk::pause(const ChaosScript::Step &step)
{
    const auto room = static_cast<int>((step.delayTo - step.delay).count());
    return step.when == When::Every && room > 0 ? step.delay + milliseconds(m_random.below(room + 1))
                                                : step.delay;
}

void FaultDesk::run(const ChaosScript &script)
{
    stopScript();
    if (script.seed)
        m_random = Random(*script.seed);
    milliseconds above = 0ms; // when the line above strikes first
    for (const ChaosScript::Step &step : script.steps) {
        auto runner = std::make_unique<Runner>();
        runner->step = step;
        runner->timer.setSingleShot(true);
        Runner *whose = runner.get();
        connect(&runner->timer, &QTimer::timeout, this, [this, whose] { strike(*whose); });
        above = pause(step) + (step.when == When::After ? above : 0ms);
        runner->due = above;
        runner->timer.start(above.count() > 0 ? m_scaled(above) : 0ms);
        m_runners.push_back(std::move(runner));
    }
}

void FaultDesk::strike(Runner &runner)
{
    const ChaosScript::Step &step = runner.step;
    // By the script's own time: what strikes late, on a busy machine, strikes nevertheless.
    const bool over = step.until.count() > 0 && runner.due > step.until;
    if (over)
        return;
    if (step.when == When::Every) {
        const milliseconds next = pause(step);
        runner.due += next;
        runner.timer.start(m_scaled(next));
    }
    carryOut(step.choices.isEmpty() ? demo::anyFault(m_random, spoken())
                                    : Fault(m_random.pick(step.choices)));
}

//! What the clients speak that are here.
FaultKind::Stream FaultDesk::spoken() const
{
    const int apps = m_apps.socketCount();
    if (apps == 0)
        return FaultKind::Stream::Rtm;
    return m_gateway.socketCount() > apps ? FaultKind::Stream::Any : FaultKind::Stream::Apps;
}

void FaultDesk::stopScript()
{
    m_runners.clear();
}

} // namespace rtmscope::demo
