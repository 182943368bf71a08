// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// The texts of the demo workspace. To add to them, write: a blank line begins a dialogue, "# name" says in
// which room the following ones take place, and each line is a letter of the cast, a mark and a text (see
// Beat). {slots} are filled anew each time a dialogue is played: {service} {version} {pods} {ms} {pct}
// {customer} {ticket} {pr} {host} {count} {minutes} {hour} {dish} {@M} (a mention; {@me} is whoever is logged
// in) {#ops} (a channel). \n is a line end.
#include "core/demo/world/scripts.h"

#include <array>

namespace rtmscope::demo {

namespace {

constexpr auto scriptOps = R"(
# ops

M: On call this week: me until Wednesday, then {@H}. Please page, do not whisper.
H: Phone is charged, coffee is bought
M+ coffee

T: Planned: restart of `{service}` at {hour}:00, about {minutes} seconds of slower answers
T: Starting
T: Done. Nobody noticed, I hope
L: Nobody noticed :+1:
T++ white_check_mark

D: Please rotate the key of the backup bucket before Friday. I have put a reminder on the calendar of everybody who can.
M: Did it while you were typing
D+ heart_eyes

J: Wrong channel, sorry, that graph was for the marketing people
H> Which channel was right?
J-

H: Kernel updates are through on all but two machines:\n```worker-17   pending reboot\nworker-22   pending reboot```
M: Reboot 22 now, 17 runs the export until {hour}:00
H+ ok_hand
H: 22 is back after {minutes} s

Y: アプリの再接続が多すぎるようです。サーバー側で何か見えますか？
T> Yes: phones wake up together at the full hour. A little randomness in the client would help
Y> ジッターを入れます。{version} で出します
T+ bow

M: Deploy of `{service}` is done, {@T} please check the <https://grafana.demo.invalid/d/{service}|dashboard>
T> Looking now
T>> p99 looks fine to me, {ms} ms
M++ tada
H++ eyes

T: Anyone else seeing timeouts from `{host}`? Started about {minutes} minutes ago.
H> Yes, two of {pods} pods there are restarting. Same node.
H> It is out of disk again: ```/dev/vdb1   98%  /var/lib/containers\n/dev/vda1   41%  /```
T> Cordon it, I move the pods
H> Done, `kubectl cordon {host}`
H+ raised_hands
T>> Node {host} is drained, error rate is back to normal
M+ white_check_mark

D: Certificate for `*.eu.demo.invalid` runs out in {count} days. The renewal job has been red since Tuesday.
M> I see it. The DNS challenge fails because the token was rotated
M~ I see it. The DNS challenge fails: the token was rotated last week and nobody told the job
D> :pray: please write down where that token lives
M> In the runbook now, <https://wiki.demo.invalid/runbooks/certificates>
D+ heavy_check_mark

P: *Reminder:* no deploys between {hour}:00 and {hour}:30 today, the payment provider does maintenance. <!here>
T+ +1
H+ +1
L> Should I tell customers?
P> Yes please: a short note on the status page is enough

K: تأخرت مهمة `nightly-export` مرة أخرى، وصلت إلى {minutes} دقيقة بدل عشر دقائق
T> Is that the one that locks the orders table?
K> نعم، سأقسّمها إلى دفعات أصغر (`batch_size={count}`)
K> الآن تنتهي خلال أربع دقائق :tada:
T+ clap

H: What I changed on the load balancer this morning:\n1. idle timeout from 60 s to 350 s\n2. keep-alive to the upstreams on\n3. `{host}` out of rotation until the firmware is new
Y> 2 だけで体感できるほど速くなりました、ありがとう！
H+ blush
M++ rocket

O: Чи хтось дивиться на черги? `{service}-events` росте вже {minutes} хвилин
M> On it. A consumer was stuck on one poisoned message
M> Moved it aside, the queue drains at {count} a second
O+ pray
O>> Черга порожня, дякую!

M: {@me} could you look at the alert for `{service}` when you have a minute? It flaps, and I would like a second pair of eyes.
M+ eyes
J> It only fires when the pool is at {pct} %, so maybe the threshold is the bug
M> That would be the nicest outcome

T: Rollback of `{service}` to {version}, the new one leaks connections
T* chart connections-{service}.png
M+ disappointed
M> Graph says it all. Do we have a test that would have caught it?
T> We will by tonight :sweat_smile:
T* pin
)";

constexpr auto scriptDeploys = R"(
# deploys

H: Release train of today: `{service}`, `search`, `mailer`. Anybody missing?
J: The docs site, but it can go any time
H+ +1

B* rollout
H: This one changes the schema, so no rollback after {hour}:00
M: Understood, watching until then
B* rollout-done
M+ ship

T: Who has the lock on staging? I need it for {minutes} minutes
Y: どうぞ、もう終わりました
T: Thank you!
T-
J: I will take it after you, {@T}

B* rollout
J> Mine, watching
J++ eyes
B* rollout-done
J+ tada

H: Freeze for the audit starts Thursday at {hour}:00. Whatever is not merged by then waits until Monday.
Y> モバイルの {version} は水曜に出します
H> Good, then you are safe
J> And the {pr} fix?
H> If it is reviewed today, yes
J>> {pr} is merged :ship:
H+ ship

B* rollout
T: Holding this one for a moment, the migration takes longer than in staging
T> It rewrites {count} million rows
M> Backfill in batches next time? Nobody minds a slow night, everybody minds a locked table
T> Agreed, opened a ticket
B* rollout-done

M: New rule, after yesterday: a deploy needs a name next to it. The bot asks, you answer.
Y+ +1
T+ +1
J+ thumbsup
H> Does `deploybot` take an emoji as a name?
M> It takes :no_entry:

B* failed
Y> ビルドキャッシュが壊れています。消してもう一度
Y* me is clearing the build cache once more
B* rollout
B* rollout-done
Y+ sweat_smile

J: `{service}` {version} is out. Changes:\n• sign-in keeps the page you came from\n• {count} fewer kilobytes of script\n• the spinner that never stopped stops
S> Love the third one. Release notes are here: <https://notes.demo.invalid/{version}>
S* unfurl
J++ heart

T: Canary of `{service}` at {pct} %: error budget untouched so far
M> Leave it over lunch?
T> That was the plan
T~ Canary of `{service}` at {pct} %: error budget untouched, staying here until {hour}:00
M+ bento
)";

constexpr auto scriptDesign = R"(
# design-review

N: מחר בעשר: מעבר על כל המסכים שהשתנו השבוע. מי מצטרף?
J: I am in
G: Me too, if I may only listen
P: Me too, with questions
N+ tada

S: Small thing: the tooltip says "Click here to save". People know that they click.
N: צודקת. "שמירה" מספיק
S+ heart

J: Dark theme, third attempt. Please look at it at night, not at noon.
J* image dark-theme-3.png
G: At night it is lovely. The focus ring could be a little calmer.
K: في الليل مريح جدًا للعين
J+ new_moon_with_face

P: Decision from yesterday: one toolbar, not two. The second row becomes a menu.
N: רשמתי
P* topic One toolbar; show it early

N: העליתי גרסה חדשה של מסך התשלום. אשמח להערות עד יום חמישי
N* image checkout-v{count}.png
J> Much calmer. Is the total meant to move when the voucher field opens?
N> לא, זה באג בהדמיה. אתקן היום
J+ +1
N>> תוקן: הסכום נשאר במקום גם כשהשדה נפתח :sparkles:
G+ sparkles

G: First pass at the empty states. I tried to say what to do next instead of being funny.
G* image empty-states.png
S> The words are good. One thing: "No data" under the third picture, no data about what?
G~ First pass at the empty states. I tried to say what to do next instead of being funny. (Third picture: words changed.)
S+ raised_hands

N: שאלה לגבי הכיווניות: בטבלה מעורבת עברית ואנגלית, המספרים צריכים להישאר מיושרים *לימין*?
K> بالعربية نفضّل محاذاة الأرقام إلى اليمين أيضًا، لكن بأرقام متساوية العرض
N> מצוין, אז נשתמש ב־`tabular-nums` בשתי השפות
J> I can do that in the table component today
N+ heart

J: Contrast check of the new palette: {count} pairs, two fail.\n&gt; Dim text on the panel colour: 4.1\n&gt; Link on selection: 3.9
N> אכהה את שניהם קצת
G> Please keep the warm grey, it is the only thing the brand people noticed
N> שומרת :slightly_smiling_face:
J>> All pairs are above 4.5 now
N+ tada

Y: タップ領域が 36 px しかありません。44 px 以上にできますか？
N> כן. אגדיל את הריפוד, לא את הטקסט
Y+ ok_hand

S: Naming question. Is it "archive", "hide" or "close"? We use all three for the same thing.
P> Archive for channels, close for conversations. Hide is a bug.
S> Writing that into the glossary: <https://wiki.demo.invalid/glossary>
P+ 100
J> There are {count} places with "hide" in the code, I counted
S> Of course you did :joy:

E: Can somebody show me how the invoice will look with a very long company name?
N* image invoice-long-name.png
N: ככה. השם נחתך אחרי שתי שורות, והשם המלא מופיע בריחוף
E> Perfect, the auditors will not even notice
E+ ok_hand
)";

constexpr auto scriptIncident = R"(
# incident-0412

M: Follow-up meeting is on Thursday at {hour}:00. Twenty minutes, I promise.
T: You said that last time
M: And it was {minutes}
L+ joy

P: The summary for everybody is written. Please read it before I post it in {#general}.
H: "A cache was empty" is a bit short?
P: It is for people who have never seen a cache
P~ The summary for everybody is posted in {#general}. Thank you for reading it first.
H+ +1

L: {customer} answered: "Thank you for telling us before we asked." That was the note by {@S}.
S+ blush
P: That is worth a cake
T: Cake is an action item

T: Load test with the fix: {count} thousand requests, cold cache, not one retry too many
T* chart load-test.png
M: Beautiful. I will sleep tonight.

M: Timeline draft is up: <https://wiki.demo.invalid/incidents/0412>. Please add what you saw, with times.
T> Added the first alert: 09:{minutes}, checkout p99 at {ms} ms
H> And I added the cache restart, which is what actually helped
L> First customer call was four minutes before the first alert :grimacing:
M>> Noted. So the alert is too slow, that is our first action item
P+ memo

P: Three questions for the review:\n1. Why did the alert come after the customers?\n2. Why did we have to guess which deploy it was?\n3. What went well?
M> 3: the rollback took {minutes} minutes, last year it took two hours
T> 2: because two deploys ran at once. That cannot happen any more
P+ pray

T: Root cause, in one sentence: a retry without a limit met a cache that was cold.
H++ 100
T> Fix is in {pr}: at most three tries, with jitter
M> And a test?
T> A test that turns the cache off in the middle of a request. It was fun to write.
M+ star-struck

L: {customer} asks for a written explanation. Who helps with the wording?
P> I do. No blame, no jargon, what happened, what we changed
S> Send it to me before it goes out
L+ heart

H: Numbers for the record: {count} failed checkouts, {pct} % of the hour, none charged twice
H* snippet failed-checkouts.csv
P> Thank you. "None charged twice" goes into the first paragraph
H> Checked against the provider's export as well
P* pin

M: Action items:\n• alert on the symptom, not the cause ({@M})\n• one deploy at a time ({@T})\n• cache warm-up after a restart ({@H})
T+ +1
H+ +1
M* topic Checkout latency, 12 April; three action items open
T> Mine is done
M> Already?!
T> I was angry
M+ joy
)";

constexpr auto scriptSupport = R"(
# support

L: Morning! {count} new tickets overnight, most of them one question about the invoice layout
E: Which question?
L: Where the tax number went
E: It is on page two now. I will write two sentences for you
E+ memo
L: You are the best accountant I know

L: {ticket}: can we change the owner of a workspace when the old one has left the company?
K: نعم، لكن نحتاج إلى تأكيد مكتوب من الشركة
L: Thank you, I will ask for it
T: There is a form for that in the admin page since {version}
L+ open_mouth

O: Зібрала відповіді на десять найчастіших питань, подивіться, будь ласка: <https://wiki.demo.invalid/support/top-ten>
S: Reading. Question four could be a button instead of an answer.
L: Question four *should* be a button
O+ raised_hands

T: {ticket} is fixed, but only for new exports. Old ones need to be made again.
L: I will tell the three customers it concerns
L: Told. Two said thanks, one sent a cat picture.
S: Please forward the cat
L* image cat.jpg
S+ heart_eyes

L: {ticket}: {customer} can't export since this morning, "the button does nothing"
T> Which browser?
L> Firefox, but the console is empty. Screenshot:
L* image export-button.png
T> That is our pop-up being blocked. Easy to fix
T>> Fixed in {version}, out in about {minutes} minutes
L+ tada

O: {ticket} не відтворюється на стейджингу. Хтось має доступ до їхніх логів?
K> نعم، أرسلت لك الرابط في رسالة خاصة
O> Дякую! Бачу: годинник сервера на {minutes} хвилин попереду
K+ facepalm
L> I will ask them, politely, to fix their clock

L: Praise for once: {customer} wrote "the new search is the first one I do not curse at". Passing it on.
S+ heart
O+ heart
T+ sunglasses
K> أفضل خبر اليوم

L: How do I explain "eventually consistent" to an accountant?
S> "The number is right. It may take a minute until everybody sees it."
L+ pray
E> As the accountant here: that minute should be in the documentation
S> It is now

O: {count} open tickets, oldest {minutes} hours. Not bad for a Monday.
L+ muscle
O> Three of them are the same bug though
T> Link them to {pr}, please
O+ link

L: Does anybody remember why `{service}` sends two mails when an address is changed?
T> One to the old address, one to the new. Security asked for it
L> Makes sense. {customer} thought they had been hacked
S> Then the mail has the wrong words. I will rewrite it
L+ bow
)";

constexpr auto scriptRandom = R"(
# random

T: Does anybody want tomato plants? I have {count} and one balcony.
M: Two please
E: One, and I will name it Euler
T+ tomato

S: The word of the day is "petrichor": the smell of rain on dry ground
N: יש לזה מילה?! :rain_cloud:
K: في العربية نقول «رائحة المطر»، وهي تكفي
S+ heart

H: 점심 뭐 먹을까요? 저는 {dish} 한 표
Y: 私は {dish} に一票
J: I vote for whatever is nearest
H+ yum

P: My daughter asked what I do all day. I said "meetings". She said "that is not a job". I have no answer.
E: She will go far
L+ joy
D+ 100

J: Running group on Wednesday at {hour}:00, slow pace, {minutes} minutes, lake and back
O: Я з вами!
M: I will be the one on the bicycle, with the cake
J+ runner

S: Lunch poll: {dish} or {dish}?
J+ one
T+ two
O+ one
D> Both, and I am not joking
D+ shrug

J: My rubber duck has been promoted to staff engineer
H> Does it do code review?
J> It never blocks a merge
M+ duck
P> Strong communicator, would hire again

Y: 散歩中に虹が出ました :rainbow:
Y* image rainbow.jpg
N+ heart_eyes
S+ rainbow
E> Beautiful! Where is that?
Y> 多摩川の土手です

D: Password tip of the week: a sentence you can type drunk is a sentence somebody can guess drunk.
T+ joy
H+ joy
P> Framing this
D* me bows

E: Who took the good stapler from the third floor?
E-
J> I saw that, Eleni
E> It was under my own papers. There was never a stapler question.
S+ see_no_evil

O: Хто сьогодні грає о {hour}:00? Потрібен ще один воротар
K> أنا، لكنني لا أجيد حراسة المرمى
O> Ніхто не вміє, це наша перевага
K+ goal_net

H: 오늘의 커피: 에티오피아 예가체프. 주방에 있어요 :coffee:
M+ coffee
J+ coffee
T> You are the reason I get up
H+ blush

M: It is {minutes} degrees in the server room and {count} in my flat. I know where I work today.
T> Bring a chair
H+ snowflake
)";

constexpr auto scriptGeneral = R"(
# general

P: The office in Madrid moves one floor up next month. Nothing changes, except the view.
T: And the coffee machine
P: And the coffee machine, which is better
T+ coffee

S: Photos of the summer day are here: <https://photos.demo.invalid/summer>. If you want one taken down, tell me and do not explain.
G: The third one is my new desktop
Y: 最高の一日でした！
N: תודה סופיה, יצא מקסים
S+ camera

E: Travel to the meeting in June: please book before the end of the month, prices are already climbing.
L: Train counts?
E: Train counts double, in my heart
L+ train

D: From Monday on, signing in needs a second factor for everybody. Setting it up takes two minutes: <https://wiki.demo.invalid/second-factor>
J: Hardware keys work as well?
D: They work best
J+ key
D* pin

P: We have {count} answers to the survey and I have read every one. Thank you. First results on Friday.
O+ +1
K+ +1
S+ +1

H: Maintenance on Saturday, {hour}:00 to {hour}:30: the wiki and the tracker will be away. Everything else stays up.
S: Saving my drafts now, then
H+ floppy_disk

P: Good morning! This week: the audit on Thursday, a demo for {customer} on Friday, and *one* public holiday in four countries.
S+ sunrise
N+ wave
E> Which four?
P> Spain, Greece, Armenia and, by his own decree, Jonas
J+ partying_face

P: Please welcome {@G}, who helps with the illustrations until the end of the month.
N> ברוכה הבאה! :wave:
G> Thank you! Everybody has been so kind already
J+ wave
T+ wave
K+ wave

S: The handbook has a new chapter, "How we write to customers": <https://handbook.demo.invalid/writing>. Ten minutes, worth it.
S* unfurl
L+ heart
P> Reading it in the train home

E: Expense reports for last month are due on Friday. I know who you are.
T+ grimacing
D+ eyes
E> That was not a threat
E~ Expense reports for last month are due on Friday. I know who you are. (With love.)

D: Phishing test result: {pct} % clicked last year, {count} people this year. Well done.
P+ clap
S+ clap
L> Was I one of them?
D> I do not name names
L> So yes
D+ innocent

P: All hands in {minutes} minutes. Camera optional, coffee not.
H+ coffee
O+ +1
P* huddle
)";

constexpr auto scriptDirect = R"(
# dm

M: Thank you for yesterday, that was a long evening
M: I owe you a coffee :coffee:

T: Did you see the graph I pinned in {#ops}? Your change cut it in half

N: הצעה: נסגור את הצבעים ביחד לפני שאני מראה לכולם?

M: Hi! Have you got five minutes to look at `{service}` with me?
M: No hurry, it can wait until after lunch

T: I put the numbers you asked for into <https://sheets.demo.invalid/{ticket}|the sheet>
T: The third column is an estimate, the rest is measured

N: היי, ראית את הגרסה החדשה? :art:
N: אם משהו לא ברור, נדבר מחר ב־{hour}:00

# trio

M: Moving this out of the channel: do we tell {customer} today or tomorrow?
T: Tomorrow, with the fix in hand
M+ +1

M: Ana from {customer} wrote to me directly. Shall I answer or do you?
T: You, she likes you better
M: She likes {version} better, that is all

T: I am in the office until {hour}:00, if you want to look at it together
M: Coming after lunch
T+ +1

T: Which of you has the pager tonight?
M: Me until {hour}:00, then it is yours
T+ saluting_face
)";

constexpr std::array<const char *, 8> all{scriptOps,     scriptDeploys, scriptDesign,  scriptIncident,
                                          scriptSupport, scriptRandom,  scriptGeneral, scriptDirect};

} // namespace

std::span<const char *const> scripts()
{
    return all;
}

} // namespace rtmscope::demo
