import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MediaStream, MediaStreamTrack } from '../src/media-doubles.mjs';
import { Microphone } from '../src/microphone.mjs';
import { makePeerConnection } from '../src/rtc-double.mjs';
import { readSdp } from '../src/rtc-sdp.mjs';

const RTCPeerConnection = makePeerConnection();

const turn = () => new Promise((resolve) => setImmediate(resolve));

async function turns(count = 4) {
  for (let i = 0; i < count; i++) {
    await turn();
  }
}

function withMicrophone() {
  const connection = new RTCPeerConnection({ iceServers: [] });
  const track = new MediaStreamTrack();
  connection.addTrack(track, new MediaStream([track]));
  return connection;
}

async function offered() {
  const connection = withMicrophone();
  await connection.setLocalDescription(await connection.createOffer());
  await turns();
  return connection;
}

async function answered(offer) {
  const connection = withMicrophone();
  await connection.setRemoteDescription(offer);
  await connection.setLocalDescription(await connection.createAnswer());
  await turns();
  return connection;
}

test('an offer describes one audio stream, and holds its candidate once it is gathered', async () => {
  const connection = withMicrophone();
  const offer = await connection.createOffer();
  assert.doesNotMatch(offer.sdp, /a=candidate/);
  const candidates = [];
  const states = [];
  connection.onicecandidate = ({ candidate }) => candidates.push(candidate);
  connection.onicegatheringstatechange = () => states.push(connection.iceGatheringState);

  await connection.setLocalDescription(offer);
  await turns();

  const { sdp } = connection.localDescription;
  assert.match(sdp, /^m=audio 5\d{4} UDP\/TLS\/RTP\/SAVPF 111 0 101\r$/m);
  assert.match(sdp, /^a=fingerprint:sha-256 ([0-9A-F]{2}:){31}[0-9A-F]{2}\r$/m);
  assert.match(sdp, /^a=ice-ufrag:.{4}\r\na=ice-pwd:.{24}\r$/m);
  for (const line of ['a=setup:actpass', 'a=mid:0', 'a=rtcp-mux', 'a=sendrecv', 'a=group:BUNDLE 0', 'a=rtpmap:111 opus/48000/2', 'a=rtpmap:101 telephone-event/8000', 'a=rtpmap:0 PCMU/8000']) {
    assert.ok(sdp.includes(`${line}\r\n`), line);
  }
  assert.equal(sdp.match(/a=candidate:/g).length, 1);
  assert.deepEqual(states, ['gathering', 'complete']);
  assert.equal(candidates.length, 2);
  assert.match(candidates[0].candidate, /^candidate:1 1 udp \d+ 192\.0\.2\.10 5\d{4} typ host/);
  assert.equal(candidates[0].sdpMid, '0');
  assert.equal(candidates[1], null);
});

test('offer and answer lead to a connection at both ends, with tracks that unmute', async () => {
  const caller = await offered();
  const events = [];
  caller.ontrack = ({ track, streams }) => {
    events.push(`track ${streams.length} ${track.muted}`);
    track.onunmute = () => events.push('unmute');
  };
  const callee = await answered(caller.localDescription);
  assert.equal(callee.signalingState, 'stable');
  const answer = readSdp(callee.localDescription.sdp);
  assert.equal(answer.media[0].setup, 'active');
  assert.deepEqual(answer.media[0].codecs.map(({ payload }) => payload), ['111', '0', '101']);

  await caller.setRemoteDescription(callee.localDescription);
  await turns();

  assert.equal(caller.signalingState, 'stable');
  assert.equal(caller.connectionState, 'connected');
  assert.equal(caller.iceConnectionState, 'connected');
  assert.equal(callee.connectionState, 'connected');
  assert.deepEqual(events, ['track 1 true', 'unmute']);
  assert.equal(caller.getTransceivers()[0].currentDirection, 'sendrecv');
  assert.equal(caller.currentLocalDescription.type, 'offer');
  assert.equal(caller.pendingLocalDescription, null);
});

test('an answer keeps the payload numbers of the offer, and refuses what is not audio', async () => {
  const connection = withMicrophone();
  const sdp = [
    'v=0', 'o=- 1 1 IN IP4 127.0.0.1', 's=-', 't=0 0', 'a=group:BUNDLE a v', 'a=ice-ufrag:abcd', 'a=ice-pwd:0123456789012345678901',
    'a=fingerprint:sha-256 00', 'm=audio 9 UDP/TLS/RTP/SAVPF 96 110 0', 'c=IN IP4 0.0.0.0', 'a=mid:a', 'a=setup:actpass', 'a=sendonly',
    'a=rtpmap:96 opus/48000/2', 'a=rtpmap:110 telephone-event/48000', 'm=video 9 UDP/TLS/RTP/SAVPF 97', 'a=mid:v', 'a=rtpmap:97 VP8/90000', '',
  ].join('\r\n');
  await connection.setRemoteDescription({ type: 'offer', sdp });
  const answer = readSdp((await connection.createAnswer()).sdp);
  assert.deepEqual(answer.media.map(({ kind, mid, direction, isRefused }) => [kind, mid, direction, isRefused]), [
    ['audio', 'a', 'recvonly', false], ['video', 'v', 'inactive', true],
  ]);
  assert.deepEqual(answer.media[0].codecs.map(({ payload, name }) => [payload, name]), [
    ['96', 'opus/48000/2'], ['110', 'telephone-event/48000'], ['0', 'PCMU/8000'],
  ]);
});

test('provisional answers connect and leave the offer open until the final one', async () => {
  const caller = await offered();
  const callee = await answered(caller.localDescription);
  const { sdp } = callee.localDescription;
  await caller.setRemoteDescription({ type: 'pranswer', sdp });
  await caller.setRemoteDescription({ type: 'pranswer', sdp });
  assert.equal(caller.signalingState, 'have-remote-pranswer');
  assert.equal(caller.currentRemoteDescription, null);
  assert.equal(caller.remoteDescription.type, 'pranswer');
  await turns();
  assert.equal(caller.connectionState, 'connected');
  await assert.rejects(caller.setLocalDescription({ type: 'rollback' }), { name: 'InvalidStateError' });
  await caller.setRemoteDescription({ type: 'answer', sdp });
  assert.equal(caller.signalingState, 'stable');
});

test('what does not fit the state is refused', async () => {
  const connection = withMicrophone();
  const answer = { type: 'answer', sdp: (await answered((await offered()).localDescription)).localDescription.sdp };
  for (const refused of [
    () => connection.createAnswer(),
    () => connection.setRemoteDescription(answer),
    () => connection.setLocalDescription({ type: 'answer', sdp: answer.sdp }),
    () => connection.setLocalDescription({ type: 'rollback' }),
    () => connection.addIceCandidate({ candidate: 'candidate:1 1 udp 1 192.0.2.1 9 typ host', sdpMid: '0' }),
  ]) {
    await assert.rejects(refused, { name: 'InvalidStateError' });
  }
  await connection.setRemoteDescription((await offered()).localDescription);
  await assert.rejects(connection.createOffer(), { name: 'InvalidStateError' });
});

test('what no endpoint can use is refused', async () => {
  const caller = await offered();
  await assert.rejects(caller.setRemoteDescription({ type: 'answer', sdp: 'nonsense' }), { name: 'OperationError' });
  const { sdp } = (await answered(caller.localDescription)).localDescription;
  const withoutIce = sdp.replace(/a=(ice|candidate).*\r\n/g, '');
  await assert.rejects(caller.setRemoteDescription({ type: 'answer', sdp: withoutIce }), { name: 'InvalidAccessError' });
  const withoutMedia = sdp.replace(/m=audio[^]*$/, '');
  await assert.rejects(caller.setRemoteDescription({ type: 'answer', sdp: withoutMedia }), { name: 'InvalidAccessError' });
  assert.equal(caller.signalingState, 'have-local-offer');
});

test('rollback, by name and by glare, takes the own offer back', async () => {
  const caller = await offered();
  await caller.setLocalDescription({ type: 'rollback' });
  assert.equal(caller.signalingState, 'stable');
  assert.equal(caller.localDescription, null);
  assert.equal(caller.getTransceivers()[0].mid, null);

  const glaring = await offered();
  await glaring.setRemoteDescription((await offered()).localDescription);
  assert.equal(glaring.signalingState, 'have-remote-offer');
  await glaring.setLocalDescription();
  assert.equal(glaring.signalingState, 'stable');
});

test('credentials are new for each connection and each ICE restart, and stay for each re-offer', async () => {
  const ufrag = ({ localDescription: { sdp } }) => readSdp(sdp).media[0].ufrag;
  const caller = await offered();
  const callee = await answered(caller.localDescription);
  await caller.setRemoteDescription(callee.localDescription);
  const first = ufrag(caller);
  assert.notEqual(ufrag(callee), first);

  await caller.setLocalDescription();
  assert.equal(ufrag(caller), first);
  assert.match(caller.localDescription.sdp, /a=candidate/);
  await caller.setLocalDescription({ type: 'rollback' });

  caller.restartIce();
  await caller.setLocalDescription();
  await turns();
  assert.notEqual(ufrag(caller), first);
  assert.equal(caller.iceGatheringState, 'complete');
  assert.match(caller.localDescription.sdp, /a=candidate/);
});

test('a muted direction is offered as it is', async () => {
  const connection = withMicrophone();
  connection.getTransceivers()[0].direction = 'sendonly';
  assert.match((await connection.createOffer()).sdp, /a=sendonly\r/);
  connection.removeTrack(connection.getSenders()[0]);
  assert.match((await connection.createOffer()).sdp, /a=inactive\r/);
});

test('a closed connection says nothing and refuses everything', async () => {
  const connection = withMicrophone();
  const events = [];
  for (const event of ['icecandidate', 'negotiationneeded', 'connectionstatechange', 'signalingstatechange']) {
    connection.addEventListener(event, () => events.push(event));
  }
  connection.close();
  await turns();
  assert.deepEqual(events, []);
  assert.equal(connection.connectionState, 'closed');
  await assert.rejects(connection.createOffer(), { name: 'InvalidStateError' });
  assert.throws(() => connection.addTrack(new MediaStreamTrack()), { name: 'InvalidStateError' });
});

test('keys can be pressed in a call that is up', async () => {
  const caller = await offered();
  const [{ dtmf }] = caller.getSenders();
  assert.equal(dtmf.canInsertDTMF, false);
  const callee = await answered(caller.localDescription);
  await caller.setRemoteDescription(callee.localDescription);
  await turns();
  const tones = [];
  dtmf.ontonechange = ({ tone }) => tones.push(tone);
  dtmf.insertDTMF('12#');
  await turns(6);
  assert.deepEqual(tones, ['1', '2', '#', '']);
});

test('the microphone is granted, denied, and lost, and tells when it is captured and released', async () => {
  const microphone = new Microphone();
  const states = [];
  microphone.onchange = (state) => states.push(state);

  const stream = await microphone.open({ audio: true });
  const [track] = stream.getAudioTracks();
  track.stop();
  track.stop();
  assert.deepEqual(states, ['captured', 'released']);
  assert.equal(stream.active, false);

  microphone.becomes('denies');
  await assert.rejects(microphone.open({ audio: true }), { name: 'NotAllowedError' });

  microphone.becomes('grants');
  const [lost] = (await microphone.open({ audio: true })).getTracks();
  let isOver = false;
  lost.onended = () => (isOver = true);
  microphone.becomes('loses');
  assert.equal(isOver, true);
  assert.equal(lost.readyState, 'ended');
  await assert.rejects(microphone.open({ video: true }), TypeError);
});
