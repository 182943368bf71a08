// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/serving/capturerecording.h"

#include "core/json/json.h"
#include "core/log/eventlog.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

constexpr qint64 patienceMs = 1'000;
constexpr qsizetype mostAsked = 200;    // frames that are looked into for who and where we are
constexpr qsizetype mostNamed = 20'000; // people, and conversations, that nothing but their ids tells of

QString words(const char *text)
{
    return QCoreApplication::translate("ServeCapture", text);
}

//! Whether an entry tells of people and conversations themselves, not of what they say.
bool isDescription(const QString &type, Direction direction)
{
    static const QSet<QString> notes{u"api"_s, u"state"_s};
    static const QSet<QString> events{u"team_join"_s,       u"user_change"_s,       u"user_profile_changed"_s,
                                      u"channel_created"_s, u"channel_rename"_s,    u"group_rename"_s,
                                      u"channel_joined"_s,  u"group_joined"_s,      u"channel_archive"_s,
                                      u"group_archive"_s,   u"channel_unarchive"_s, u"group_unarchive"_s,
                                      u"im_created"_s,      u"im_open"_s,           u"mpim_open"_s,
                                      u"mpim_joined"_s,     u"bot_added"_s,         u"bot_changed"_s};
    return direction == Direction::Note ? notes.contains(type)
                                        : direction == Direction::In && events.contains(type);
}

demo::Channel::Kind kindOf(ConversationKind kind)
{
    switch (kind) {
    case ConversationKind::Channel:
        return demo::Channel::Kind::Public;
    case ConversationKind::PrivateChannel:
        return demo::Channel::Kind::Private;
    case ConversationKind::DirectMessage:
        return demo::Channel::Kind::Im;
    case ConversationKind::GroupMessage:
        return demo::Channel::Kind::Mpim;
    }
    return demo::Channel::Kind::Public;
}

demo::RecordedPerson personOf(const User &user)
{
    demo::RecordedPerson person;
    person.id = user.id.text().toUtf8();
    person.name = user.name.toUtf8();
    person.realName = user.realName.toUtf8();
    person.displayName = user.displayName.toUtf8();
    person.title = user.title.toUtf8();
    person.deleted = user.deleted;
    if (user.isBot)
        person.botId = "B" + person.id.mid(1);
    return person;
}

demo::RecordedRoom roomOf(const Conversation &conversation)
{
    demo::RecordedRoom room;
    room.id = conversation.id().text().toUtf8();
    room.name = conversation.name().toUtf8();
    room.kind = kindOf(conversation.kind());
    room.topic = conversation.topic().toUtf8();
    room.purpose = conversation.purpose().toUtf8();
    room.peer = conversation.peer().text().toUtf8();
    room.archived = conversation.isArchived();
    return room;
}

demo::RecordedRoom roomNamed(const QByteArray &id)
{
    demo::RecordedRoom room;
    room.id = id;
    if (id.startsWith('D'))
        room.kind = demo::Channel::Kind::Im;
    else if (id.startsWith('G'))
        room.kind = demo::Channel::Kind::Private;
    return room;
}

//! Reads the frames one after the other.
class Frames
{
public:
    Frames(const LogSnapshot &log, CaptureRecording::Choice choice)
        : m_reader(log)
        , m_choice(std::move(choice))
    {
    }

    bool next(demo::RecordedFrame *frame)
    {
        while (m_row < m_reader.size()) {
            const qsizetype row = m_row++;
            if (m_reader.row(row).direction != Direction::In || (m_choice && !m_choice(m_reader, row)))
                continue;
            const Event event = m_reader.event(row);
            frame->number = qint64(event.seq);
            frame->timeUs = m_reader.row(row).timeUs;
            frame->bytes = event.raw;
            frame->channel = event.channelIsBeside ? event.channel.toUtf8() : QByteArray();
            frame->isText = event.form != FrameForm::Binary;
            frame->repeated = event.repeated;
            return true;
        }
        return false;
    }

private:
    LogReader m_reader;
    CaptureRecording::Choice m_choice;
    qsizetype m_row = 0;
};

//! Goes once over the index, and reads only what tells of people and places.
class Survey
{
public:
    Survey(const LogSnapshot &log, std::chrono::milliseconds longestGap, CaptureRecording::Choice choice)
        : m_log(log)
        , m_reader(log)
        , m_longestGap(longestGap)
    {
        m_found.log = log;
        m_found.choice = std::move(choice);
        m_choice = m_found.choice;
    }

    //! Nothing: \a progress gave up.
    std::optional<CaptureRecording> run(const CaptureRecording::Progress &progress);

private:
    void take(qsizetype row);
    void takeTime(qint64 timeUs);
    void ask(const QByteArray &frame);
    void nameUs();
    void nameOthers();

    const LogSnapshot &m_log;
    LogReader m_reader;
    std::chrono::microseconds m_longestGap;
    CaptureRecording::Choice m_choice;
    json::Document m_document;
    QHash<quint32, bool> m_describes; //!< by type and direction
    std::shared_ptr<demo::Recording> m_made = std::make_shared<demo::Recording>();
    CaptureRecording m_found;
    qsizetype m_asked = 0;
    QSet<quint32> m_users; //!< symbols of those that frames name
    QSet<quint32> m_channels;
};

void Survey::takeTime(qint64 timeUs)
{
    if (timeUs == 0)
        return;
    if (m_found.firstUs == 0)
        m_found.firstUs = timeUs;
    else
        m_found.played += std::clamp(std::chrono::microseconds(timeUs - m_found.lastUs),
                                     std::chrono::microseconds(0), m_longestGap);
    m_found.lastUs = timeUs;
}

void Survey::take(qsizetype row)
{
    const LogRow &entry = m_log.row(row);
    const quint32 key = quint32(entry.type) << 8 | quint32(entry.direction);
    auto describes = m_describes.constFind(key);
    if (describes == m_describes.constEnd())
        describes = m_describes.insert(key, isDescription(m_log.typeName(entry.type), entry.direction));
    if (*describes)
        m_found.names.apply(m_reader.event(row));
    if (entry.direction != Direction::In || (m_choice && !m_choice(m_reader, row)))
        return;
    ++m_found.frames;
    if (entry.user != 0 && m_users.size() < mostNamed)
        m_users.insert(entry.user);
    if (entry.channel != 0 && m_channels.size() < mostNamed)
        m_channels.insert(entry.channel);
    takeTime(entry.timeUs);
    if (m_asked < mostAsked) {
        ++m_asked;
        ask(m_reader.frame(row));
    }
}

//! Envelopes say for which team and whom they are.
void Survey::ask(const QByteArray &frame)
{
    if (!m_document.parse(frame))
        return;
    const json::Value root = m_document.root();
    const json::Value payload = root["payload"].isObject() ? root["payload"] : root;
    if (m_made->team.id.isEmpty() || m_made->team.id == demo::teamId)
        m_made->team.id = payload["team_id"].text().toUtf8();
    for (const json::Value each : payload["authorizations"].elements()) {
        if (m_made->self.id.isEmpty())
            m_made->self.id = each["user_id"].text().toUtf8();
    }
}

//! Who and where we are, as far as anything tells.
void Survey::nameUs()
{
    const CaptureInfo &info = m_log.info();
    const QString self = !info.selfId.isEmpty() ? info.selfId : m_found.names.self().text();
    const QString team = !info.teamId.isEmpty() ? info.teamId : m_found.names.teamId().text();
    if (!self.isEmpty())
        m_made->self.id = self.toUtf8();
    if (!team.isEmpty())
        m_made->team.id = team.toUtf8();
    const QString teamName = !info.teamName.isEmpty() ? info.teamName : m_found.names.teamName();
    m_made->team.name = teamName.isEmpty() ? m_made->team.id : teamName.toUtf8();
    if (!m_found.names.teamDomain().isEmpty())
        m_made->team.domain = m_found.names.teamDomain().toUtf8();
    if (const User *us = m_found.names.user(UserId(QString::fromUtf8(m_made->self.id)))) {
        m_made->self = personOf(*us);
    }
}

//! Those of whom the capture has nothing but their ids; they are known by these.
void Survey::nameOthers()
{
    for (const User &user : m_found.names.users())
        m_made->people.append(personOf(user));
    for (const Conversation &conversation : m_found.names.conversations())
        m_made->rooms.append(roomOf(conversation));
    for (const quint32 symbol : std::as_const(m_users)) {
        demo::RecordedPerson person;
        person.id = m_log.symbol(symbol).toUtf8();
        if (person.id.startsWith('U') || person.id.startsWith('W'))
            m_made->people.append(person);
    }
    for (const quint32 symbol : std::as_const(m_channels)) {
        const QByteArray id = m_log.symbol(symbol).toUtf8();
        if (id.startsWith('C') || id.startsWith('D') || id.startsWith('G'))
            m_made->rooms.append(roomNamed(id));
    }
}

std::optional<CaptureRecording> Survey::run(const CaptureRecording::Progress &progress)
{
    constexpr qsizetype toldEvery = 4096;
    m_made->team.id.clear();
    for (qsizetype row = 0; row < m_log.size(); ++row) {
        if (row % toldEvery == 0 && progress && !progress(row))
            return {};
        take(row);
    }
    nameUs();
    nameOthers();
    m_found.cast = m_made;
    return std::move(m_found);
}

Error inputError(const QString &code, const QString &text)
{
    return {Error::Kind::Input, code, text, {}, {}};
}

} // namespace

Result<CaptureRecording> CaptureRecording::open(const QString &path, std::chrono::milliseconds longestGap,
                                                const std::function<void()> &waiting)
{
    QElapsedTimer since;
    since.start();
    bool told = false;
    const auto log = EventLog::open(path, [&](OpenStep, qint64, qint64) {
        if (!told && since.elapsed() > patienceMs) {
            told = true;
            waiting();
        }
        return true;
    });
    if (!log) {
        Error error = log.error();
        error.code = u"unreadable_file"_s;
        return error;
    }
    auto found = of((*log)->snapshot(), path, longestGap);
    if (found)
        found->notice = (*log)->notice();
    return found;
}

Result<CaptureRecording> CaptureRecording::of(const LogSnapshot &log, const QString &name,
                                              std::chrono::milliseconds longestGap, const Choice &choice,
                                              const Progress &progress)
{
    auto found = Survey(log, longestGap, choice).run(progress);
    if (!found)
        return inputError(u"cancelled"_s, words("Serving %1 was cancelled.").arg(name));
    if (found->frames > 0)
        return *std::move(found);
    return inputError(u"unreadable_file"_s,
                      choice
                          ? words("There is nothing to play: no frame from Slack in %1 is chosen.").arg(name)
                          : words("There is nothing to play in %1: it holds no frame from Slack.").arg(name));
}

std::shared_ptr<const demo::Recording> CaptureRecording::fromBeginning() const
{
    auto recording = std::make_shared<demo::Recording>(*cast);
    recording->next = [frames = std::make_shared<Frames>(log, choice)](demo::RecordedFrame *frame) {
        return frames->next(frame);
    };
    return recording;
}

} // namespace rtmscope
