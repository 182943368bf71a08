// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// A listener on one of Slack's own clients: prints the text of every message event as it comes, one a line, answers the
// last in its thread, and ends when COUNT have come.
// Usage: node serve_npm.cjs rtm-api|socket-mode API_URL BOT_TOKEN APP_TOKEN COUNT, in a folder with the packages.
const { createRequire } = require('node:module');
const { join } = require('node:path');

const from = createRequire(join(process.cwd(), 'client.js'));
const [, , kind, slackApiUrl, token, appToken, count] = process.argv;
const { WebClient } = from('@slack/web-api');
const web = new WebClient(token, { slackApiUrl });
let seen = 0;

async function heard(event) {
  if (event.bot_id) return; // our own
  console.log(event.text);
  if (++seen < Number(count)) return;
  await web.chat.postMessage({ channel: event.channel, text: `ok, ${seen} heard`, thread_ts: event.ts });
  process.exit(0);
}

async function listen() {
  if (kind === 'rtm-api') {
    const { RTMClient } = from('@slack/rtm-api');
    const rtm = new RTMClient(token, { slackApiUrl, logLevel: 'error' });
    rtm.on('message', heard);
    await rtm.start();
    return;
  }
  const { SocketModeClient } = from('@slack/socket-mode');
  const client = new SocketModeClient({ appToken, clientOptions: { slackApiUrl }, logLevel: 'error' });
  client.on('message', async ({ ack, event }) => {
    await ack();
    await heard(event);
  });
  await client.start();
}

listen().catch((error) => {
  console.error(error);
  process.exit(1);
});
setTimeout(() => {
  console.error(`only ${seen} came`);
  process.exit(1);
}, 60_000);
