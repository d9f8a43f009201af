import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { Stage, tokenFor } from '../stage.mjs';

let stage;

afterEach(() => stage.close());

test('Connecting fetches the ICE servers, offers the subprotocol, and authenticates first', async () => {
  stage = await Stage.connected();
  assert.deepEqual(stage.requests, [
    { url: 'http://127.0.0.1:1234/v1/webrtc/ice-servers', headers: { Authorization: `Bearer ${tokenFor(3600)}` } },
  ]);
  assert.equal(stage.socket.url, 'ws://127.0.0.1:1234/v1/webrtc');
  assert.deepEqual(stage.socket.offered, ['dialstack.webrtc.v1']);
  assert.deepEqual(stage.socket.sent, [{ type: 'authenticate', req_id: 'req_1', token: tokenFor(3600) }]);
  assert.deepEqual(stage.events, ['connected']);
});

test('A first connect that is refused fails, and is not tried again', async () => {
  stage = await Stage.open();
  await stage.press((phone) => phone.connect());
  stage.socket.end(1006);
  await stage.rest();
  await stage.pass(60_000);
  assert.deepEqual(stage.events, ['error', 'disconnected']);
  assert.equal(stage.sockets.length, 1);
});

test('A disconnect while it connects leaves nothing behind', async () => {
  stage = await Stage.open();
  await stage.press((phone) => phone.connect());
  await stage.press((phone) => phone.disconnect());
  assert.equal(stage.socket.closedWith, 1000);
  await stage.pass(60_000);
  assert.equal(stage.sockets.length, 1);
  assert.deepEqual(stage.events, ['disconnected']);
});

test('A lost socket is replaced, with longer and longer waits until one is authenticated', async () => {
  stage = await Stage.connected();
  await stage.drop();
  for (const wait of [1000, 2000, 4000]) {
    await stage.pass(wait - 1);
    const { length } = stage.sockets;
    await stage.pass(1);
    assert.equal(stage.sockets.length, length + 1);
    await stage.drop();
  }
  await stage.pass(8000);
  await stage.signIn();
  assert.deepEqual(stage.events, ['connected', 'reconnecting', 'reconnected']);
});

test('A fatal error is told once, and acted on although the close never comes', async () => {
  stage = await Stage.connected();
  await stage.says({ type: 'error', code: 'session_replaced', message: '', fatal: true });
  assert.deepEqual(stage.events, ['connected', 'error', 'disconnected']);
  await stage.pass(40_000);
  assert.equal(stage.socket.closedWith, 4000);
  assert.equal(stage.sockets.length, 1);
});

test('A socket that does not answer a probe is broken, not closed: its calls are to be kept', async () => {
  stage = await Stage.connected();
  await stage.press((phone) => phone.networkUp());
  assert.deepEqual(stage.types, ['authenticate', 'ping']);
  await stage.pass(5000);
  assert.equal(stage.socket.closedWith, 4000);
  assert.equal(stage.heard('reconnecting').event, 'reconnecting');
});

test('A new token is adopted when the server has confirmed it, and not before', async () => {
  stage = await Stage.connected({ token: tokenFor(600) });
  await stage.pass(299_999);
  assert.equal(stage.minted.length, 0);
  await stage.pass(1);
  const { req_id, token } = stage.sent('auth.refresh');
  assert.equal(stage.items.get('token'), tokenFor(600));
  await stage.says({ type: 'auth.refreshed', req_id: 'req_of_another' });
  assert.equal(stage.items.get('token'), tokenFor(600));
  await stage.says({ type: 'auth.refreshed', req_id });
  assert.equal(stage.items.get('token'), token);
});

test('A cold start connects again with what was stored', async () => {
  stage = await Stage.connected();
  await stage.press((phone) => phone.selectAddress('emerg_1'));
  await stage.signIn();
  stage.softphone.restart();
  await stage.rest();
  await stage.signIn();
  assert.equal(stage.sent('authenticate').emergency_address_id, 'emerg_1');
});
