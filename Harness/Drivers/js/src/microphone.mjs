import { HandlerTarget, defineHandlers } from './event-handlers.mjs';
import { MediaStream, MediaStreamTrack } from './media-doubles.mjs';

const DEVICE = { deviceId: 'default', kind: 'audioinput', label: 'Silent microphone', groupId: 'silence' };

/** The microphone of one client: silence, and whatever a scenario makes of it. */
export class Microphone {
  /** Called with `captured` when the first track is taken, and with `released` when the last is let go. */
  onchange = () => {};

  #denies = false;
  #delay = 0;
  #live = new Set();
  #watchers = new Set();
  #makeTrack;
  #makeStream;

  /** @param {Function} [makeTrack] of silence @param {Function} [makeStream] of tracks; default: doubles without media */
  constructor(makeTrack = (members) => new MediaStreamTrack(members), makeStream = (tracks) => new MediaStream(tracks)) {
    this.#makeTrack = makeTrack;
    this.#makeStream = makeStream;
  }

  /**
   * What becomes of it from now on.
   * @param {'grants' | 'denies' | 'delays' | 'changes' | 'loses'} state
   * @param {number} [seconds] by how much access is delayed
   */
  becomes(state, seconds = 0) {
    this.#denies = state === 'denies';
    this.#delay = state === 'delays' ? seconds : 0;
    if (state === 'loses') {
      [...this.#live].forEach((track) => track.lose());
    }
    if (state === 'loses' || state === 'changes') {
      this.#watchers.forEach((changed) => changed());
    }
  }

  /** `getUserMedia`. */
  async open({ audio } = {}) {
    if (!audio) {
      throw new TypeError('only audio can be captured');
    }
    if (this.#delay > 0) {
      await new Promise((resolve) => setTimeout(resolve, this.#delay * 1000));
    }
    if (this.#denies) {
      throw new DOMException('the user did not allow the microphone', 'NotAllowedError');
    }
    const track = this.#makeTrack({ kind: 'audio', label: DEVICE.label, deviceId: DEVICE.deviceId, onStop: (ended) => this.#release(ended) });
    this.#live.add(track);
    if (this.#live.size === 1) {
      this.onchange('captured');
    }
    return this.#makeStream([track]);
  }

  watch(changed) {
    this.#watchers.add(changed);
  }

  #release(track) {
    if (this.#live.delete(track) && this.#live.size === 0) {
      this.onchange('released');
    }
  }
}

/** `navigator.mediaDevices`, for whichever client asks. */
export class MediaDevices extends HandlerTarget {
  #microphoneOfCaller;

  /** @param {() => Microphone} microphoneOfCaller */
  constructor(microphoneOfCaller) {
    super();
    this.#microphoneOfCaller = microphoneOfCaller;
  }

  getUserMedia(constraints) {
    return this.#microphoneOfCaller().open(constraints);
  }

  async enumerateDevices() {
    return [{ ...DEVICE }];
  }

  getSupportedConstraints() {
    return { deviceId: true };
  }

  addEventListener(type, listener, options) {
    super.addEventListener(type, listener, options);
    if (type === 'devicechange') {
      this.#microphoneOfCaller().watch(() => this.dispatchEvent(new Event('devicechange')));
    }
  }
}

defineHandlers(MediaDevices, ['devicechange']);
