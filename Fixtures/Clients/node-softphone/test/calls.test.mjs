import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { description, Stage } from '../stage.mjs';

let stage;

afterEach(() => stage.close());

test('An outbound call is dialled, rings, is answered, and ends', async () => {
  stage = await Stage.connected();
  await stage.press((phone) => phone.call('(415) 555-0100'));
  const create = stage.sent('call.create');
  assert.equal(create.destination, '+14155550100');
  assert.match(create.sdp, /a=candidate:/);
  await stage.says(
    { type: 'call.trying', req_id: create.req_id, call_id: 'call_1' },
    { type: 'call.ringing', call_id: 'call_1' },
    { type: 'sdp.answer', call_id: 'call_1', sdp: description('server') },
    { type: 'call.answered', call_id: 'call_1' },
    { type: 'call.ended', call_id: 'call_1', reason: 'hangup', duration_seconds: 3 });
  assert.deepEqual(stage.events, [
    'connected', 'microphone', 'trying', 'ringing', 'ringback', 'ringback', 'answered', 'ended', 'microphone',
  ]);
  assert.equal(stage.captures, 0);
});

test('A call that rings is answered once there are the accept, the microphone and the offer', async () => {
  stage = await Stage.connected();
  await stage.says({ type: 'call.incoming', call_id: 'call_1', from: '1', from_name: null, to: '2' });
  await stage.press((phone) => phone.answer(null));
  assert.equal(stage.sent('call.answer'), undefined);
  await stage.says({ type: 'sdp.offer', call_id: 'call_1', sdp: description('server') });
  assert.deepEqual(stage.types.slice(-2), ['call.answer', 'sdp.answer']);
});

test('A declined call is rejected, and not hung up', async () => {
  stage = await Stage.connected();
  await stage.ring();
  await stage.press((phone) => phone.control.hangUp(null));
  assert.equal(stage.sent('call.reject').reason, 'decline');
  assert.equal(stage.sent('call.hangup'), undefined);
});

test('Without a microphone nothing is dialled, and a call rings on', async () => {
  stage = await Stage.connected();
  stage.isMicrophoneDenied = true;
  await stage.press((phone) => phone.call('101'));
  assert.equal(stage.heard('error').code, 'mic_permission_denied');
  await stage.ring();
  await stage.press((phone) => phone.answer(null));
  assert.deepEqual(stage.types, ['authenticate']);
  stage.isMicrophoneDenied = false;
  await stage.press((phone) => phone.answer(null));
  assert.deepEqual(stage.types.slice(-2), ['call.answer', 'sdp.answer']);
});

test('A second call holds the first, and its failure takes the hold back', async () => {
  stage = await Stage.connected();
  await stage.call('call_1');
  await stage.press((phone) => phone.call('102'));
  assert.deepEqual(stage.types.slice(-2), ['call.hold', 'call.create']);
  await stage.says(
    { type: 'call.held', call_id: 'call_1', held_by: 'local' },
    { type: 'error', code: 'call_failed', message: '', req_id: stage.sent('call.create').req_id });
  assert.equal(stage.sent('call.resume').call_id, 'call_1');
});

test('A dial that was given up is hung up when the server takes it after all', async () => {
  stage = await Stage.connected();
  await stage.press((phone) => phone.call('101'));
  const { req_id } = stage.sent('call.create');
  await stage.press((phone) => phone.control.hangUp(null));
  await stage.says({ type: 'call.trying', req_id, call_id: 'call_9' });
  assert.equal(stage.sent('call.hangup').call_id, 'call_9');
  assert.ok(!stage.events.includes('trying'));
});

test('An error belongs to the request whose req_id it echoes', async () => {
  stage = await Stage.connected();
  await stage.call('call_1');
  await stage.press((phone) => phone.control.hold(null));
  const { req_id } = stage.sent('call.hold');
  await stage.call('call_2', '102');
  await stage.says({ type: 'error', code: 'call_not_found', message: '', req_id });
  assert.deepEqual(stage.heard('ended'), { event: 'ended', call_id: 'call_1', reason: 'failed', duration_seconds: 0 });
  await stage.says({ type: 'error', code: 'never_heard_of', message: '' });
  assert.equal(stage.told.filter(({ event }) => event === 'ended').length, 1);
});

test('A dropped call comes back with new media and its mute', async () => {
  stage = await Stage.connected();
  await stage.call();
  await stage.press((phone) => phone.control.mute(null, true));
  const { sdp } = stage.sent('call.create');
  await stage.drop();
  await stage.pass(1000);
  await stage.signIn();
  await stage.says({
    type: 'call.restored', call_id: 'call_1', state: 'active', direction: 'outbound',
    from: '1', from_name: null, to: '2', answered_at: '2026-11-01T12:00:00Z',
  });
  await stage.pass(500);
  assert.notEqual(stage.sent('sdp.offer').sdp, sdp);
  await stage.says({ type: 'sdp.answer', call_id: 'call_1', sdp: description('server') });
  assert.deepEqual(stage.types, ['authenticate', 'sdp.offer', 'call.mute']);
  assert.deepEqual(stage.events.slice(-2), ['reconnecting', 'reconnected']);
});

test('A dropped call that is not restored is over', async () => {
  stage = await Stage.connected();
  await stage.call();
  await stage.drop();
  await stage.pass(1000);
  await stage.signIn();
  await stage.pass(2000);
  assert.equal(stage.heard('ended').reason, 'failed');
  assert.equal(stage.captures, 0);
});

test('The answer given to a push is applied when the call comes', async () => {
  stage = await Stage.open();
  await stage.press((phone) => phone.push('call_1'));
  await stage.press((phone) => phone.answer('call_1'));
  await stage.signIn();
  await stage.ring('call_1');
  assert.deepEqual(stage.types, ['authenticate', 'call.answer', 'sdp.answer']);
});

test('An offer in the middle of a call is answered, and the call goes on', async () => {
  stage = await Stage.connected();
  await stage.call();
  await stage.says({ type: 'sdp.offer', call_id: 'call_1', sdp: description('server again') });
  assert.match(stage.sent('sdp.answer').sdp, /a=candidate:/);
  assert.equal(stage.sent('call.answer'), undefined);
  assert.ok(!stage.events.includes('ended'));
});
