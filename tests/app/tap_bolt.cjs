// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// A small bot on Bolt: answers a message, a command and a button, says what it did, and leaves after so many events.
// Usage: node tap_bolt.cjs API_URL BOT_TOKEN APP_TOKEN EVENTS, in a folder with @slack/bolt in node_modules.
const { createRequire } = require('node:module');
const { join } = require('node:path');

const load = createRequire(join(process.cwd(), 'bot.js'));
const { App } = load('@slack/bolt');
const [, , slackApiUrl, token, appToken, wanted] = process.argv;

const app = new App({
  token, appToken, socketMode: true, clientOptions: { slackApiUrl }, logLevel: 'error',
});
let events = 0;
let answered = false;

app.use(async ({ next }) => {
  events += 1;
  await next();
});
app.message(async ({ message, client }) => {
  if (answered || message.subtype || message.bot_id) return;
  answered = true;
  await client.chat.postMessage({ channel: message.channel, text: 'grüße & more <3', thread_ts: message.ts });
  await client.users.info({ user: message.user });
  await client.reactions.add({ channel: 'C0NOWHERE', name: 'tada', timestamp: '1.2' }).catch(() => {});
});
app.command(/.*/, async ({ ack }) => ack('done'));
app.action(/.*/, async ({ ack }) => ack());

(async () => {
  await app.start();
  const end = Date.now() + 60000;
  while ((events < Number(wanted) || !answered) && Date.now() < end) await new Promise((r) => { setTimeout(r, 50); });
  await new Promise((r) => { setTimeout(r, 500); });
  await app.stop();
  console.log(`${events} events, answered: ${answered}`);
  process.exit(events >= Number(wanted) && answered ? 0 : 1);
})();
