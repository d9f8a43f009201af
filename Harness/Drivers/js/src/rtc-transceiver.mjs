import { HandlerTarget, defineHandlers } from './event-handlers.mjs';
import { MediaStreamTrack } from './media-doubles.mjs';

/** Keys that are pressed into a call: they are over as soon as they are pressed. */
class DtmfSender extends HandlerTarget {
  toneBuffer = '';
  #sender;
  #soon;

  constructor(sender, soon) {
    super();
    this.#sender = sender;
    this.#soon = soon;
  }

  get canInsertDTMF() {
    return this.#sender.isConnected();
  }

  insertDTMF(tones) {
    if (!this.canInsertDTMF) {
      throw new DOMException('nothing is sent here', 'InvalidStateError');
    }
    if (!/^[0-9A-D#*,]*$/i.test(tones)) {
      throw new DOMException(`'${tones}' are no keys`, 'InvalidCharacterError');
    }
    this.toneBuffer = String(tones).toUpperCase();
    this.#next();
  }

  #next() {
    this.#soon(() => {
      const [tone = ''] = this.toneBuffer;
      this.toneBuffer = this.toneBuffer.slice(1);
      this.dispatchEvent(Object.assign(new Event('tonechange'), { tone }));
      if (tone !== '') {
        this.#next();
      }
    });
  }
}

defineHandlers(DtmfSender, ['tonechange']);

class Sender {
  streams = [];
  transport = null;
  #encodings = [{}];

  constructor(transceiver, track, soon) {
    this.track = track;
    this.isConnected = () => transceiver.isConnected() && (transceiver.currentDirection ?? '').startsWith('send') && this.track !== null;
    this.dtmf = transceiver.kind === 'audio' ? new DtmfSender(this, soon) : null;
  }

  async replaceTrack(track) {
    this.track = track;
  }

  setStreams(...streams) {
    this.streams = streams;
  }

  getParameters() {
    return { transactionId: '', codecs: [], headerExtensions: [], rtcp: {}, encodings: this.#encodings.map((one) => ({ ...one })) };
  }

  async setParameters({ encodings }) {
    this.#encodings = encodings;
  }

  async getStats() {
    return new Map();
  }
}

class Receiver {
  transport = null;

  constructor(kind) {
    this.track = new MediaStreamTrack({ kind, muted: true });
  }

  getContributingSources() {
    return [];
  }

  getSynchronizationSources() {
    return [];
  }

  getParameters() {
    return { codecs: [], headerExtensions: [], rtcp: {} };
  }

  async getStats() {
    return new Map();
  }
}

/** One m-line: what goes out and what comes in. */
export class Transceiver {
  mid = null;
  currentDirection = null;
  stopped = false;
  #needsNegotiation;
  #direction;

  /** @param {{ kind: string, track?: object, direction: string, soon: Function, isConnected: () => boolean, needsNegotiation: () => void }} members */
  constructor({ kind, track = null, direction, soon, isConnected, needsNegotiation }) {
    this.kind = kind;
    this.isConnected = isConnected;
    this.#direction = direction;
    this.#needsNegotiation = needsNegotiation;
    this.sender = new Sender(this, track, soon);
    this.receiver = new Receiver(kind);
  }

  get direction() {
    return this.#direction;
  }

  set direction(direction) {
    this.#direction = direction;
    this.#needsNegotiation();
  }

  /** Widens or narrows the direction as part of an operation that negotiates anyway. */
  become(direction) {
    this.#direction = direction;
  }

  setCodecPreferences() {
    // There is one order, and no media that could tell the difference.
  }

  stop() {
    this.stopped = true;
    this.#direction = 'stopped';
    this.receiver.track.stop();
    this.#needsNegotiation();
  }
}
