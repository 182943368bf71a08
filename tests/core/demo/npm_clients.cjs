// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// Drives the demo server with RTM clients of others, each the way its own documentation does it: log in, hear what
// somebody says, say something, reply in a thread with broadcast, come back after the socket was cut. Prints a line
// per step, and "drop" where the server is to cut the socket, which any byte on stdin confirms; exit code 0 when all
// went well.
// Usage: node npm_clients.cjs CLIENT API_URL TOKEN, in a folder with the client's packages in node_modules.
const http = require('node:http');
const https = require('node:https');
const { createRequire } = require('node:module');
const { join } = require('node:path');

const load = createRequire(join(process.cwd(), 'client.js'));
const [, , client, slackApiUrl, token] = process.argv;
const channel = 'C0OPS';
const heard = []; // messages, as the client handed them over
const quiet = () => {};

// What the other side does, with no client in between.
async function call(method, args, as = 'xoxp-demo-somebody') {
  const answer = await fetch(slackApiUrl + method, {
    method: 'POST', headers: { authorization: `Bearer ${as}` }, body: new URLSearchParams(args),
  });
  return answer.json();
}

async function until(words, found) {
  for (let i = 0; i < 600; i += 1) {
    const value = await found();
    if (value) {
      console.log(`ok ${words}`);
      return value;
    }
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
  throw new Error(`expected ${words}; heard ${JSON.stringify(heard.slice(-3))}`);
}

// Some clients know no other server than Slack: their requests are sent ours.
function redirectSlack() {
  const { hostname, port } = new URL(slackApiUrl);
  const original = https.request;
  https.request = (options, callback) => {
    if (!/slack\.com$/.test(options.hostname || options.host || '')) return original(options, callback);
    return http.request({ ...options, protocol: 'http:', host: hostname, hostname, port, agent: undefined }, callback);
  };
}

// The ws of those days hands on what Node's streams give for "no error", which is null today; its users of those days
// expect undefined.
function mendWebSocket() {
  const { prototype } = load('ws');
  const { send } = prototype;
  prototype.send = function sent(data, options, callback) {
    const done = typeof options === 'function' ? options : callback;
    const settings = typeof options === 'function' ? {} : options;
    send.call(this, data, settings, done && ((error) => done(error === null ? undefined : error)));
  };
}

// Each logs in and resolves to { say(text), reply(ts, text), returned() }. A reply is broadcast. returned() is only
// for clients that leave coming back to the program.
const clients = {
  // @slack/rtm-api 5 to 7
  async 'rtm-api'() {
    mendWebSocket();
    const { RTMClient } = load('@slack/rtm-api');
    const logger = {
      debug: quiet, info: quiet, warn: quiet, error: quiet, setLevel: quiet, getLevel: () => 'warn', setName: quiet,
    };
    const rtm = new RTMClient(token, { slackApiUrl, logger });
    // 7.0.3 and 7.0.4 walk over this list, which has holes once anything was sent, and fall into one when they come
    // back. It is no fault of a server's.
    if (rtm.awaitingReplyList) {
      rtm.awaitingReplyList[Symbol.iterator] = function* filled() { yield* Object.values(this); };
    }
    rtm.on('message', (event) => heard.push(event));
    const ready = new Promise((resolve) => { rtm.on('ready', resolve); });
    await rtm.start();
    await ready;
    return {
      say: (text) => rtm.sendMessage(text, channel),
      reply: (ts, text) => rtm.addOutgoingEvent(true, 'message', {
        channel, text, thread_ts: ts, reply_broadcast: true,
      }),
    };
  },

  // @slack/client 4
  async client4() {
    mendWebSocket();
    const { RTMClient, LogLevel } = load('@slack/client');
    const rtm = new RTMClient(token, { slackApiUrl, logLevel: LogLevel.ERROR, logger: quiet });
    rtm.on('message', (event) => heard.push(event));
    const ready = new Promise((resolve) => { rtm.on('ready', resolve); });
    rtm.start();
    await ready;
    return {
      say: (text) => rtm.sendMessage(text, channel),
      reply: (ts, text) => rtm.addOutgoingEvent(true, 'message', {
        channel, text, thread_ts: ts, reply_broadcast: true,
      }),
    };
  },

  // @slack/client 3, which keeps a copy of what rtm.start tells
  async client3() {
    const { RtmClient, CLIENT_EVENTS, MemoryDataStore } = load('@slack/client');
    const rtm = new RtmClient(token, { slackAPIUrl: slackApiUrl, logger: quiet, dataStore: new MemoryDataStore() });
    rtm.on('message', (event) => heard.push(event));
    const ready = new Promise((resolve) => { rtm.on(CLIENT_EVENTS.RTM.RTM_CONNECTION_OPENED, resolve); });
    rtm.start();
    await ready;
    if (rtm.dataStore.getChannelByName('ops').id !== channel) throw new Error('expected the channels of rtm.start');
    if (!rtm.dataStore.getDMByName('mira')) throw new Error('expected the direct conversations of rtm.start');
    const send = (message) => new Promise((resolve, reject) => {
      rtm.send({ type: 'message', channel, ...message }, (error, sent) => (error ? reject(error) : resolve(sent)));
    });
    return {
      say: (text) => send({ text }),
      reply: (ts, text) => send({ text, thread_ts: ts, reply_broadcast: true }),
    };
  },

  // slack-client 2, the one before @slack/client
  async 'slack-client'() {
    const { RtmClient, CLIENT_EVENTS, MemoryDataStore } = load('slack-client');
    const rtm = new RtmClient(token, { slackAPIUrl: slackApiUrl, logger: quiet, dataStore: new MemoryDataStore({}) });
    rtm.on('message', (event) => heard.push(event));
    const events = CLIENT_EVENTS || load('slack-client/lib/clients/events/client').CLIENT_EVENTS;
    const ready = new Promise((resolve) => { rtm.on(events.RTM.RTM_CONNECTION_OPENED, resolve); });
    rtm.start();
    await ready;
    if (rtm.dataStore.getChannelByName('ops').id !== channel) throw new Error('expected the channels of rtm.start');
    return {
      say: (text) => new Promise((resolve) => { rtm.sendMessage(text, channel, resolve); }),
      reply: (ts, text) => rtm.send({
        type: 'message', channel, text, thread_ts: ts, reply_broadcast: true,
      }),
    };
  },

  // botkit 0.7: its replies carry "thread_ts=" when there is no thread
  async botkit() {
    const Botkit = load('botkit');
    const controller = Botkit.slackbot({
      debug: false, log: false, logger: { log: quiet }, retry: 10, disable_startup_messages: true,
      api_root: new URL(slackApiUrl).origin, require_delivery: true, stats_optout: true,
    });
    const bot = controller.spawn({ token });
    controller.on('ambient', (_, event) => heard.push(event));
    controller.on('bot_message', (_, event) => heard.push(event));
    await new Promise((resolve, reject) => { bot.startRTM((error) => (error ? reject(error) : resolve())); });
    const web = (message) => new Promise((resolve, reject) => {
      bot.api.chat.postMessage(message, (error, sent) => (error ? reject(new Error(error)) : resolve(sent)));
    });
    return {
      async say(text) {
        await web({ channel, text: `${text} (no thread)`, thread_ts: '' });
        await web({ channel, text: `${text} (no thread either)`, thread_ts: null });
        await new Promise((resolve, reject) => {
          bot.say({ channel, text }, (error, sent) => (error ? reject(error) : resolve(sent)));
        });
      },
      reply: (ts, text) => web({ channel, text, thread_ts: ts, reply_broadcast: true }),
    };
  },

  // slackbots: sends by the Web API, and says only that the socket is gone
  async slackbots() {
    redirectSlack();
    const SlackBot = load('slackbots');
    const bot = new SlackBot({ token, name: 'rtmscope' });
    let opened = 0;
    bot.on('message', (event) => {
      if (event.type === 'hello') opened += 1;
      if (event.type === 'message') heard.push(event);
    });
    bot.on('close', () => setTimeout(() => bot.login(), 100));
    await until('a hello', () => opened > 0);
    return {
      say: (text) => bot.postMessageToChannel('ops', text, { as_user: true }),
      reply: (ts, text) => bot.postMessage(channel, text, { as_user: true, thread_ts: ts, reply_broadcast: true }),
      async returned() {
        if (!(await bot.getGroups()).usergroups.length) throw new Error('expected user groups');
        await bot.postEphemeral(channel, 'U0YOU', 'only for you', {});
        await until('a second hello', () => opened > 1);
      },
    };
  },

  // hubot with hubot-slack 4
  async hubot() {
    redirectSlack();
    process.env.HUBOT_SLACK_TOKEN = token;
    process.env.HUBOT_SLACK_RTM_CLIENT_OPTS = JSON.stringify({ slackAPIUrl: slackApiUrl });
    process.env.HUBOT_LOG_LEVEL = 'error';
    require.main.require = load; // the adapter asks the program's own module for hubot
    load('coffee-script');
    const Hubot = load('hubot');
    const robot = Hubot.loadBot(null, 'slack', false, 'rtmscope');
    robot.hear(/.*/, (response) => heard.push({ text: response.message.text }));
    const connected = new Promise((resolve) => { robot.adapter.on('connected', resolve); });
    robot.run();
    await connected;
    const { web } = robot.adapter.client;
    return {
      say: (text) => robot.messageRoom(channel, text),
      reply: (ts, text) => web.chat.postMessage(channel, text, {
        as_user: true, thread_ts: ts, reply_broadcast: true,
      }),
      async returned() {
        robot.adapter.setTopic({ room: channel }, 'Set by hubot');
        await until('a topic', async () => (
          await call('conversations.info', { channel })).channel.topic.value === 'Set by hubot');
      },
    };
  },
};

const history = async (text) => {
  const { messages } = await call('conversations.history', { channel, limit: 50 });
  return messages.find((message) => message.text === text);
};
const hears = (words, text) => until(words, () => heard.some((message) => message.text === text));

async function drive() {
  const { say, reply, returned } = await clients[client]();
  console.log('ok logged in');
  await call('chat.postMessage', { channel, text: 'somebody speaks' });
  await hears('it hears', 'somebody speaks');
  await say('the client speaks');
  const said = await until('it is heard', () => history('the client speaks'));
  await reply(said.ts, 'the client replies');
  const replied = await until('its reply is heard', () => history('the client replies'));
  if (replied.thread_ts !== said.ts || replied.subtype !== 'thread_broadcast') throw new Error('expected a broadcast');
  console.log('drop');
  await new Promise((resolve) => { process.stdin.once('data', resolve); });
  if (returned) await returned();
  let tries = 0;
  await until('it hears again', async () => {
    tries += 1;
    if (tries % 20 === 1) await call('chat.postMessage', { channel, text: `after the cut ${tries}` });
    return heard.some((message) => `${message.text}`.startsWith('after the cut'));
  });
  await say('the client is back');
  await until('it is heard again', () => history('the client is back'));
  console.log('done');
}

drive().then(() => process.exit(0), (error) => {
  console.error(error);
  process.exit(1);
});
