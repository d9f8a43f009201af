import { HandlerTarget, defineHandlers, eventWith } from './event-handlers.mjs';
import { MediaStream } from './media-doubles.mjs';
import { candidateOf, commonCodecs, makeCredentials, makeIdentity, mirrored, narrowed, readSdp, writeSdp } from './rtc-sdp.mjs';
import { Transceiver } from './rtc-transceiver.mjs';

// Which descriptions fit which state, and where they lead. WebRTC 1.0 §4.3.1.
const LOCAL = {
  stable: { offer: 'have-local-offer' },
  'have-local-offer': { offer: 'have-local-offer', rollback: 'stable' },
  'have-remote-offer': { answer: 'stable', pranswer: 'have-local-pranswer', rollback: 'stable' },
  'have-local-pranswer': { answer: 'stable', pranswer: 'have-local-pranswer' },
  'have-remote-pranswer': {},
};
const REMOTE = {
  stable: { offer: 'have-remote-offer' },
  'have-local-offer': { answer: 'stable', pranswer: 'have-remote-pranswer', rollback: 'stable', offer: 'have-remote-offer' },
  'have-remote-offer': { offer: 'have-remote-offer', rollback: 'stable' },
  'have-local-pranswer': {},
  'have-remote-pranswer': { answer: 'stable', pranswer: 'have-remote-pranswer' },
};

export class RTCSessionDescription {
  constructor({ type, sdp = '' }) {
    this.type = type;
    this.sdp = sdp;
  }

  toJSON() {
    return { type: this.type, sdp: this.sdp };
  }
}

export class RTCIceCandidate {
  constructor({ candidate = '', sdpMid = null, sdpMLineIndex = null, usernameFragment = null } = {}) {
    Object.assign(this, { candidate, sdpMid, sdpMLineIndex, usernameFragment });
  }

  toJSON() {
    return { ...this };
  }
}

/**
 * Makes a headless `RTCPeerConnection`: negotiates as the standard says, writes descriptions as browsers do, and moves
 * no media. Nothing waits for a timer, so that under the virtual clock no time passes.
 * @param {(step: () => void) => void} soon runs a step in a turn of its own
 */
export function makePeerConnection(soon = setImmediate) {
  class RTCPeerConnection extends HandlerTarget {
    signalingState = 'stable';
    iceGatheringState = 'new';
    iceConnectionState = 'new';
    connectionState = 'new';
    canTrickleIceCandidates = null;
    sctp = null;
    currentLocalDescription = null;
    pendingLocalDescription = null;
    currentRemoteDescription = null;
    pendingRemoteDescription = null;
    #configuration;
    #identity = makeIdentity();
    #credentials = makeCredentials();
    #version = 0;
    #lastMade = {};
    #transceivers = [];
    #remoteStreams = new Map();
    #operations = Promise.resolve();
    #wantsRestart = false;
    #needsNegotiation = false;
    #gathered = null;
    #before = null;

    constructor(configuration = {}) {
      super();
      this.#configuration = configuration ?? {};
    }

    get localDescription() {
      return this.pendingLocalDescription ?? this.currentLocalDescription;
    }

    get remoteDescription() {
      return this.pendingRemoteDescription ?? this.currentRemoteDescription;
    }

    getConfiguration() {
      return { ...this.#configuration };
    }

    setConfiguration(configuration) {
      this.#configuration = { ...configuration };
    }

    getTransceivers() {
      return [...this.#transceivers];
    }

    getSenders() {
      return this.#transceivers.filter(({ stopped }) => !stopped).map(({ sender }) => sender);
    }

    getReceivers() {
      return this.#transceivers.filter(({ stopped }) => !stopped).map(({ receiver }) => receiver);
    }

    async getStats() {
      return new Map();
    }

    addTrack(track, ...streams) {
      this.#checkOpen();
      if (this.getSenders().some((sender) => sender.track === track)) {
        throw new DOMException('the track is sent already', 'InvalidAccessError');
      }
      const free = this.#transceivers.find((one) => one.kind === track.kind && !one.sender.track && !one.stopped);
      const transceiver = free ?? this.#add(track.kind, { direction: 'sendrecv' });
      transceiver.sender.track = track;
      transceiver.sender.streams = streams;
      transceiver.become(narrowedToSend(transceiver.direction));
      this.#negotiationIsNeeded();
      return transceiver.sender;
    }

    removeTrack(sender) {
      this.#checkOpen();
      const transceiver = this.#transceivers.find((one) => one.sender === sender);
      if (transceiver?.sender.track) {
        sender.track = null;
        transceiver.become({ sendrecv: 'recvonly', sendonly: 'inactive' }[transceiver.direction] ?? transceiver.direction);
        this.#negotiationIsNeeded();
      }
    }

    addTransceiver(trackOrKind, { direction = 'sendrecv', streams = [] } = {}) {
      this.#checkOpen();
      const track = typeof trackOrKind === 'string' ? null : trackOrKind;
      const transceiver = this.#add(track?.kind ?? trackOrKind, { track, direction });
      transceiver.sender.streams = streams;
      this.#negotiationIsNeeded();
      return transceiver;
    }

    createDataChannel() {
      throw new DOMException('there is no data channel without media', 'NotSupportedError');
    }

    restartIce() {
      this.#wantsRestart = true;
      this.#negotiationIsNeeded();
    }

    createOffer({ iceRestart = false, offerToReceiveAudio = false } = {}) {
      return this.#enqueue(() => {
        if (!['stable', 'have-local-offer'].includes(this.signalingState)) {
          throw wrongState('createOffer', this.signalingState);
        }
        if (offerToReceiveAudio && !this.#transceivers.some(({ kind }) => kind === 'audio')) {
          this.#add('audio', { direction: 'recvonly' });
        }
        return this.#makeOffer(iceRestart);
      });
    }

    createAnswer() {
      return this.#enqueue(() => {
        if (!['have-remote-offer', 'have-local-pranswer'].includes(this.signalingState)) {
          throw wrongState('createAnswer', this.signalingState);
        }
        return this.#makeAnswer();
      });
    }

    setLocalDescription(description) {
      return this.#enqueue(() => {
        const type = description?.type ?? this.#typeThatFits();
        const next = this.#next(LOCAL, type, 'setLocalDescription');
        const sdp = type === 'rollback' ? '' : description?.sdp || this.#made(type);
        this.#applyLocal(type, sdp, next);
      });
    }

    setRemoteDescription({ type, sdp = '' }) {
      return this.#enqueue(() => {
        const next = this.#next(REMOTE, type, 'setRemoteDescription');
        const read = type === 'rollback' ? null : readRemote(sdp);
        if (type === 'offer' && this.signalingState === 'have-local-offer') {
          // Polite glare: the own offer is taken back first. WebRTC 1.0 §4.4.1.5.
          this.#rollBack();
        }
        this.#applyRemote(type, sdp, read, next);
      });
    }

    addIceCandidate(candidate) {
      return this.#enqueue(() => {
        if (!this.remoteDescription) {
          throw new DOMException('there is no remote description yet', 'InvalidStateError');
        }
        if (candidate?.candidate && candidate.sdpMid == null && candidate.sdpMLineIndex == null) {
          throw new TypeError('a candidate names its media');
        }
        if (candidate?.candidate && !/^(a=)?candidate:\S+ \d+ \S+ \d+ \S+ \d+ typ \S+/.test(candidate.candidate)) {
          throw new DOMException(`'${candidate.candidate}' is no candidate`, 'OperationError');
        }
      });
    }

    close() {
      this.signalingState = 'closed';
      this.iceConnectionState = 'closed';
      this.connectionState = 'closed';
      this.#transceivers.forEach((transceiver) => {
        transceiver.stopped = true;
        transceiver.receiver.track.stop();
      });
    }

    #add(kind, { track, direction }) {
      const transceiver = new Transceiver({
        kind, track, direction, soon,
        isConnected: () => this.connectionState === 'connected',
        needsNegotiation: () => this.#negotiationIsNeeded(),
      });
      this.#transceivers.push(transceiver);
      return transceiver;
    }

    #typeThatFits() {
      return ['stable', 'have-local-offer', 'have-remote-pranswer'].includes(this.signalingState) ? 'offer' : 'answer';
    }

    #next(table, type, method) {
      this.#checkOpen();
      const next = table[this.signalingState][type];
      if (!next) {
        throw wrongState(`${method}(${type})`, this.signalingState);
      }
      return next;
    }

    #made(type) {
      if (type === 'offer') {
        return this.#lastMade.offer ?? this.#makeOffer(false).sdp;
      }
      return this.#lastMade.answer ?? this.#makeAnswer().sdp;
    }

    #makeOffer(iceRestart) {
      if (iceRestart || this.#wantsRestart) {
        this.#credentials = makeCredentials();
        this.#gathered = null;
        this.#wantsRestart = false;
      }
      let nextMid = 0;
      const taken = new Set(this.#transceivers.map(({ mid }) => mid));
      const mids = this.#transceivers.map((transceiver) => {
        while (!transceiver.mid && taken.has(String(nextMid))) {
          nextMid++;
        }
        return transceiver.mid ?? String(nextMid++);
      });
      this.#lastMade.mids = mids;
      const media = this.#transceivers.map((transceiver, i) => ({
        kind: transceiver.kind, mid: mids[i], setup: 'actpass', isRefused: transceiver.stopped,
        direction: transceiver.direction, msid: msidOf(transceiver),
        codecs: this.#negotiatedCodecs(mids[i]),
      }));
      this.#lastMade.offer = this.#write(media);
      return { type: 'offer', sdp: this.#lastMade.offer };
    }

    #makeAnswer() {
      const offer = readSdp(this.remoteDescription.sdp);
      const media = offer.media.map((offered) => {
        const transceiver = this.#transceivers.find(({ mid }) => mid === offered.mid);
        const codecs = commonCodecs(offered.codecs);
        if (offered.isRefused || !transceiver || transceiver.stopped || codecs.length === 0) {
          return { ...offered, isRefused: true };
        }
        return {
          kind: offered.kind, mid: offered.mid, codecs, msid: msidOf(transceiver),
          setup: offered.setup === 'active' ? 'passive' : 'active',
          direction: narrowed(transceiver.direction, mirrored(offered.direction)),
        };
      });
      this.#lastMade.answer = this.#write(media);
      return { type: 'answer', sdp: this.#lastMade.answer };
    }

    // A later offer keeps the payload numbers that were agreed on. RFC 3264 §8.
    #negotiatedCodecs(mid) {
      const agreed = this.currentRemoteDescription && readSdp(this.currentRemoteDescription.sdp);
      const codecs = commonCodecs(agreed?.media.find((section) => section.mid === mid)?.codecs ?? []);
      return codecs.length > 0 ? codecs : undefined;
    }

    #write(media) {
      return writeSdp({
        identity: this.#identity, credentials: this.#credentials, version: ++this.#version,
        hasCandidates: this.#gathered === this.#credentials,
      }, media);
    }

    #applyLocal(type, sdp, next) {
      if (type === 'rollback') {
        this.#rollBack();
        return;
      }
      const read = readSdp(sdp);
      if (!read) {
        throw syntaxError();
      }
      this.#remember();
      const description = new RTCSessionDescription({ type, sdp });
      if (type === 'offer') {
        this.#transceivers.forEach((transceiver, i) => (transceiver.mid ??= this.#lastMade.mids?.[i] ?? read.media[i]?.mid ?? null));
      }
      this.pendingLocalDescription = description;
      if (type === 'answer') {
        this.#agree(read, (direction) => direction);
      }
      this.#enter(next);
      this.#gather();
    }

    #applyRemote(type, sdp, read, next) {
      if (type === 'rollback') {
        this.#rollBack();
        return;
      }
      if (type !== 'offer' && read.media.length !== readSdp(this.localDescription.sdp).media.length) {
        throw new DOMException('the answer has not the media of the offer', 'InvalidAccessError');
      }
      this.#remember();
      this.pendingRemoteDescription = new RTCSessionDescription({ type, sdp });
      this.canTrickleIceCandidates = /^a=ice-options:.*trickle/m.test(sdp);
      this.#associate(read, type);
      if (type === 'answer') {
        this.#agree(read, mirrored);
      }
      this.#enter(next);
    }

    // Whom the media of the other end belongs to; new tracks are told.
    #associate(read, type) {
      for (const section of read.media) {
        let transceiver = this.#transceivers.find(({ mid }) => mid === section.mid);
        if (!transceiver && type === 'offer' && !section.isRefused) {
          transceiver = this.#transceivers.find((one) => one.mid === null && one.kind === section.kind && one.sender.track)
            ?? this.#add(section.kind, { direction: 'recvonly' });
          transceiver.mid = section.mid;
        }
        if (transceiver && mirrored(section.direction).includes('recv') && !section.isRefused) {
          this.#hear(transceiver, section);
        }
      }
    }

    #hear(transceiver, { msid }) {
      if (transceiver.isHeard) {
        return;
      }
      transceiver.isHeard = true;
      const [name = '-'] = (msid ?? '-').split(' ');
      const streams = name === '-' && msid ? [] : [this.#remoteStream(name)];
      const { track } = transceiver.receiver;
      streams.forEach((stream) => stream.addTrack(track));
      soon(() => {
        if (this.signalingState !== 'closed') {
          this.dispatchEvent(eventWith('track', { track, streams, receiver: transceiver.receiver, transceiver }));
        }
      });
    }

    #remoteStream(name) {
      if (!this.#remoteStreams.has(name)) {
        this.#remoteStreams.set(name, new MediaStream());
      }
      return this.#remoteStreams.get(name);
    }

    #agree(read, seen) {
      for (const section of read.media) {
        const transceiver = this.#transceivers.find(({ mid }) => mid === section.mid);
        if (transceiver) {
          transceiver.currentDirection = section.isRefused ? 'inactive' : seen(section.direction);
        }
      }
    }

    // What a rollback goes back to.
    #remember() {
      if (this.signalingState === 'stable') {
        this.#before = this.#transceivers.map((transceiver) => ({ transceiver, mid: transceiver.mid }));
      }
    }

    #rollBack() {
      this.#before?.forEach(({ transceiver, mid }) => (transceiver.mid = mid));
      this.pendingLocalDescription = null;
      this.pendingRemoteDescription = null;
      this.#lastMade = {};
      this.#enter('stable');
    }

    #enter(state) {
      const isNew = this.signalingState !== state;
      this.signalingState = state;
      if (state === 'stable') {
        this.#settle();
      }
      if (isNew) {
        this.dispatchEvent(new Event('signalingstatechange'));
      }
      this.#connectIfAgreed();
    }

    #settle() {
      if (this.pendingLocalDescription && this.pendingRemoteDescription) {
        this.currentLocalDescription = this.pendingLocalDescription;
        this.currentRemoteDescription = this.pendingRemoteDescription;
        this.pendingLocalDescription = null;
        this.pendingRemoteDescription = null;
        this.#needsNegotiation = false;
      }
      this.#lastMade = {};
    }

    #gather() {
      const generation = this.#credentials;
      if (this.#gathered === generation || this.localDescription.sdp.indexOf('\r\nm=') < 0) {
        return;
      }
      this.#gathered = generation;
      this.#gathering('gathering');
      soon(() => this.#isCurrent(generation) && this.#found(generation));
    }

    #isCurrent(generation) {
      return this.signalingState !== 'closed' && this.#credentials === generation;
    }

    #found(generation) {
      const { media } = readSdp(this.localDescription.sdp);
      this.#addCandidates(generation);
      const candidate = new RTCIceCandidate({
        candidate: candidateOf(this.#identity, generation), sdpMid: media[0].mid, sdpMLineIndex: 0, usernameFragment: generation.ufrag,
      });
      this.dispatchEvent(eventWith('icecandidate', { candidate }));
      soon(() => {
        if (this.#isCurrent(generation)) {
          this.#gathering('complete');
          this.dispatchEvent(eventWith('icecandidate', { candidate: null }));
        }
      });
    }

    // The description is completed in place, whether it is pending or current by now.
    #addCandidates(generation) {
      const { port } = this.#identity;
      const line = `a=${candidateOf(this.#identity, generation)}\r\na=end-of-candidates\r\n`;
      for (const slot of ['pendingLocalDescription', 'currentLocalDescription']) {
        const description = this[slot];
        if (description?.sdp.includes(`a=ice-ufrag:${generation.ufrag}\r\n`) && !description.sdp.includes('a=candidate:')) {
          const sdp = description.sdp
            .replace(/^(m=\w+) 9 /gm, `$1 ${port} `)
            .replace(/^(c=IN IP4) 0\.0\.0\.0\r\na=rtcp:9 .*\r\n/gm, `$1 192.0.2.10\r\na=rtcp:${port} IN IP4 192.0.2.10\r\n${line}`);
          this[slot] = new RTCSessionDescription({ type: description.type, sdp });
        }
      }
    }

    #gathering(state) {
      this.iceGatheringState = state;
      this.dispatchEvent(new Event('icegatheringstatechange'));
    }

    #connectIfAgreed() {
      const isAgreed = this.localDescription && this.remoteDescription
        && ['stable', 'have-local-pranswer', 'have-remote-pranswer'].includes(this.signalingState);
      if (!isAgreed) {
        return;
      }
      if (this.connectionState === 'new') {
        this.#connection('checking', 'connecting');
      }
      soon(() => {
        if (this.connectionState === 'connecting') {
          this.#connection('connected', 'connected');
        }
        if (this.connectionState === 'connected') {
          this.#unmute();
        }
      });
    }

    #connection(ice, connection) {
      this.iceConnectionState = ice;
      this.connectionState = connection;
      this.dispatchEvent(new Event('iceconnectionstatechange'));
      this.dispatchEvent(new Event('connectionstatechange'));
    }

    // An endpoint that sends, sends at once, if only silence.
    #unmute() {
      this.#transceivers.filter(({ isHeard, stopped }) => isHeard && !stopped).forEach(({ receiver }) => receiver.track.unmute());
    }

    #negotiationIsNeeded() {
      if (this.#needsNegotiation || this.signalingState === 'closed') {
        return;
      }
      this.#needsNegotiation = true;
      soon(() => {
        if (this.#needsNegotiation && this.signalingState === 'stable') {
          this.dispatchEvent(new Event('negotiationneeded'));
        }
      });
    }

    // One after another, as they were called. WebRTC 1.0 §4.4.1.2.
    #enqueue(operation) {
      const result = this.#operations.then(() => {
        this.#checkOpen();
        return operation();
      });
      this.#operations = result.catch(() => {});
      return result;
    }

    #checkOpen() {
      if (this.signalingState === 'closed') {
        throw new DOMException('the connection is closed', 'InvalidStateError');
      }
    }
  }

  defineHandlers(RTCPeerConnection, [
    'signalingstatechange', 'icegatheringstatechange', 'iceconnectionstatechange', 'connectionstatechange',
    'icecandidate', 'icecandidateerror', 'negotiationneeded', 'track', 'datachannel',
  ]);
  return RTCPeerConnection;
}

function narrowedToSend(direction) {
  return { recvonly: 'sendrecv', inactive: 'sendonly' }[direction] ?? direction;
}

function msidOf({ direction, sender }) {
  return sender.track && direction.startsWith('send') ? `${sender.streams[0]?.id ?? '-'} ${sender.track.id}` : undefined;
}

// What browsers refuse: no description, or one without the ICE and DTLS that media needs.
function readRemote(sdp) {
  const read = readSdp(sdp);
  if (!read) {
    throw syntaxError();
  }
  for (const { isRefused, ufrag, password, fingerprint } of read.media) {
    if (!isRefused && !(ufrag && password)) {
      throw new DOMException('the description has no ice-ufrag and ice-pwd', 'InvalidAccessError');
    }
    if (!isRefused && !fingerprint) {
      throw new DOMException('the description has no DTLS fingerprint', 'InvalidAccessError');
    }
  }
  return read;
}

function syntaxError() {
  return new DOMException('the text is no session description', 'OperationError');
}

function wrongState(what, state) {
  return new DOMException(`${what} does not fit the state ${state}`, 'InvalidStateError');
}
