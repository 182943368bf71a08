// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// A small bot on @slack/bolt with an event, a command, an action, a shortcut and a form, and a client on
// @slack/socket-mode that acknowledges nothing. Prints "ok …" for each step, and "ask LINE" where the server shall do
// something; exit code 0 when all went well.
// Usage: node npm_bolt.cjs API_URL BOT_TOKEN APP_TOKEN, in a folder with the packages in node_modules.
const { createRequire } = require('node:module');
const { join } = require('node:path');

const from = createRequire(join(process.cwd(), 'client.js'));
const { App, LogLevel } = from('@slack/bolt');
const { SocketModeClient } = from('@slack/socket-mode');
const { WebClient } = from('@slack/web-api');

const [, , slackApiUrl, token, appToken] = process.argv;
const clientOptions = { slackApiUrl };
const channel = 'C0OPS';
const waiting = new Map();
const came = new Map();

function happened(name, value) {
  came.set(name, [...(came.get(name) ?? []), value]);
  waiting.get(name)?.(value);
}

// The first time that \a name happens and \a fits agrees, from now on or already.
async function happens(name, fits = () => true) {
  for (;;) {
    const found = (came.get(name) ?? []).find(fits);
    if (found) return found;
    await new Promise((resolve) => waiting.set(name, resolve));
  }
}

function expect(truth, words) {
  if (!truth) throw new Error(`expected ${words}`);
  console.log(`ok ${words}`);
}

function bolt() {
  const app = new App({ token, appToken, socketMode: true, clientOptions, logLevel: LogLevel.ERROR });
  app.event('app_mention', async ({ event, say }) => {
    happened('mention', { event, said: await say({ text: 'I am here', thread_ts: event.ts }) });
  });
  app.message(/./, async ({ message }) => happened('message', message));
  app.command('/deploy', async ({ command, ack, respond }) => {
    await ack({ response_type: 'in_channel', text: `deploying ${command.text}` });
    await respond({ response_type: 'in_channel', text: 'deployed' });
    happened('command', command);
  });
  app.action('go', async ({ action, ack, respond }) => {
    await ack();
    await respond({ replace_original: true, text: 'gone' });
    happened('action', action);
  });
  app.shortcut('open_incident', async ({ shortcut, ack, client }) => {
    await ack();
    await client.views.open({
      trigger_id: shortcut.trigger_id,
      view: {
        type: 'modal',
        callback_id: 'incident_form',
        title: { type: 'plain_text', text: 'Incident' },
        submit: { type: 'plain_text', text: 'Open' },
        blocks: [{
          type: 'input',
          block_id: 'reason',
          label: { type: 'plain_text', text: 'Why?' },
          element: { type: 'plain_text_input', action_id: 'text' },
        }],
      },
    });
    happened('shortcut', shortcut);
  });
  app.view('incident_form', async ({ view, ack }) => {
    await ack();
    happened('view', view);
  });
  return app;
}

async function drive() {
  const person = new WebClient('xoxp-demo-you', clientOptions);
  const bot = new WebClient(token, clientOptions);
  const texts = async () => (await bot.conversations.history({ channel, limit: 20 })).messages.map((m) => m.text);
  const app = bolt();
  await app.start();
  expect(true, 'to be connected');

  const asked = await person.chat.postMessage({ channel, text: '<@U0RTMSCOPE> are you there?' });
  const mention = await happens('mention');
  expect(mention.event.ts === asked.ts && mention.said.ok, 'the mention, and an answer in its thread');
  await happens('message', (message) => message.ts === asked.ts && message.channel_type === 'channel');
  expect(true, 'the same message as such');

  console.log('ask interaction slash_commands saying "/deploy api now"');
  const command = await happens('command');
  expect(command.command === '/deploy' && command.text === 'api now', 'the command with its words');
  const heard = await texts();
  expect(heard.includes('deploying api now') && heard.includes('deployed'), 'both answers to it in the room');

  await bot.chat.postMessage({
    channel,
    text: 'shall I?',
    blocks: [{
      type: 'actions',
      elements: [{ type: 'button', action_id: 'go', value: '7', text: { type: 'plain_text', text: 'Go' } }],
    }],
  });
  const action = await happens('action');
  expect(action.value === '7' && (await texts()).includes('gone'), 'the press of the button, and the new text');

  console.log('ask interaction shortcut');
  expect((await happens('shortcut')).callback_id === 'open_incident', 'the shortcut');
  expect((await happens('view')).state.values.reason.text.value, 'the form that it opened, filled in');

  // This client closes first and comes back after five seconds; what is said meanwhile comes after a minute.
  const returned = new Promise((resolve) => app.receiver.client.once('connected', resolve));
  console.log('ask disconnect refresh_requested');
  await returned;
  const later = await person.chat.postMessage({ channel, text: 'still there?' });
  await happens('message', (message) => message.ts === later.ts);
  expect(true, 'to hear on after the socket was recycled');
  return person;
}

// Of an app of its own, so that it does not take what the bot is to get.
async function retries(person) {
  const deaf = new SocketModeClient({ appToken: 'xapp-1-A0DEAF-1', clientOptions, logLevel: LogLevel.ERROR });
  deaf.on('slack_event', (envelope) => happened('deaf', envelope));
  await deaf.start();
  const { ts } = await person.chat.postMessage({ channel, text: 'does anybody hear me?' });
  const isIt = ({ body }) => body.event?.ts === ts;
  const first = await happens('deaf', (envelope) => isIt(envelope) && envelope.retry_num === 0);
  const again = await happens('deaf', (envelope) => isIt(envelope) && envelope.retry_num === 1);
  expect(again.body.event_id === first.body.event_id && again.retry_reason === 'timeout',
    'a retry of what was not acknowledged');
}

drive().then(retries).then(() => process.exit(0), (error) => {
  console.log(`failed: ${error.stack}`);
  process.exit(1);
});
