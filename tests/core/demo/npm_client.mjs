// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// Drives the demo server with the official JavaScript clients: log in, receive events, send a message and a reply
// in its thread, get the acks, use the Web API. Prints one line per step; exit code 0 when all went well.
// Usage: node npm_client.mjs API_URL TOKEN, in a folder with @slack/rtm-api and @slack/web-api in node_modules.
import { createRequire } from 'node:module';
import { once } from 'node:events';
import { join } from 'node:path';

const require = createRequire(join(process.cwd(), 'client.js'));
const { RTMClient } = require('@slack/rtm-api');
const { WebClient } = require('@slack/web-api');

const [, , slackApiUrl, token] = process.argv;
const complaints = [];

// A logger that remembers: the client warns there about anything it did not expect from a server.
const complain = (...words) => complaints.push(words.join(' '));
const quiet = () => {};
const logger = {
  debug: quiet, info: quiet, warn: complain, error: complain, setLevel: quiet, getLevel: () => 'warn', setName: quiet,
};

function expect(truth, words) {
  if (!truth) throw new Error(`expected ${words}`);
  console.log(`ok ${words}`);
}

const rtm = new RTMClient(token, { slackApiUrl, logger });
const web = new WebClient(token, { slackApiUrl, logger });

let events = 0;
rtm.on('message', () => { events += 1; });

const { self, team } = await rtm.start();
expect(self.id && team.name === 'Demo workspace', 'to be logged in');

const channel = 'C0OPS';
const sent = await rtm.sendMessage('Hello from node: https://example.org', channel);
expect(sent.ok && sent.ts && sent.text === 'Hello from node: <https://example.org>', 'an ack with the canonical text');

const reply = await rtm.addOutgoingEvent(true, 'message', { channel, text: 'and a reply', thread_ts: sent.ts });
expect(reply.ok && reply.ts > sent.ts, 'an ack for the reply');

const refused = await rtm.sendMessage('  ', channel).then(() => null, (error) => error);
expect(refused && refused.message.includes('message text is missing'), 'a refusal of an empty message');

const thread = await web.conversations.replies({ channel, ts: sent.ts });
expect(thread.messages.length === 2 && thread.messages[0].reply_count === 1, 'the reply in its thread');

const history = await web.conversations.history({ channel, limit: 5 });
expect(history.messages.length === 5 && history.has_more, 'a page of history');

const text = 'by the Web API';
const heard = new Promise((resolve) => rtm.on('message', (event) => { if (event.text === text) resolve(event); }));
await web.chat.postMessage({ channel, text });
expect((await heard).channel === channel, 'a message event for what the Web API posted');
await web.reactions.add({ channel, name: 'tada', timestamp: sent.ts });

let listed = 0;
for await (const page of web.paginate('users.list', { limit: 4 })) listed += page.members.length;
expect(listed > 12, 'all users over several pages');

while (events < 20) await once(rtm, 'message');
expect(true, 'a living workspace');
// No rtm.disconnect(): in 7.0.4 it throws once anything was sent (it walks a sparse array of replies).
expect(complaints.length === 0, `no warnings${complaints.map((words) => `\n  ${words}`).join('')}`);
process.exit(0);
