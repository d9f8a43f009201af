import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chanceFrom } from '../../browser-softphone/chance.mjs';
import { milliseconds } from '../../browser-softphone/duration.mjs';
import { makeAdapter } from '../../browser-softphone/adapter.mjs';
import { Backoff } from '../../browser-softphone/softphone/backoff.mjs';
import { nextCallState } from '../../browser-softphone/softphone/call-states.mjs';
import { cleanDestination } from '../../browser-softphone/softphone/destination.mjs';
import { faults, faultsNamed } from '../../browser-softphone/softphone/faults.mjs';
import { limits } from '../../browser-softphone/softphone/limits.mjs';
import { signallingUrl } from '../../browser-softphone/softphone/signalling-url.mjs';
import { expiresAt } from '../../browser-softphone/softphone/token-claims.mjs';
import { refreshLead } from '../../browser-softphone/softphone/token-keeper.mjs';
import { readMessage, writeMessage } from '../../browser-softphone/softphone/wire.mjs';

test('The backoff climbs to 30 s and stays there, between half a step and the step', () => {
  const longest = new Backoff(limits.backoffSteps, () => 1);
  assert.deepEqual(Array.from({ length: 7 }, () => longest.next() / 1000), [1, 2, 4, 8, 16, 30, 30]);
  longest.reset();
  assert.equal(longest.next(), 1000);
  assert.equal(new Backoff(limits.backoffSteps, () => 0).next(), 500);
});

test('A token is renewed five minutes before it dies, and in time when it lives shortly', () => {
  assert.equal(refreshLead(3_600_000), 300_000);
  assert.equal(refreshLead(120_000), 60_000);
  assert.equal(refreshLead(10_000), 30_000);
});

test('Only a JWT with a sensible expiry has one', () => {
  const jwt = (claims) => `e30.${Buffer.from(claims).toString('base64url')}.c2ln`;
  assert.equal(expiresAt(jwt('{"exp":1793534400,"sub":"ü?"}')), 1793534400000);
  for (const opaque of ['tok_1', 'a.b', 'a.%.c', jwt('{}'), jwt('null'), jwt('{"exp":"1"}'), jwt('{"exp":-1}'), jwt('{"exp":1e300}')]) {
    assert.equal(expiresAt(opaque), null, opaque);
  }
});

test('What a person types becomes a dial string', () => {
  const rows = {
    '(415) 555-0100': '+14155550100', '1-415-555-0100': '+14155550100', '+44 20 7946 0958': '+442079460958',
    101: '101', '*72': '*72', 911: '911', 933: '933', '1155550100': '1155550100', ' 12b ': '12B',
  };
  for (const [typed, dialled] of Object.entries(rows)) {
    assert.equal(cleanDestination(typed), dialled);
  }
  for (const typed of ['', '  ', 'alice', '1;2', '1'.repeat(33)]) {
    assert.equal(cleanDestination(typed), null);
  }
});

test('A call goes through its states in order, and never comes back from its end', () => {
  const run = (inputs) => inputs.reduce((state, input) => nextCallState(state, input) ?? state, 'preparing');
  assert.equal(run(['create', 'trying', 'alerting', 'answered', 'held', 'held', 'resumed']), 'active');
  assert.equal(run(['create', 'trying', 'answered']), 'active');
  assert.equal(run(['trying', 'held', 'answered']), 'preparing');
  assert.equal(run(['create', 'ended', 'trying', 'answered']), 'ended');
});

test('Frames that are no sound message mean nothing', () => {
  assert.deepEqual(readMessage('{"type":"call.ringing","call_id":"c","extra":1}'), { type: 'call.ringing', call_id: 'c', extra: 1 });
  assert.equal(readMessage('{"type":"error","code":"x","message":"y","call_id":null}').code, 'x');
  for (const text of [
    '', '[]', 'null', '{}', '{"type":"constructor"}', '{"type":"call.ringing"}', '{"type":"call.ringing","call_id":7}',
    '{"type":"call.held","call_id":"c","held_by":"both"}', '{"type":"error","code":"x","message":"y","fatal":"yes"}',
    '{"type":"call.answered","call_id":"c","answered_at":"noon"}',
  ]) {
    assert.equal(readMessage(text), null, text);
  }
});

test('Members that are null do not travel', () => {
  assert.equal(writeMessage({ type: 'ping', req_id: null }), '{"type":"ping"}');
});

test('The signalling host comes from the REST base', () => {
  const rows = {
    'https://api.dev.dialstack.ai': 'wss://webrtc.dev.dialstack.ai/v1/webrtc',
    'http://localhost:8080/': 'ws://localhost:8080/v1/webrtc',
    'https://example.com/prefix/v1/webrtc': 'wss://example.com/prefix/v1/webrtc',
  };
  for (const [base, url] of Object.entries(rows)) {
    assert.equal(signallingUrl(base), url);
  }
});

test('Durations are those of the scenario language', () => {
  const rows = { '500ms': 500, '3s': 3000, '1h30m': 5_400_000, '-5m': -300_000, 2: 2000, '0.5s': 500 };
  for (const [text, expected] of Object.entries(rows)) {
    assert.equal(milliseconds(text), expected);
  }
  assert.equal(milliseconds(undefined), 0);
  for (const text of ['', 'soon', '3 s', '1y']) {
    assert.throws(() => milliseconds(text), /no duration/);
  }
});

test('The same seed gives the same chance', () => {
  const draw = (seed) => Array.from({ length: 5 }, chanceFrom(seed));
  assert.deepEqual(draw(7), draw(7));
  assert.notDeepEqual(draw(7), draw(8));
  assert.ok(draw(7).every((number) => number >= 0 && number < 1));
});

test('Every fault has a name of its own and can be asked for', () => {
  assert.equal(new Set(faults.map(({ name }) => name)).size, faults.length);
  assert.deepEqual(faultsNamed(['rings-twice']).map(({ requirement }) => requirement), ['INB-03']);
  assert.throws(() => faultsNamed(['none']), /there is no fault 'none'/);
});

test('Only where the platform lets it, the client sets its User-Agent', () => {
  assert.ok(!makeAdapter().capabilities.includes('user agent'));
  assert.ok(makeAdapter({ userAgent: 'x/1' }).capabilities.includes('user agent'));
});
