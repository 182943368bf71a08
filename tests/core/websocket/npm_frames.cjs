// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// The frames of npm's ws, for tst_npmframes. Each line on stdin is a task, each line on stdout its result:
//   read client|server LIMIT HEX   what ws makes of these bytes, in that role
//   write OPCODE HEX               the unmasked frame that ws writes
const path = require('path');
const folder = process.argv[2];
const lib = (name) => require(path.join(folder, 'lib', name));
const Receiver = lib('receiver.js');
const Sender = lib('sender.js');
const { kStatusCode } = lib('constants.js');

function read(role, limit, bytes, done) {
  const items = [];
  const receiver = new Receiver({ isServer: role === 'server', maxPayload: limit, binaryType: 'nodebuffer' });
  const hex = (data) => Buffer.from(data).toString('hex');
  receiver.on('message', (data, binary) => items.push(`${binary ? 'binary' : 'text'} ${hex(data)}`));
  receiver.on('ping', (data) => items.push(`ping ${hex(data)}`));
  receiver.on('pong', (data) => items.push(`pong ${hex(data)}`));
  receiver.on('conclude', (code, reason) => items.push(`close ${code === 1005 ? 0 : code} ${hex(reason)}`));
  // Without a code it only complains of what comes behind a close frame.
  receiver.on('error', (error) => error[kStatusCode] && items.push(`!${error[kStatusCode]}`));
  const middle = bytes.length >> 1;
  receiver.write(bytes.subarray(0, middle));
  receiver.write(bytes.subarray(middle));
  setImmediate(() => setImmediate(() => done(items.join(';'))));
}

function write(opcode, bytes) {
  const parts = Sender.frame(bytes, { fin: true, rsv1: false, opcode, mask: false, readOnly: true });
  return Buffer.concat(parts).toString('hex');
}

(async () => {
  for await (const line of require('readline').createInterface({ input: process.stdin })) {
    const [task, first, second, third] = line.split(' ');
    const result = task === 'write' ? write(Number(first), Buffer.from(second, 'hex'))
      : await new Promise((done) => read(first, Number(second), Buffer.from(third, 'hex'), done));
    process.stdout.write(result + '\n');
  }
})();
