import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { SteeredMicrophone } from '../../browser-softphone/steered-microphone.mjs';
import { description, Stage } from '../stage.mjs';

let stage;

afterEach(() => stage.close());

/** Peer connections whose candidates the test finds. */
async function stageWithSlowGathering() {
  stage = await Stage.connected();
  const connections = [];
  globalThis.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration) {
      super(configuration);
      connections.push(this);
    }

    async setLocalDescription({ type }) {
      this.localDescription = { type, sdp: 'v=0\r\n' };
      this.iceGatheringState = 'gathering';
    }

    find() {
      this.localDescription = { type: 'offer', sdp: description('found') };
      this.dispatchEvent(new Event('icecandidate'));
    }

    complete() {
      this.iceGatheringState = 'complete';
      this.dispatchEvent(new Event('icegatheringstatechange'));
    }
  };
  await stage.press((phone) => phone.call('101'));
  return connections[0];
}

test('The offer waits for all candidates', async () => {
  const connection = await stageWithSlowGathering();
  connection.find();
  await stage.rest();
  assert.equal(stage.sent('call.create'), undefined);
  connection.complete();
  await stage.rest();
  assert.match(stage.sent('call.create').sdp, /a=candidate:/);
});

test('After two seconds one candidate is enough', async () => {
  const connection = await stageWithSlowGathering();
  connection.find();
  await stage.pass(2000);
  assert.match(stage.sent('call.create').sdp, /a=candidate:/);
});

test('A late first candidate is waited for', async () => {
  const connection = await stageWithSlowGathering();
  await stage.pass(2000);
  assert.equal(stage.sent('call.create'), undefined);
  connection.find();
  await stage.rest();
  assert.match(stage.sent('call.create').sdp, /a=candidate:/);
});

test('Without any candidate nothing is dialled', async () => {
  const connection = await stageWithSlowGathering();
  connection.complete();
  await stage.rest();
  assert.equal(stage.heard('error').code, 'call_failed');
  assert.equal(stage.captures, 0);
});

test('A dial that is given up while it is described leaves nothing behind', async () => {
  const connection = await stageWithSlowGathering();
  await stage.press((phone) => phone.control.hangUp(null));
  connection.find();
  connection.complete();
  await stage.pass(60_000);
  assert.deepEqual(stage.types, ['authenticate']);
  assert.equal(stage.captures, 0);
});

test('A socket that drops while an answer is described takes the answer with it', async () => {
  stage = await Stage.connected();
  let finish;
  globalThis.RTCPeerConnection = class extends RTCPeerConnection {
    createAnswer() {
      return new Promise((resolve) => (finish = () => resolve({ type: 'answer', sdp: description('late') })));
    }
  };
  await stage.ring();
  await stage.press((phone) => phone.answer(null));
  await stage.drop();
  await stage.pass(1000);
  await stage.signIn();
  finish();
  await stage.rest();
  assert.deepEqual(stage.types, ['authenticate']);
});

test('A mute silences the capture of its own call only', async () => {
  const streams = [];
  stage = await Stage.connected({
    getUserMedia: async () => {
      const track = Object.assign(new EventTarget(), { enabled: true, stop() {} });
      streams.push(track);
      return { getTracks: () => [track], getAudioTracks: () => [track] };
    },
  });
  await stage.call('call_1');
  await stage.call('call_2', '102');
  await stage.press((phone) => phone.control.mute('call_1', true));
  assert.deepEqual(streams.map(({ enabled }) => enabled), [false, true]);
});

test('A microphone that is granted after the call has ended is let go of', async () => {
  let isStopped = false;
  const track = { stop: () => (isStopped = true) };
  const microphone = new SteeredMicrophone(async () => ({ getTracks: () => [track], getAudioTracks: () => [] }));
  stage = await Stage.connected({ getUserMedia: (constraints) => microphone.getUserMedia(constraints) });
  microphone.set('delays', 3000);
  await stage.ring();
  await stage.press((phone) => phone.answer(null));
  await stage.says({ type: 'call.ended', call_id: 'call_1', reason: 'hangup', duration_seconds: null });
  await stage.pass(3000);
  assert.ok(isStopped);
  assert.deepEqual(stage.events.slice(-3), ['ended', 'microphone', 'microphone']);
});

test('ICE servers that the platform cannot use do not cost the call', async () => {
  stage = await Stage.connected();
  globalThis.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration) {
      super();
      if (configuration) {
        throw new SyntaxError('what is that?');
      }
    }
  };
  await stage.press((phone) => phone.call('101'));
  assert.equal(stage.heard('log').level, 'warning');
  assert.ok(stage.sent('call.create'));
});
