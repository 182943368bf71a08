// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/demo/world/screenplay.h"

#include "core/demo/world/scripts.h"

#include <array>

namespace rtmscope::demo {

namespace {

const std::array cast{
    std::pair{'M', "U01MIRA"},  std::pair{'T', "U02TOMAS"}, std::pair{'N', "U03NOA"},
    std::pair{'K', "U04KARIM"}, std::pair{'Y', "U05YUKI"},  std::pair{'P', "U06PRIYA"},
    std::pair{'J', "U07JONAS"}, std::pair{'L', "U08LENA"},  std::pair{'D', "U09DAVIT"},
    std::pair{'O', "U10OLENA"}, std::pair{'S', "U11SOFIA"}, std::pair{'H', "U12MINJUN"},
    std::pair{'E', "U13ELENI"}, std::pair{'G', "U14GRACE"}, std::pair{'B', "U0DEPLOY"},
};

Beat beatOf(const QByteArray &line)
{
    constexpr std::array marks{
        std::pair{">>", Beat::Act::Broadcast}, std::pair{"++", Beat::Act::ReactTop},
        std::pair{":", Beat::Act::Say},        std::pair{">", Beat::Act::Reply},
        std::pair{"+", Beat::Act::React},      std::pair{"~", Beat::Act::Edit},
        std::pair{"-", Beat::Act::Delete},     std::pair{"*", Beat::Act::Special},
    };
    Beat beat;
    beat.who = line.at(0);
    for (const auto &[mark, act] : marks) {
        if (line.mid(1).startsWith(mark)) {
            beat.act = act;
            beat.text = line.mid(1 + static_cast<qsizetype>(qstrlen(mark))).trimmed().replace("\\n", "\n");
            break;
        }
    }
    return beat;
}

void read(const char *script, QList<Dialogue> &play)
{
    QByteArray channel;
    Dialogue dialogue;
    const auto finish = [&] {
        if (!dialogue.beats.isEmpty())
            play.append(dialogue);
        dialogue = {channel, {}};
    };
    for (const QByteArray &line : QByteArray(script).split('\n')) {
        if (line.startsWith("# ")) {
            channel = line.mid(2);
            finish();
        } else if (line.isEmpty()) {
            finish();
        } else {
            dialogue.beats.append(beatOf(line));
        }
    }
    finish();
}

} // namespace

const QList<Dialogue> &screenplay()
{
    static const QList<Dialogue> play = [] {
        QList<Dialogue> all;
        for (const char *script : scripts())
            read(script, all);
        return all;
    }();
    return play;
}

QByteArray castId(char letter)
{
    for (const auto &[known, id] : cast) {
        if (known == letter)
            return id;
    }
    return {};
}

} // namespace rtmscope::demo
