import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { afterEach, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { FakeHarness, START } from './fake-harness.mjs';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const DRIVER = here('../bin/sdk-driver.mjs');

let harness;

beforeEach(() => {
  harness = new FakeHarness(DRIVER, '--sdk', here('stand-in-sdk.mjs'));
});

afterEach(() => harness.end());

const server = () => harness.lanes.get('laptop');
const socket = () => server().sockets.at(-1);
const told = () => harness.events.splice(0).map(({ event, args }) => [event, args]);

async function say(...messages) {
  messages.forEach((message) => server().send(server().sockets.length, JSON.stringify(message)));
  await harness.settle();
}

/** The client's next frame that is not read yet. */
async function heard() {
  await server().until(() => socket().received.length > (socket().read ?? 0));
  socket().read = (socket().read ?? 0) + 1;
  return JSON.parse(socket().received[socket().read - 1]);
}

async function signIn() {
  await server().until(() => server().requests.length === 1);
  await server().answer(0, '{"ice_servers":[]}');
  await harness.settle();
  await server().accept();
  await harness.settle();
  const authenticate = await heard();
  await say({ type: 'authenticated' });
  return authenticate;
}

async function connected() {
  await harness.create('laptop');
  await harness.act('laptop', 'connect');
  await signIn();
  assert.deepEqual(told(), [['connected', {}]]);
}

async function press(action, args) {
  await harness.act('laptop', action, args);
  return heard();
}

async function inACall() {
  await harness.act('laptop', 'call', { to: '101' });
  assert.deepEqual(await heard(), { type: 'call.create', destination: '101' });
  await say({ type: 'call.trying', call_id: 'c1' }, { type: 'call.ringing', call_id: 'c1' }, { type: 'call.answered', call_id: 'c1' });
}

test('the words of a call reach the API, and its news come back', async () => {
  await connected();
  await inACall();
  assert.deepEqual(told(), [
    ['trying', { call_id: 'c1' }],
    ['ringback', { state: 'on' }],
    ['ringing', { call_id: 'c1' }],
    ['ringback', { state: 'off' }],
    ['answered', { call_id: 'c1' }],
  ]);

  assert.equal((await press('hold')).type, 'call.hold');
  await say({ type: 'call.held', call_id: 'c1', held_by: 'local' });
  assert.equal((await press('resume')).type, 'call.resume');
  await say({ type: 'call.resumed', call_id: 'c1' });
  assert.equal((await press('mute')).type, 'call.mute');
  assert.equal((await press('unmute', { call_id: 'c1' })).type, 'call.unmute');
  assert.deepEqual(await press('transfer', { to: '102' }), { type: 'call.transfer', call_id: 'c1', destination: '102' });
  assert.equal((await press('hang up')).type, 'call.hangup');
  await say({ type: 'call.ended', call_id: 'c1', reason: 'hangup' });
  assert.deepEqual(told(), [
    ['held', { call_id: 'c1', held_by: 'local' }],
    ['resumed', { call_id: 'c1' }],
    ['ended', { call_id: 'c1', reason: 'hangup', duration_seconds: 0 }],
  ]);
});

test('a ringing call is answered or rejected', async () => {
  await connected();
  await say({ type: 'call.incoming', call_id: 'c1', from: '+12025550100', from_name: null, to: '101' });
  assert.deepEqual(told(), [['incoming', { call_id: 'c1', from: '+12025550100', from_name: null, to: '101' }]]);
  assert.deepEqual(await press('reject', { reason: 'busy' }), { type: 'call.reject', call_id: 'c1', reason: 'busy' });
  assert.deepEqual(await press('answer', { call_id: 'c1' }), { type: 'call.answer', call_id: 'c1' });
});

test('an attended transfer completes on the first call, and cancelling takes it back', async () => {
  await connected();
  await inACall();
  assert.deepEqual(await press('consult', { to: '103' }), { type: 'call.transfer.attended', step: 'consult', call_id: 'c1', destination: '103' });
  await say({ type: 'call.held', call_id: 'c1', held_by: 'local' }, { type: 'call.trying', call_id: 'c2' }, { type: 'call.answered', call_id: 'c2' });
  assert.deepEqual(await press('complete'), { type: 'call.transfer.attended', call_id: 'c1', step: 'complete' });
  assert.deepEqual(await press('cancel transfer', { call_id: 'c1' }), { type: 'call.hangup', call_id: 'c2' });
  assert.deepEqual(await heard(), { type: 'call.resume', call_id: 'c1' });
});

test('what the API refuses is an event, and an unknown button is an error of the call', async () => {
  await connected();
  await harness.act('laptop', 'answer');
  await harness.act('laptop', 'subscribe', { users: [] });
  await harness.act('laptop', 'hold', { call_id: 'c9' });
  await say({ type: 'error', code: 'rate_limited', message: 'slow down', fatal: false });
  assert.deepEqual(told().map(([event, { code }]) => [event, code]), [
    ['error', 'call_not_found'], ['error', 'invalid_message'], ['error', 'call_not_found'], ['error', 'rate_limited'],
  ]);
  await assert.rejects(harness.act('laptop', 'push', {}), /no button 'push'/);
});

test('a first connect that fails is told once, and then it is over', async () => {
  await harness.create('laptop');
  await harness.act('laptop', 'connect');
  await server().until(() => server().requests.length === 1);
  await server().answer(0, 'no', 500);
  await harness.settle();
  assert.deepEqual(told().map(([event, { code }]) => [event, code]), [['error', 'ice_fetch_failed'], ['disconnected', 'ice_fetch_failed']]);
});

test('a drop is followed by a reconnect at the jittered time of the seed', async () => {
  await connected();
  socket().link.terminate();
  socket().ended = true;
  const { next } = await harness.settle();
  assert.ok(next >= START + 500 && next <= START + 1000);
  await harness.advance();
  await server().accept();
  await harness.settle();
  await heard();
  await say({ type: 'authenticated' });
  assert.deepEqual(told(), [['reconnecting', {}], ['reconnected', {}]]);
});

test('tokens are asked for through the contract', async () => {
  await connected();
  await harness.advance();
  assert.deepEqual(harness.state.open, { 'laptop token': 1 });
  harness.answerToken('t1', 'laptop');
  await harness.settle();
  assert.deepEqual(await heard(), { type: 'auth.refresh', token: 't1' });
});

test('a restart ends without a word, keeps its storage and connects again', async () => {
  await connected();
  await harness.act('laptop', 'select address', { id: 'emerg_1' });
  await server().until(() => socket().isGone);
  socket().ended = true;
  await harness.settle();
  assert.equal((await signIn()).address, 'emerg_1');
  told();

  const dropped = socket();
  await harness.act('laptop', 'restart');
  await server().until(() => dropped.isGone);
  assert.equal(dropped.code, 1006);
  dropped.ended = true;
  await harness.settle();
  assert.equal((await signIn()).address, 'emerg_1');
  assert.deepEqual(told(), [['connected', {}]]);
});

test('disconnecting, signing out and in, and coming back to the screen', async () => {
  await connected();
  assert.deepEqual(await press('foreground'), { type: 'ping' });
  await harness.act('laptop', 'sign out');
  assert.deepEqual(told(), [['disconnected', {}]]);
  await server().until(() => socket().isGone);
  socket().ended = true;
  await harness.settle();
  await harness.act('laptop', 'sign in', { token: 't2' });
  assert.equal((await signIn()).token, 't2');
});

test('presence and network news are told in the words of the wire', async () => {
  await connected();
  await say({ type: 'presence.list', users: [{ user_id: 'user_1', name: 'A', status: 'available' }] }, { type: 'network.changed' });
  assert.deepEqual(told(), [
    ['presence list', { users: [{ user_id: 'user_1', name: 'A', status: 'available', do_not_disturb: false, status_text: null, updated_at: 'now' }] }],
    ['network changed', {}],
  ]);
});

test('a module that is missing, or is no SDK, is said clearly', () => {
  for (const [sdk, text] of [['no-such-module', /there is no module 'no-such-module'/], [here('../src/rpc.mjs'), /exports no DialStackPhone/]]) {
    const { status, stderr, stdout } = spawnSync(process.execPath, [DRIVER, '--sdk', sdk], { encoding: 'utf8' });
    assert.equal(status, 2);
    assert.match(stderr, text);
    assert.equal(stdout, '');
  }
});
