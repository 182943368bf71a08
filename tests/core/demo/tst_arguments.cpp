// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/demo/methods/arguments.h"
#include "tests/support/testmain.h"

#include <limits>

using namespace Qt::StringLiterals;
using rtmscope::demo::Arguments;
using rtmscope::demo::HttpRequest;

//! How clients write what they mean: every form of request, every spelling of a list or a truth.
class TestArguments : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEveryBody_data();
    void readsEveryBody();
    void repairsWhatIsNotUtf8();
    void refusesWhatIsNoBody_data();
    void refusesWhatIsNoBody();
    void anEmptyArgumentIsAbsent_data();
    void anEmptyArgumentIsAbsent();
    void listsComeInManyWays_data();
    void listsComeInManyWays();
    void truthsComeInAnyCase_data();
    void truthsComeInAnyCase();
    void numbersAreCapped();
    void timesMayHaveTooManyDigits();
    void filesKeepTheirNames();

private:
    static HttpRequest request(const QByteArray &type, const QByteArray &body, const QByteArray &query = {})
    {
        HttpRequest request;
        request.query = query;
        request.body = body;
        if (!type.isEmpty())
            request.headers.append({"content-type", type});
        return request;
    }
    static Arguments form(const QByteArray &body)
    {
        return *Arguments::of(request("application/x-www-form-urlencoded", body));
    }
};

void TestArguments::readsEveryBody_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    const QByteArray part = "--b0\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n";
    QTest::newRow("form") << QByteArray("application/x-www-form-urlencoded") << QByteArray("text=a+b%26c");
    QTest::newRow("form without a type") << QByteArray() << QByteArray("text=a%20b%26c");
    QTest::newRow("JSON") << QByteArray("application/json; charset=utf-8")
                          << QByteArray(R"({"text":"a b&c"})");
    QTest::newRow("multipart") << QByteArray("multipart/form-data; boundary=b0")
                               << part + "a b&c\r\n--b0--\r\n";
    QTest::newRow("multipart, quoted boundary")
        << QByteArray("Multipart/Form-Data; charset=utf-8; boundary=\"b0\"") << part + "a b&c\r\n--b0--";
    QTest::newRow("multipart, several parts")
        << QByteArray("multipart/form-data; boundary=b0")
        << "preamble\r\n--b0\r\nContent-Type: text/plain\r\ncontent-disposition: form-data; "
           "name=other\r\n\r\n1\r\n" +
               part + "a b&c\r\n--b0--\r\nepilogue";
}

void TestArguments::readsEveryBody()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    const std::optional<Arguments> arguments = Arguments::of(request(type, body, "text=no&in=query"));
    QVERIFY(arguments);
    QCOMPARE(arguments->value("text"), QByteArray("a b&c"));
    QCOMPARE(arguments->value("in"), QByteArray("query"));
}

//! What we keep is said again in our answers, and these are JSON.
void TestArguments::repairsWhatIsNotUtf8()
{
    const QByteArray part = "--b0\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n";
    const QByteArray repaired = "a\xEF\xBF\xBD"
                                "b";
    const auto form = Arguments::of(request("application/x-www-form-urlencoded", "text=a%FFb", ""));
    QVERIFY(form);
    QCOMPARE(form->value("text"), repaired);
    const auto multipart = Arguments::of(request("multipart/form-data; boundary=b0",
                                                 part + "a\xFF"
                                                        "b\r\n--b0--\r\n",
                                                 ""));
    QVERIFY(multipart);
    QCOMPARE(multipart->value("text"), repaired);
}

void TestArguments::refusesWhatIsNoBody_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("JSON cut short") << QByteArray("application/json") << QByteArray("{\"text\":");
    QTest::newRow("JSON list") << QByteArray("application/json") << QByteArray("[1]");
    QTest::newRow("another type") << QByteArray("text/plain") << QByteArray("text=a");
    QTest::newRow("multipart without a boundary")
        << QByteArray("multipart/form-data") << QByteArray("--b0--");
    QTest::newRow("multipart without an end")
        << QByteArray("multipart/form-data; boundary=b0")
        << QByteArray("--b0\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\na");
}

void TestArguments::refusesWhatIsNoBody()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    QVERIFY(!Arguments::of(request(type, body)));
}

void TestArguments::anEmptyArgumentIsAbsent_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    const QByteArray formType = "application/x-www-form-urlencoded";
    QTest::newRow("form") << formType << QByteArray("thread_ts=&a=1");
    QTest::newRow("form without =") << formType << QByteArray("a=1&thread_ts");
    QTest::newRow("JSON null") << QByteArray("application/json") << QByteArray(R"({"thread_ts":null})");
    QTest::newRow("JSON text") << QByteArray("application/json") << QByteArray(R"({"thread_ts":""})");
    QTest::newRow("multipart") << QByteArray("multipart/form-data; boundary=b0")
                               << QByteArray("--b0\r\nContent-Disposition: form-data; "
                                             "name=\"thread_ts\"\r\n\r\n\r\n--b0--\r\n");
}

void TestArguments::anEmptyArgumentIsAbsent()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    const std::optional<Arguments> arguments = Arguments::of(request(type, body));
    QVERIFY(arguments);
    QVERIFY(!arguments->has("thread_ts"));
    QVERIFY(!arguments->ts("thread_ts"));
    QVERIFY(arguments->flag("thread_ts", true));
}

void TestArguments::listsComeInManyWays_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    const QByteArray formType = "application/x-www-form-urlencoded";
    QTest::newRow("commas") << formType << QByteArray("users=U1,U2");
    QTest::newRow("commas and blanks") << formType << QByteArray("users=%20U1%20,+U2,,");
    QTest::newRow("again and again") << formType << QByteArray("users=U1&users=U2");
    QTest::newRow("brackets") << formType << QByteArray("users[]=U1&users%5B%5D=U2");
    QTest::newRow("numbered brackets") << formType << QByteArray("users[0]=U1&users[1]=U2");
    QTest::newRow("JSON in a form") << formType << QByteArray("users=%5B%22U1%22%2C%20%22U2%22%5D");
    QTest::newRow("JSON array") << QByteArray("application/json") << QByteArray(R"({"users":["U1","U2"]})");
    QTest::newRow("JSON text") << QByteArray("application/json") << QByteArray(R"({"users":"U1,U2"})");
}

void TestArguments::listsComeInManyWays()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    QCOMPARE(Arguments::of(request(type, body))->list("users"), (QList<QByteArray>{"U1", "U2"}));
}

void TestArguments::truthsComeInAnyCase_data()
{
    QTest::addColumn<QByteArray>("written");
    QTest::addColumn<bool>("truth");
    for (const char *yes : {"1", "true", "True", "TRUE", " true"})
        QTest::newRow(yes) << QByteArray(yes) << true;
    for (const char *no : {"0", "false", "False", "no", "2"})
        QTest::newRow(no) << QByteArray(no) << false;
}

void TestArguments::truthsComeInAnyCase()
{
    QFETCH(QByteArray, written);
    QFETCH(bool, truth);
    QCOMPARE(form("inclusive=" + written).flag("inclusive", !truth), truth);
}

void TestArguments::numbersAreCapped()
{
    QCOMPARE(form("limit=12").number("limit", 7), std::optional(12));
    QCOMPARE(form("").number("limit", 7), std::optional(7));
    QCOMPARE(form("limit=-1").number("limit", 7), std::optional(-1));
    QCOMPARE(form("limit=many").number("limit", 7), std::nullopt);
    QCOMPARE(form("limit=99999999999999").number("limit", 7), std::optional(std::numeric_limits<int>::max()));
}

void TestArguments::timesMayHaveTooManyDigits()
{
    QCOMPARE(form("oldest=1795356251.0004129").ts("oldest"), std::optional<qint64>(1'795'356'251'000'412));
    QCOMPARE(form("oldest=1795356251").ts("oldest"), std::optional<qint64>(1'795'356'251'000'000));
    QCOMPARE(form("oldest=yesterday").ts("oldest"), std::nullopt);
}

void TestArguments::filesKeepTheirNames()
{
    const auto arguments = Arguments::of(
        request("multipart/form-data; boundary=b0",
                "--b0\r\nContent-Disposition: form-data; name=\"file\"; filename=\"two; words.txt\"\r\n"
                "Content-Type: text/plain\r\n\r\nline\r\n--b not yet\r\n\r\n--b0--\r\n"));
    QVERIFY(arguments);
    QCOMPARE(arguments->value("file"), QByteArray("line\r\n--b not yet\r\n"));
    QCOMPARE(arguments->fileName("file"), QByteArray("two; words.txt"));
}

RTMSCOPE_TEST_MAIN(TestArguments)
#include "tst_arguments.moc"
