import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { description, Stage } from '../stage.mjs';

let stage;

beforeEach(async () => {
  stage = await Stage.connected();
  await stage.call('call_1');
});

afterEach(() => stage.close());

async function consult() {
  await stage.press((phone) => phone.control.consult(null, '102'));
  await stage.says(
    { type: 'call.held', call_id: 'call_1', held_by: 'local' },
    { type: 'call.trying', req_id: stage.sent('call.transfer.attended').req_id, call_id: 'call_2' },
    { type: 'sdp.answer', call_id: 'call_2', sdp: description('server') },
    { type: 'call.answered', call_id: 'call_2' });
}

test('A blind transfer names the call and where it goes', async () => {
  await stage.press((phone) => phone.control.transfer(null, '(415) 555-0102'));
  const { req_id, ...rest } = stage.sent('call.transfer');
  assert.deepEqual(rest, { type: 'call.transfer', call_id: 'call_1', destination: '+14155550102' });
  await stage.says({ type: 'error', code: 'call_failed', message: '', req_id });
  assert.deepEqual(stage.heard('error'), { event: 'error', code: 'call_failed', message: '', call_id: 'call_1' });
  assert.ok(!stage.events.includes('ended'));
});

test('A consult dials on behalf of its call, and leaves the hold to the server', async () => {
  await consult();
  const { req_id, sdp, ...rest } = stage.sent('call.transfer.attended');
  assert.deepEqual(rest, { type: 'call.transfer.attended', call_id: 'call_1', step: 'consult', destination: '102' });
  assert.ok(req_id);
  assert.match(sdp, /a=candidate:/);
  assert.ok(!stage.types.includes('call.hold'));
});

test('Completing names the call that is transferred', async () => {
  await consult();
  await stage.press((phone) => phone.control.complete(null));
  const { call_id, step } = stage.sent('call.transfer.attended');
  assert.deepEqual({ call_id, step }, { call_id: 'call_1', step: 'complete' });
});

test('Taking a transfer back hangs the consult up and resumes the call', async () => {
  await consult();
  await stage.press((phone) => phone.control.cancelTransfer(null));
  assert.equal(stage.sent('call.hangup').call_id, 'call_2');
  assert.equal(stage.sent('call.resume').call_id, 'call_1');
});

test('Without a consult there is nothing to complete or to take back', async () => {
  await stage.press((phone) => phone.control.complete(null));
  await stage.press((phone) => phone.control.cancelTransfer('call_1'));
  assert.deepEqual(stage.told.slice(-2).map(({ code }) => code), ['wrong_state', 'wrong_state']);
});
