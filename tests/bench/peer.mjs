// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// The peer in the benchmark: the official JavaScript client, used as its own README uses it.
//   node peer.mjs ingest URL | send URL COUNT | stay URL SECONDS      in a folder with @slack/rtm-api in node_modules
// Prints what bench_client prints.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';

const require = createRequire(join(process.cwd(), 'peer.js'));
const { RTMClient } = require('@slack/rtm-api');

const [, , mode, slackApiUrl, amount] = process.argv;
const quiet = () => {};
const logger = {
  debug: quiet, info: quiet, warn: quiet, error: quiet, setLevel: quiet, getLevel: () => 'error', setName: quiet,
};
const rtm = new RTMClient('xoxb-bench', { slackApiUrl, logger });

const cpuSeconds = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};
const finish = (result) => {
  console.log(JSON.stringify(result));
  process.exit(0);
};

rtm.once('hello', () => console.log('hello'));

if (mode === 'ingest') {
  let messages = 0;
  let start = 0;
  let cpuAtStart = 0;
  rtm.on('message', (message) => {
    if (messages === 0) {
      start = performance.now();
      cpuAtStart = cpuSeconds();
    }
    if (message.channel) messages += 1;
  });
  rtm.on('bench_end', () => {
    finish({ messages, seconds: (performance.now() - start) / 1e3, cpu: cpuSeconds() - cpuAtStart });
  });
} else if (mode === 'send') {
  rtm.once('ready', () => setTimeout(async () => {
    const times = [];
    for (let i = 0; i < Number(amount); i += 1) {
      const sentAt = performance.now();
      await rtm.sendMessage('bench', 'C010000000');
      times.push(performance.now() - sentAt);
    }
    times.sort((a, b) => a - b);
    finish({ p50_us: times[times.length >> 1] * 1e3 });
  }, 500));
} else if (mode === 'stay') {
  let messages = 0;
  rtm.on('message', () => { messages += 1; });
  rtm.once('hello', () => setTimeout(() => {
    const cpuAtStart = cpuSeconds();
    setTimeout(() => finish({ messages, cpu: cpuSeconds() - cpuAtStart }), Number(amount) * 1e3);
  }, 1000));
} else if (mode !== 'reconnect') {
  console.error('usage: node peer.mjs ingest URL | send URL COUNT | stay URL SECONDS | reconnect URL');
  process.exit(1);
}

await rtm.start();
