// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/start/commandline.h"

#include "app/start/commandoptions.h"
#include "app/start/givenfiles.h"
#include "app/start/giventokens.h"
#include "app/start/standardstreams.h"
#include "core/base/logcategories.h"
#include "core/base/secret.h"
#include "core/base/utf8.h"
#include "core/connection/endpoint.h"
#include "core/names/messagelink.h"
#include "core/names/nearnames.h"
#include "core/text/cleantext.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("CommandLine", text);
}

Error usage(const QString &text)
{
    return {Error::Kind::Input, u"usage"_s, text, {}, {}};
}

//! "byte 3 (0xE4)", counted from one.
QString byteWords(QByteArrayView bytes, qsizetype at)
{
    return words("byte %1 (%2)").arg(QString::number(at + 1), hexByte(bytes.at(at)));
}

//! ", behind “Gr”": where to look, for who can't count bytes. Nothing that looks like a secret.
QString beginningWords(QByteArrayView bytes, qsizetype at)
{
    constexpr qsizetype shown = 24;
    const QString before = maskSecrets(cleanLine(QString::fromUtf8(bytes.first(at))));
    return before.isEmpty()
               ? QString()
               : words(", behind “%1”").arg(before.size() > shown ? u'…' + before.last(shown) : before);
}

//! Numbers with bounds; the message names the option and what would be right.
Result<qint64> wholeNumber(const QCommandLineParser &parser, const QString &option, qint64 low, qint64 high)
{
    bool ok = false;
    const qint64 number = parser.value(option).toLongLong(&ok);
    if (!ok || number < low || number > high) {
        return usage(words("--%1 takes a whole number from %2 to %3, not “%4”.")
                         .arg(option, QString::number(low), QString::number(high), parser.value(option)));
    }
    return number;
}

Result<double> positiveNumber(const QCommandLineParser &parser, const QString &option)
{
    bool ok = false;
    const double number = parser.value(option).toDouble(&ok);
    if (!ok || !(number > 0 && number <= 1e6)) // "nan" is a number, too
        return usage(words("--%1 takes a number above 0, not “%2”.").arg(option, parser.value(option)));
    return number;
}

Result<demo::ChaosScript> readChaos(const QString &given)
{
    const auto text = readScript(given);
    if (!text)
        return text.error();
    const auto script = demo::readChaosScript(*text);
    if (!script)
        return usage(words("--chaos: %1").arg(script.error().words));
    return *script;
}

//! What stands before an @ may be a password, and is not said again.
Error noAddress(const QString &given)
{
    const QString form = words("It looks like https://slack.com/api/");
    if (given.contains(u'@'))
        return usage(words("This is no address of a Web API.") + u' ' + form);
    return usage(words("“%1” is no address of a Web API.").arg(maskSecrets(given)) + u' ' + form);
}

//! Neither a command nor a file.
Error unknownWord(const QString &word, const QString &code)
{
    QString text = words("There is no command and no file named “%1”. --help lists the commands.").arg(word);
    QStringList names;
    for (const CommandEntry &entry : commands())
        names << entry.name;
    if (const QStringList near = nearNames(word, names); !near.isEmpty())
        text += u' ' + words("Similar: %1.").arg(near.join(u", "_s));
    return {Error::Kind::Input, code, text, {}, {}};
}

class Reader
{
public:
    explicit Reader(Command command) { m_line.command = command; }

    Result<CommandLine> read(const QStringList &arguments);

private:
    //! Of captures, without a server.
    bool readsFiles() const
    {
        return m_line.command == Command::Filter || m_line.command == Command::Export ||
               m_line.command == Command::Merge || m_line.command == Command::Stats;
    }
    std::optional<Error> takeLog();
    std::optional<Error> takeConnection();
    std::optional<Error> takeDemo();
    std::optional<Error> takeTail();
    std::optional<Error> takeFormat();
    std::optional<Error> takeTap();
    std::optional<Error> takeBase(const QString &given);
    std::optional<Error> takeUpstream();
    std::optional<Error> takeWay();
    std::optional<Error> takeCaptures();
    std::optional<Error> takeSend();
    std::optional<Error> takeThread(const QString &given);
    std::optional<Error> takeTextFromInput();
    std::optional<Error> takeWindow();

    CommandLine m_line;
    QCommandLineParser m_parser;
};

//! What is meant as an expression, "-type:message", where options are expected; empty if nothing is.
QString negatedIn(const QStringList &arguments)
{
    for (const QString &argument : arguments) {
        if (argument == "--"_L1)
            break;
        const bool isShort = argument.startsWith(u'-') && !argument.startsWith("--"_L1);
        if (isShort && argument.contains(QRegularExpression(u"[:=<>~ \"]"_s)))
            return argument;
    }
    return {};
}

Result<CommandLine> Reader::read(const QStringList &arguments)
{
    for (const OptionEntry &entry : optionTable()) {
        if (entry.commands.contains(m_line.command))
            m_parser.addOption(entry.option);
    }
    m_parser.addOption(logOption());
    m_parser.addOption({{u"h"_s, u"help"_s}, words("Show this help.")});
    if (m_line.command == Command::Window)
        m_parser.addOption({{u"v"_s, u"version"_s}, words("Show the version.")});

    // A token among the arguments would stand in every process list: refuse it and say where it goes.
    for (const QString &argument : arguments) {
        if (argument == "--token"_L1 || argument.startsWith("--token="_L1)) {
            return usage(words("A token never goes on the command line, where others can read it. "
                               "Put it into SLACK_API_TOKEN or a file for --token-file."));
        }
    }
    if (!m_parser.parse(arguments)) {
        const QString expression = m_line.command == Command::Filter ? negatedIn(arguments) : QString();
        if (expression.isEmpty())
            return usage(m_parser.errorText());
        return usage(
            words("“%1” begins with - and is read as options. An expression that does so goes behind --: "
                  "rtmscope filter FILE -- '%1'")
                .arg(expression));
    }
    if (m_parser.isSet(u"help"_s)) {
        m_line.helpText = commandHelp(m_line.command);
        m_line.command = Command::Help;
        return m_line;
    }
    if (m_line.command == Command::Window && m_parser.isSet(u"version"_s)) {
        m_line.command = Command::Version;
        m_line.helpText = u"rtmscope " RTMSCOPE_VERSION ""_s;
        return m_line;
    }

    if (m_line.command == Command::Explain) { // of nothing but words
        m_line.types = m_parser.positionalArguments();
        const std::optional<Error> error = takeLog();
        return error ? Result<CommandLine>(*error) : Result<CommandLine>(m_line);
    }
    for (const auto take :
         {&Reader::takeLog, &Reader::takeConnection, &Reader::takeDemo, &Reader::takeTail, &Reader::takeTap,
          &Reader::takeCaptures, &Reader::takeSend, &Reader::takeWindow}) {
        if (std::optional<Error> error = (this->*take)())
            return *error;
        if (m_line.command == Command::Help)
            break;
    }
    return m_line;
}

std::optional<Error> Reader::takeLog()
{
    if (!m_parser.isSet(u"log"_s))
        return {};
    const QString given = m_parser.value(u"log"_s).trimmed();
    if (given == "help"_L1) {
        m_line.command = Command::Help;
        m_line.helpText = logHelp();
        return {};
    }
    const Result<QString> rules = logRules(given);
    if (!rules)
        return usage(words("--log: %1").arg(rules.error().words));
    m_line.logRules = *rules;
    return {};
}

std::optional<Error> Reader::takeConnection()
{
    if (m_line.command == Command::Serve || m_line.command == Command::Tap || readsFiles())
        return {};
    m_line.demo = m_parser.isSet(u"demo"_s);
    const bool mayBeSocketMode = m_line.command != Command::Window;
    if (const auto read = readTokens(m_parser, mayBeSocketMode, &m_line.connection); !read)
        return read.error();

    QString base = m_parser.value(u"api-url"_s);
    if (base.isEmpty())
        base = qEnvironmentVariable("RTMSCOPE_API_URL");
    if (std::optional<Error> problem = takeBase(base))
        return problem;
    if (const QString method = m_parser.value(u"connect-method"_s); method == "rtm.start"_L1)
        m_line.connection.connectMethod = ConnectMethod::RtmStart;
    else if (method == "rtm.connect"_L1)
        m_line.connection.connectMethod = ConnectMethod::RtmConnect;
    else if (!method.isEmpty())
        return usage(words("--connect-method takes rtm.connect or rtm.start, not “%1”.").arg(method));

    if (std::optional<Error> problem = takeWay())
        return problem;
    m_line.connection.awaitsHello = !m_parser.isSet(u"no-hello"_s);
    if (m_parser.isSet(u"profile"_s)) {
        m_line.connection.profile = m_parser.value(u"profile"_s).trimmed();
        m_line.connection.profileGiven = true;
        if (m_line.connection.profile.isEmpty())
            return usage(words("--profile takes the name of a profile."));
    }
    if (m_line.command != Command::Window && m_parser.isSet(u"attempts"_s)) {
        const Result<qint64> attempts = wholeNumber(m_parser, u"attempts"_s, 0, 1'000'000);
        if (!attempts)
            return attempts.error();
        m_line.networkAttempts = static_cast<int>(*attempts);
    }
    return {};
}

//! The address of a Web API, if one is given.
std::optional<Error> Reader::takeBase(const QString &given)
{
    if (given.isEmpty())
        return {};
    m_line.connection.apiBase = QUrl(given, QUrl::StrictMode);
    if (m_line.connection.apiBase.isValid() && !m_line.connection.apiBase.host().isEmpty())
        return {};
    return noAddress(given);
}

//! Where a tap passes everything on to.
std::optional<Error> Reader::takeUpstream()
{
    if (!m_parser.isSet(u"upstream"_s))
        return {};
    const QString given = m_parser.value(u"upstream"_s).trimmed();
    if (given.isEmpty())
        return usage(
            words("--upstream takes the address of a Web API, such as https://slack.com/api/. Left out, "
                  "it is that one."));
    if (!given.contains("://"_L1))
        return noAddress(given);
    const auto upstream = readApiBase(given);
    if (!upstream)
        return usage(words("--upstream: %1").arg(upstream.error().words));
    m_line.connection.apiBase = *upstream;
    return {};
}

//! By which way to go there, and whom to believe.
std::optional<Error> Reader::takeWay()
{
    if (m_parser.isSet(u"proxy"_s)) {
        const Result<ProxySetting> proxy = readProxy(m_parser.value(u"proxy"_s));
        if (!proxy)
            return usage(words("--proxy takes http://HOST:PORT, socks5://HOST:PORT, none or system."));
        m_line.connection.proxy = *proxy;
        // A password in an argument stands in every process list, so it may come by the environment.
        ProxySetting &given = *m_line.connection.proxy;
        if (!given.user.isEmpty() && given.password.isEmpty())
            given.password = Secret(qgetenv("RTMSCOPE_PROXY_PASSWORD"));
    }
    m_line.connection.caFile = m_parser.value(u"ca-file"_s);
    return {};
}

//! Nothing of the environment: which token and which server the program has is its own business.
std::optional<Error> Reader::takeTap()
{
    if (m_line.command != Command::Tap)
        return {};
    if (std::optional<Error> problem = takeUpstream())
        return problem;
    if (std::optional<Error> problem = takeWay())
        return problem;
    m_line.record = m_parser.value(u"record"_s);
    if (m_parser.isSet(u"chaos"_s)) {
        const Result<QByteArray> script = readScript(m_parser.value(u"chaos"_s));
        if (!script)
            return script.error();
        m_line.tapChaos = *script;
    }
    return {};
}

std::optional<Error> Reader::takeDemo()
{
    const bool hasDemo = m_line.command != Command::Tap && !readsFiles();
    if (hasDemo && m_parser.isSet(u"rate"_s)) {
        const Result<double> rate = positiveNumber(m_parser, u"rate"_s);
        if (!rate)
            return rate.error();
        m_line.rate = *rate;
    }
    if (hasDemo && m_parser.isSet(u"seed"_s)) {
        const Result<qint64> seed = wholeNumber(m_parser, u"seed"_s, 0, std::numeric_limits<qint64>::max());
        if (!seed)
            return seed.error();
        m_line.seed = static_cast<quint64>(*seed);
    }
    if ((m_line.command == Command::Serve || m_line.command == Command::Tap) && m_parser.isSet(u"port"_s)) {
        const Result<qint64> port = wholeNumber(m_parser, u"port"_s, 0, 65535);
        if (!port)
            return port.error();
        m_line.port = static_cast<quint16>(*port);
    }
    if (m_line.command == Command::Serve && m_parser.isSet(u"chaos"_s)) {
        const Result<demo::ChaosScript> chaos = readChaos(m_parser.value(u"chaos"_s));
        if (!chaos)
            return chaos.error();
        m_line.chaos = *chaos;
    }
    if (m_line.command == Command::Serve) {
        if (std::optional<Error> problem = takeServeOptions(m_parser, &m_line.serve))
            return problem;
        m_line.retiredMethods = m_parser.isSet(u"retired-methods"_s);
        if (const QString shape = m_parser.value(u"start-shape"_s); shape == "connect"_L1)
            m_line.fullStart = false;
        else if (m_parser.isSet(u"start-shape"_s) && shape != "full"_L1)
            return usage(words("--start-shape takes full or connect, not “%1”.").arg(shape));
    }
    if (m_line.command != Command::Window)
        m_line.quiet = m_parser.isSet(u"quiet"_s);
    const bool mayEnd = m_line.command != Command::Window && m_line.command != Command::Send && !readsFiles();
    if (mayEnd && m_parser.isSet(u"duration"_s)) {
        const Result<double> seconds = positiveNumber(m_parser, u"duration"_s);
        if (!seconds)
            return seconds.error();
        m_line.duration = std::chrono::milliseconds(qRound64(*seconds * 1000));
    }
    const bool takesFile = m_line.command == Command::Window || m_line.command == Command::Serve ||
                           m_line.command == Command::Record || readsFiles();
    if (!takesFile && !m_parser.positionalArguments().isEmpty()) {
        return usage(words("“%1” is not understood here; --help lists what is.")
                         .arg(m_parser.positionalArguments().constFirst()));
    }
    return {};
}

std::optional<Error> Reader::takeTail()
{
    if (m_line.command != Command::Tail && m_line.command != Command::Tap)
        return {};
    m_line.printOut = m_line.command == Command::Tap;
    m_line.filter = m_parser.value(u"filter"_s);
    m_line.stats = m_line.command == Command::Tail && m_parser.isSet(u"stats"_s);
    if (std::optional<Error> problem = takeFormat())
        return problem;
    if (const QString direction = m_parser.value(u"direction"_s); !direction.isEmpty()) {
        if (direction != "in"_L1 && direction != "out"_L1 && direction != "both"_L1)
            return usage(words("--direction takes in, out or both, not “%1”.").arg(direction));
        m_line.printIn = direction != "out"_L1;
        m_line.printOut = direction != "in"_L1;
    }
    if (m_parser.isSet(u"count"_s)) {
        const Result<qint64> count = wholeNumber(m_parser, u"count"_s, 1, std::numeric_limits<qint64>::max());
        if (!count)
            return count.error();
        m_line.count = *count;
    }
    return {};
}

std::optional<Error> Reader::takeFormat()
{
    static const QHash<QString, OutputFormat> formats{{u"json"_s, OutputFormat::Json},
                                                      {u"raw"_s, OutputFormat::Raw},
                                                      {u"text"_s, OutputFormat::Text},
                                                      {u"none"_s, OutputFormat::None}};
    if (const QString format = m_parser.value(u"format"_s); !format.isEmpty()) {
        if (!formats.contains(format))
            return usage(words("--format takes json, raw, text or none, not “%1”.").arg(format));
        m_line.format = formats.value(format);
    }
    return {};
}

std::optional<Error> Reader::takeCaptures()
{
    if (m_line.command != Command::Record && !readsFiles())
        return {};
    if (m_line.command == Command::Filter) {
        if (std::optional<Error> problem = takeFormat())
            return problem;
    }
    const Result<CaptureWish> wish = readCaptureWish(commandWord(m_line.command), m_parser);
    if (!wish)
        return wish.error();
    m_line.captures = *wish;
    return {};
}

std::optional<Error> Reader::takeSend()
{
    if (m_line.command != Command::Send)
        return {};
    m_line.channel = m_parser.value(u"channel"_s).trimmed();
    m_line.text = m_parser.value(u"text"_s);
    m_line.broadcast = m_parser.isSet(u"broadcast"_s);
    m_line.plain = m_parser.isSet(u"plain"_s);
    if (m_line.channel.isEmpty())
        return usage(words("send needs --channel: a name (#general), @person, an id (C0123) or a link."));
    if (!m_parser.isSet(u"text"_s))
        return usage(words("send needs --text: what to send, or - to read it from stdin."));
    if (m_parser.isSet(u"thread"_s)) {
        if (std::optional<Error> problem = takeThread(m_parser.value(u"thread"_s)))
            return problem;
    }
    if (m_line.broadcast && m_line.thread.isEmpty())
        return usage(words("--broadcast only makes sense for a thread reply: add --thread TS."));
    return m_line.text == "-"_L1 ? takeTextFromInput() : std::nullopt;
}

std::optional<Error> Reader::takeThread(const QString &given)
{
    if (const auto ts = readMessageTs(given)) {
        m_line.thread = *ts;
        return {};
    }
    const auto link = readMessageLink(given);
    if (!link || (!link->ts && !link->thread))
        return usage(
            words(
                "--thread takes a message's ts (ten digits, a point and six digits: 1700000000.000100), the "
                "same without the point, or the message's link, not “%1”.")
                .arg(given));
    // Of a reply the parent: under its own ts there is no thread, and the message would vanish.
    m_line.thread = link->thread ? link->thread : link->ts;
    m_line.threadChannel = link->channel;
    return {};
}

std::optional<Error> Reader::takeTextFromInput()
{
    constexpr qint64 farTooLong = 16 * 1024 * 1024;
    const auto bytes = readIn(farTooLong);
    if (!bytes)
        return bytes.error();
    if (const qsizetype at = badUtf8Byte(*bytes); at >= 0)
        return usage(words("The text on standard input is not UTF-8: %1. Convert it, for example with iconv.")
                         .arg(byteWords(*bytes, at)));
    m_line.text = QString::fromUtf8(*bytes);
    // The line break that ends the last line is the shell's, not the message's.
    if (m_line.text.endsWith(u'\n'))
        m_line.text.chop(m_line.text.endsWith("\r\n"_L1) ? 2 : 1);
    return {};
}

std::optional<Error> Reader::takeWindow()
{
    if (m_line.command != Command::Window)
        return {};
    m_line.files = m_parser.positionalArguments();
    for (const QString &file : std::as_const(m_line.files)) {
        if (QFileInfo::exists(file))
            continue;
        if (!file.contains(QChar::ReplacementCharacter))
            return unknownWord(file, u"no_such_file"_s);
        return Error{Error::Kind::Input,
                     u"no_such_file"_s,
                     words("The name “%1” is not UTF-8, so the file can't be opened by it. Rename it, or "
                           "give it a second name with ln -s.")
                         .arg(file),
                     {},
                     {}};
    }
    m_line.theme = m_parser.value(u"theme"_s);
    if (!m_line.theme.isEmpty() && !QStringList{u"light"_s, u"dark"_s, u"contrast"_s}.contains(m_line.theme))
        return usage(words("--theme takes light, dark or contrast, not “%1”.").arg(m_line.theme));
    return {};
}

//! Whether the word behind it belongs to it.
bool takesValue(const QString &argument)
{
    const QString name = argument.sliced(argument.startsWith("--"_L1) ? 2 : 1);
    const auto isIt = [&name](const QCommandLineOption &option) {
        return !option.valueName().isEmpty() && option.names().contains(name);
    };
    const QList<OptionEntry> table = optionTable();
    return isIt(logOption()) || std::any_of(table.begin(), table.end(),
                                            [&isIt](const OptionEntry &entry) { return isIt(entry.option); });
}

//! Where the first word stands that is no option: a command mostly stands there, "rtmscope tail --demo", but
//! "rtmscope --demo tail" means the same.
qsizetype firstWord(const QStringList &arguments)
{
    for (qsizetype at = 1; at < arguments.size(); ++at) {
        const QString &argument = arguments.at(at);
        if (!argument.startsWith(u'-') || argument == "-"_L1)
            return at;
        if (argument == "--"_L1)
            break; // what follows is a file, whatever its name
        if (takesValue(argument))
            ++at;
    }
    return -1;
}

const CommandEntry *commandNamed(const QString &word)
{
    const auto found = std::find_if(commands().begin(), commands().end(),
                                    [&word](const CommandEntry &entry) { return entry.name == word; });
    return found == commands().end() ? nullptr : &*found;
}

} // namespace

Result<QStringList> readArguments(const QList<QByteArray> &arguments)
{
    QStringList out;
    QStringList decoded;
    for (const QByteArray &argument : arguments)
        decoded << QString::fromLocal8Bit(argument);
    const bool isCommand = commandNamed(decoded.value(firstWord(decoded))) != nullptr;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QByteArray &argument = arguments.at(i);
        out << QString::fromLocal8Bit(argument);
        const qsizetype at = badUtf8Byte(argument);
        if (!isCommand || at < 0)
            continue; // the window takes a file only, and whether there is one of that name shows at once
        const qsizetype equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
        const bool joined = equals >= 0 && equals < at;
        const QByteArray value = joined ? argument.sliced(equals + 1) : argument;
        const QByteArray name = joined ? argument.left(equals) : arguments.value(i - 1);
        const QString which = name.startsWith('-') ? words("The argument of %1").arg(QString::fromUtf8(name))
                                                   : words("Argument %1").arg(i);
        const qsizetype place = badUtf8Byte(value);
        return usage(words("%1 is not UTF-8: %2%3. Check the encoding of the terminal or script.")
                         .arg(which, byteWords(value, place), beginningWords(value, place)));
    }
    return out;
}

Result<CommandLine> parseCommandLine(const QStringList &arguments)
{
    QStringList rest = arguments;
    Command command = Command::Window;
    const qsizetype word = firstWord(rest);
    if (const CommandEntry *entry = commandNamed(rest.value(word))) {
        command = entry->command;
        rest.removeAt(word);
    }
    // With more behind it, a plain word that is no file was meant as a command.
    const QString first = rest.value(1);
    const bool isWord =
        !first.isEmpty() && std::all_of(first.begin(), first.end(), [](QChar c) { return c.isLetter(); });
    if (command == Command::Window && isWord && rest.size() > 2 && !QFileInfo::exists(first))
        return unknownWord(first, u"usage"_s);
    return Reader(command).read(rest);
}

} // namespace rtmscope
