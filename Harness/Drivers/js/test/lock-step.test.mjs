import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { FakeHarness, START } from './fake-harness.mjs';

const PROBE = fileURLToPath(new URL('probe-driver.mjs', import.meta.url));

let harness;

beforeEach(() => {
  harness = new FakeHarness(PROBE);
});

afterEach(() => harness.end());

/** A client with an open socket, which has told so. */
async function connected(lane, args = {}) {
  await harness.create(lane);
  await harness.act(lane, 'open', args);
  const server = harness.lanes.get(lane);
  const socket = await server.accept();
  await harness.settle();
  harness.told(lane);
  return { server, socket };
}

test('hello tells the client, the contract and what the kit adds', async () => {
  assert.deepEqual(await harness.hello(), {
    contract: 1,
    name: 'probe',
    version: '1.2.3',
    capabilities: ['connect', 'clock', 'pings'],
    silent_media_patience: 20,
  });
});

test('an unknown method and an unknown client are refused', async () => {
  await assert.rejects(harness.ask('client.paint', {}), { code: -32601 });
  await assert.rejects(harness.act('nobody', 'open'), { code: -32000 });
});

test('an upgrade is open until it is answered, and is told by a settle only', async () => {
  await harness.create('laptop');
  const asked = await harness.act('laptop', 'open');
  assert.deepEqual(asked, { next: null, sockets: {}, open: { 'laptop GET /v1/webrtc': 1 } });

  const socket = await harness.lanes.get('laptop').accept();
  assert.match(socket.headers['user-agent'], /^dialstack-conformance-driver\/0\.1\.0/);
  assert.deepEqual(harness.told(), []);

  const settled = await harness.settle();
  assert.deepEqual(settled, { next: null, sockets: { 'laptop#1': { sent: 0, landed: 0, ending: false, ended: false } }, open: {} });
  assert.deepEqual(harness.told(), ['open 1']);
});

test('what arrived is handed over by lane, then socket, then arrival, and nothing before', async () => {
  const phone = await connected('phone');
  const laptop = await connected('laptop');
  await harness.act('laptop', 'open');
  await laptop.server.accept();
  await harness.settle();
  harness.told();

  for (const text of ['a', 'echo me', 'c']) {
    phone.server.send(1, text);
    laptop.server.send(2, text);
    laptop.server.send(1, text);
  }
  const state = await harness.settle();

  assert.deepEqual(harness.told(), [
    'message 1 a', 'message 1 echo me', 'message 1 c',
    'message 2 a', 'message 2 echo me', 'message 2 c',
    'message 1 a', 'message 1 echo me', 'message 1 c',
  ]);
  assert.deepEqual(state.sockets['laptop#1'], { sent: 1, landed: 3, ending: false, ended: false });
  assert.deepEqual(state.sockets['phone#1'], { sent: 1, landed: 3, ending: false, ended: false });
  await phone.server.until(() => phone.socket.received.length === 1);
});

test('settle waits until a frame that was sent late has arrived', async () => {
  const { server, socket } = await connected('laptop');
  socket.sent = 1;
  const settling = harness.settle();
  socket.link.send('late');
  const state = await settling;
  assert.equal(state.sockets['laptop#1'].landed, 1);
  assert.deepEqual(harness.told(), ['message 1 late']);
  assert.equal(server.sockets.length, 1);
});

test('a close of the server is kept back until the fake has noticed it', async () => {
  const { server, socket } = await connected('laptop');
  socket.link.close(4001, 'bye');
  await server.until(() => socket.isGone);
  await harness.settle();
  assert.deepEqual(harness.told(), []);

  socket.ended = true;
  const state = await harness.settle();
  assert.deepEqual(harness.told(), ['close 1 4001']);
  assert.deepEqual(state.sockets['laptop#1'], { sent: 0, landed: 0, ending: false, ended: true });
});

test('a close of the client counts as ending at once, and as ended when the fake says so', async () => {
  const { server, socket } = await connected('laptop');
  const closing = await harness.act('laptop', 'close', { code: 4000, reason: 'done' });
  assert.deepEqual(closing.sockets['laptop#1'], { sent: 0, landed: 0, ending: true, ended: false });
  await server.until(() => socket.isGone);
  assert.equal(socket.code, 4000);
  assert.deepEqual(harness.told(), []);

  socket.ended = true;
  const state = await harness.settle();
  assert.deepEqual(harness.told(), ['close 1 4000']);
  assert.equal(state.sockets['laptop#1'].ended, true);
});

test('a dropped connection is told as an error and a close 1006', async () => {
  const { socket } = await connected('laptop');
  socket.link._socket.resetAndDestroy();
  socket.ended = true;
  await harness.settle();
  assert.deepEqual(harness.told(), ['error 1', 'close 1 1006']);
});

test('a spoilt frame ends the socket from the client, and settle does not wait for the frame', async () => {
  const { server, socket } = await connected('laptop');
  socket.link._socket.write(Buffer.from([0xf1, 0x01, 0x41]));
  socket.sent = 1;
  const state = await harness.settle();
  assert.deepEqual(state.sockets['laptop#1'], { sent: 0, landed: 0, ending: true, ended: false });
  await server.until(() => socket.isGone);
  socket.ended = true;
  await harness.settle();
  assert.deepEqual(harness.told(), ['error 1', 'close 1 1006']);
});

test('closing before it is open gives the upgrade up', async () => {
  await harness.create('laptop');
  await harness.act('laptop', 'open');
  const server = harness.lanes.get('laptop');
  await server.until(() => server.upgrades.length === 1);
  const state = await harness.act('laptop', 'close', {});
  assert.deepEqual(state, { next: null, sockets: {}, open: {} });
  assert.deepEqual(harness.told(), ['error 1', 'close 1 1006']);
  await server.until(() => server.upgrades[0].stream.readableEnded);
});

test('a refused upgrade is an answered request without a socket', async () => {
  await harness.create('laptop');
  await harness.act('laptop', 'open');
  await harness.lanes.get('laptop').refuse(403);
  const state = await harness.settle();
  assert.deepEqual(state, { next: null, sockets: {}, open: {} });
  assert.equal(harness.events[0].args.status, 403);
  assert.deepEqual(harness.told(), ['error 1', 'close 1 1006']);
});

test('a broken-off upgrade is an answered request without a socket', async () => {
  await harness.create('laptop');
  await harness.act('laptop', 'open');
  await harness.lanes.get('laptop').breakOffUpgrade();
  const state = await harness.settle();
  assert.deepEqual(state, { next: null, sockets: {}, open: {} });
  assert.deepEqual(harness.told(), ['error 1', 'close 1 1006']);
});

test('pings are frames, and the pong goes when the ping is handed over', async () => {
  const { server, socket } = await connected('laptop');
  server.ping(1);
  const state = await harness.settle();
  assert.deepEqual(state.sockets['laptop#1'], { sent: 1, landed: 1, ending: false, ended: false });
  await server.until(() => socket.pongs === 1);
});

test('a client that keeps its pong back sends none', async () => {
  const { server } = await connected('laptop', { mute: true });
  server.ping(1);
  const state = await harness.settle();
  assert.deepEqual(state.sockets['laptop#1'], { sent: 0, landed: 1, ending: false, ended: false });
});

test('an answer is kept until settle, with its body', async () => {
  await harness.create('laptop');
  const server = harness.lanes.get('laptop');
  const asked = await harness.act('laptop', 'fetch', { path: '/v1/x?q=1', method: 'POST', body: 'hi' });
  assert.deepEqual(asked.open, { 'laptop POST /v1/x': 1 });
  await server.until(() => server.requests.length === 1);
  assert.equal(server.requests[0].body, 'hi');
  await server.answer(0, 'ok', 201);
  const state = await harness.settle();
  assert.deepEqual(state.open, {});
  assert.deepEqual(harness.told(), ['answer 1 201 ok']);
});

test('answers are handed over in the order in which they were asked for', async () => {
  await harness.create('laptop');
  const server = harness.lanes.get('laptop');
  for (const path of ['/v1/a', '/v1/b', '/v1/c']) {
    await harness.act('laptop', 'fetch', { path });
  }
  await server.until(() => server.requests.length === 3);
  for (const path of ['/v1/c', '/v1/a', '/v1/b']) {
    await server.answer(server.requests.findIndex(({ request }) => request.url === path), path);
  }
  await harness.settle();
  assert.deepEqual(harness.told(), ['answer 1 200 /v1/a', 'answer 2 200 /v1/b', 'answer 3 200 /v1/c']);
});

test('an aborted fetch really closes its connection and is no longer open', async () => {
  await harness.create('laptop');
  const server = harness.lanes.get('laptop');
  await harness.act('laptop', 'fetch', { path: '/v1/x' });
  await server.until(() => server.requests.length === 1);
  const state = await harness.act('laptop', 'abort');
  assert.deepEqual(state.open, {});
  assert.deepEqual(harness.told(), ['fetch 1 AbortError']);
  await server.until(() => server.gone === 1);
});

test('aborting drops an answer that is here already', async () => {
  await harness.create('laptop');
  const server = harness.lanes.get('laptop');
  await harness.act('laptop', 'fetch', { path: '/v1/x' });
  await server.until(() => server.requests.length === 1);
  await server.answer(0, 'too late');
  await server.until(() => true);
  await harness.act('laptop', 'abort');
  const state = await harness.settle();
  assert.deepEqual(state.open, {});
  assert.deepEqual(harness.told(), ['fetch 1 AbortError']);
});

test('a broken-off request fails when the fake has counted it', async () => {
  await harness.create('laptop');
  const server = harness.lanes.get('laptop');
  await harness.act('laptop', 'fetch', { path: '/v1/x' });
  await server.until(() => server.requests.length === 1);
  server.breakOff(0);
  await harness.settle();
  assert.deepEqual(harness.told(), ['fetch 1 TypeError']);
});

test('a request that reaches no server fails at the next settle', async () => {
  await harness.create('laptop');
  const server = harness.lanes.get('laptop');
  await server.close();
  await harness.act('laptop', 'fetch', { path: '/v1/x' });
  await harness.act('laptop', 'open');
  await harness.act('laptop', 'fetch', { url: 'http://192.0.2.1/elsewhere' });
  assert.deepEqual(harness.told(), ['fetch 2 TypeError']);
  const state = await harness.settle();
  assert.deepEqual(state.open, {});
  assert.deepEqual(harness.told(), ['fetch 1 TypeError', 'error 1', 'close 1 1006']);
});

test('a token is a request whose answer is kept', async () => {
  await harness.create('laptop');
  const asked = await harness.act('laptop', 'token');
  assert.deepEqual(asked.open, { 'laptop token': 1 });
  harness.answerToken('t1', 'laptop');
  await harness.hello();
  assert.deepEqual(harness.told(), []);
  assert.deepEqual((await harness.settle()).open, {});
  assert.deepEqual(harness.told(), ['token t1']);

  await harness.act('laptop', 'token');
  harness.answerToken(null, 'laptop');
  await harness.settle();
  assert.deepEqual(harness.told(), ['no token: none minted']);
});

test('one timer fires for each advance, in the order of arming', async () => {
  await harness.create('laptop');
  await harness.act('laptop', 'timer', { name: 'b', after: 2000 });
  await harness.act('laptop', 'timer', { name: 'a', after: 1000 });
  await harness.act('laptop', 'timer', { name: 'c', after: 2000 });
  await harness.act('laptop', 'timer', { name: 'gone', after: 500 });
  const armed = await harness.act('laptop', 'clear', { name: 'gone' });
  assert.equal(armed.next, START + 1000);

  const fired = [];
  while (harness.state.next !== null) {
    await harness.advance();
    fired.push(...harness.events.map(({ args }) => [args.text, args.at - START]));
    harness.told();
  }
  assert.deepEqual(fired, [['timer a', 1000], ['timer b', 2000], ['timer c', 2000]]);
});

test('a settle moves the clock and fires nothing', async () => {
  await harness.create('laptop');
  await harness.act('laptop', 'timer', { name: 'a', after: 1000 });
  const { state } = await harness.ask('clock.settle', { now: START + 1000, sockets: {}, answered: {} });
  assert.equal(state.next, START + 1000);
  assert.deepEqual(harness.told(), []);
  await harness.act('laptop', 'now');
  assert.equal(harness.events[0].args.at, START + 1000);
  assert.equal(harness.events[0].args.performance, 1000);
});

test('an advance that comes before any timer moves the clock only; fractions of a millisecond are kept', async () => {
  await harness.create('laptop');
  await harness.ask('clock.settle', { now: START + 0.25, sockets: {}, answered: {} });
  await harness.act('laptop', 'timer', { name: 'a', after: 1000 });
  assert.equal(harness.state.next, START + 1000.25);
  await harness.advance(START + 500);
  assert.deepEqual(harness.told(), []);
  await harness.advance(START + 1000.25);
  assert.equal(harness.events[0].args.at, START + 1000);
});

test('intervals, and AbortSignal.timeout, follow the virtual clock', async () => {
  await harness.create('laptop');
  await harness.act('laptop', 'interval', { name: 'i', after: 30_000 });
  await harness.act('laptop', 'timeout', { path: '/v1/slow', after: 45_000 });
  await harness.advance();
  await harness.advance();
  await harness.advance();
  assert.deepEqual(harness.told(), ['interval i', 'timeout TimeoutError', 'interval i']);
  assert.equal(harness.state.next, START + 90_000);
});

test('a throwing timer is reported and harms nobody', async () => {
  await harness.create('laptop');
  await harness.act('laptop', 'throwing');
  await harness.advance();
  assert.equal((await harness.act('laptop', 'now')).next, null);
  assert.match(harness.stderr, /out of a timer/);
});

test('each scenario has a fresh clock, no timers of the one before, and the chance of its seed', async () => {
  const chances = [];
  for (let i = 0; i < 2; i++) {
    const created = await harness.create('laptop');
    assert.equal(created.next, null);
    await harness.act('laptop', 'chance');
    chances.push(harness.events[0].args);
    harness.told();
    await harness.act('laptop', 'timer', { name: 'fires', after: 5000 });
    await harness.act('laptop', 'timer', { name: 'is left over', after: 90_000 });
    await harness.advance(START + 60_000);
    assert.deepEqual(harness.told(), ['timer fires']);
    await harness.dispose('laptop');
  }
  assert.deepEqual(chances[0], chances[1]);
});

test('WebCrypto is waited for', async () => {
  await harness.create('laptop');
  await harness.act('laptop', 'digest');
  assert.deepEqual(harness.told(), ['digested']);
});

test('storage lives as long as its client, and is its own', async () => {
  await harness.create('laptop');
  await harness.create('phone');
  await harness.act('laptop', 'store', { value: 'x' });
  await harness.act('laptop', 'stored');
  await harness.act('phone', 'stored');
  await harness.dispose('laptop');
  await harness.create('laptop');
  await harness.act('laptop', 'stored');
  assert.deepEqual(harness.told(), ['stored x', 'stored null', 'stored null']);
});

test('a disposed client says nothing more, neither to the app nor to the server', async () => {
  const { server, socket } = await connected('laptop');
  await harness.ask('client.dispose', { client: 'laptop' });
  await server.until(() => socket.isGone);
  assert.equal(socket.code, 1006);
  assert.deepEqual(harness.told(), []);
});

test('a refused button is an error of the call, one that takes its time is none', async () => {
  await harness.create('laptop');
  await assert.rejects(harness.act('laptop', 'refuse'), { message: 'laptop has no such button' });
  await harness.act('laptop', 'wait');
});

test('stdout carries the contract only', async () => {
  await harness.create('laptop');
  await harness.act('laptop', 'print');
  await harness.hello();
  assert.ok(harness.lines.every((line) => JSON.parse(line).jsonrpc === '2.0'));
  assert.match(harness.stderr, /not the contract\n/);
  assert.match(harness.stderr, /not the contract either/);
});

test('disposing breaks a settle that waits in vain', async () => {
  await connected('laptop');
  const { link } = harness.lanes.get('laptop').sockets[0];
  const settling = harness.ask('clock.settle', { now: START, sockets: { 'laptop#1': { sent: 9, ended: false } }, answered: { 'laptop GET /never': 1 } });
  const refused = assert.rejects(settling, /the scenario is over/);
  await harness.ask('client.dispose', { client: 'laptop' });
  await refused;
  assert.ok(link);
});
