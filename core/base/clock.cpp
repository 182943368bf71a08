// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/base/clock.h"

#include <array>
#include <charconv>

namespace rtmscope {

namespace {

class SystemClock final : public Clock
{
public:
    qint64 nowUs() const override
    {
        const auto now = std::chrono::system_clock::now().time_since_epoch();
        return std::chrono::duration_cast<std::chrono::microseconds>(now).count();
    }
    qint64 monotonicUs() const override
    {
        const auto now = std::chrono::steady_clock::now().time_since_epoch();
        return std::chrono::duration_cast<std::chrono::microseconds>(now).count();
    }
};

void putDigits(char *at, qint64 value, int width)
{
    for (int i = width - 1; i >= 0; --i) {
        at[i] = static_cast<char>('0' + value % 10);
        value /= 10;
    }
}

bool takeDigits(QByteArrayView text, qsizetype at, int width, int *out)
{
    if (at + width > text.size())
        return false;
    const char *begin = text.data() + at;
    const auto [end, error] = std::from_chars(begin, begin + width, *out);
    return error == std::errc() && end == begin + width;
}

} // namespace

const Clock &Clock::system()
{
    static const SystemClock clock;
    return clock;
}

QByteArray isoUtc(qint64 microseconds)
{
    using namespace std::chrono;
    const sys_time<std::chrono::microseconds> time{std::chrono::microseconds(microseconds)};
    const auto day = floor<days>(time);
    const year_month_day date{day};
    const qint64 inDay = (time - day).count();

    QByteArray out("0000-00-00T00:00:00.000000Z");
    char *text = out.data();
    putDigits(text, int(date.year()), 4);
    putDigits(text + 5, unsigned(date.month()), 2);
    putDigits(text + 8, unsigned(date.day()), 2);
    putDigits(text + 11, inDay / 3'600'000'000, 2);
    putDigits(text + 14, inDay / 60'000'000 % 60, 2);
    putDigits(text + 17, inDay / 1'000'000 % 60, 2);
    putDigits(text + 20, inDay % 1'000'000, 6);
    return out;
}

bool fromIsoUtc(QByteArrayView text, qint64 *microseconds)
{
    int year = 0;
    int month = 0;
    int day = 0;
    int hour = 0;
    int minute = 0;
    int second = 0;
    constexpr qsizetype toSeconds = 19;
    if (text.size() <= toSeconds || text.back() != 'Z' || text[4] != '-' || text[7] != '-' ||
        text[10] != 'T' || text[13] != ':' || text[16] != ':')
        return false;
    if (!takeDigits(text, 0, 4, &year) || !takeDigits(text, 5, 2, &month) || !takeDigits(text, 8, 2, &day) ||
        !takeDigits(text, 11, 2, &hour) || !takeDigits(text, 14, 2, &minute) ||
        !takeDigits(text, 17, 2, &second))
        return false;

    qint64 fraction = 0;
    const QByteArrayView digits = text.sliced(toSeconds, text.size() - toSeconds - 1);
    if (!digits.isEmpty()) {
        if (digits[0] != '.' || digits.size() < 2 || digits.size() > 10)
            return false;
        for (qsizetype i = 1; i <= 6; ++i) {
            const char digit = i < digits.size() ? digits[i] : '0';
            if (digit < '0' || digit > '9')
                return false;
            fraction = fraction * 10 + (digit - '0');
        }
    }

    using namespace std::chrono;
    const year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                              std::chrono::day(static_cast<unsigned>(day))};
    if (!date.ok() || hour > 23 || minute > 59 || second > 60)
        return false;
    const qint64 days = sys_days(date).time_since_epoch().count();
    *microseconds = ((days * 24 + hour) * 60 + minute) * 60'000'000 + second * qint64(1'000'000) + fraction;
    return true;
}

} // namespace rtmscope
