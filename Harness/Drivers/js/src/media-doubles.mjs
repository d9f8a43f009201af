import { HandlerTarget, defineHandlers } from './event-handlers.mjs';

/** A track without media behind it. */
export class MediaStreamTrack extends HandlerTarget {
  id = crypto.randomUUID();
  enabled = true;
  muted;
  readyState = 'live';
  contentHint = '';
  #settings;
  #onStop;

  constructor({ kind = 'audio', label = '', muted = false, deviceId, onStop } = {}) {
    super();
    this.kind = kind;
    this.label = label;
    this.muted = muted;
    this.#settings = { deviceId };
    this.#onStop = onStop;
  }

  /** The app lets go of it, which is no news to the app: no event. */
  stop() {
    this.#end();
  }

  /** Its source is gone, or it is over: the app hears so. */
  lose() {
    if (this.#end()) {
      this.dispatchEvent(new Event('ended'));
    }
  }

  /** Media begins to flow. */
  unmute() {
    if (this.muted && this.readyState === 'live') {
      this.muted = false;
      this.dispatchEvent(new Event('unmute'));
    }
  }

  clone() {
    const { kind, label, muted } = this;
    return Object.assign(new MediaStreamTrack({ kind, label, muted, ...this.#settings }), { enabled: this.enabled, readyState: this.readyState });
  }

  getSettings() {
    return { ...this.#settings };
  }

  getConstraints() {
    return {};
  }

  getCapabilities() {
    return {};
  }

  async applyConstraints() {
    // Every constraint is as good as any other to silence.
  }

  #end() {
    const wasLive = this.readyState === 'live';
    this.readyState = 'ended';
    if (wasLive) {
      this.#onStop?.(this);
    }
    return wasLive;
  }
}

defineHandlers(MediaStreamTrack, ['ended', 'mute', 'unmute']);

/** A set of tracks. */
export class MediaStream extends HandlerTarget {
  id = crypto.randomUUID();
  #tracks = new Set();

  constructor(from = []) {
    super();
    const tracks = from instanceof MediaStream ? from.getTracks() : from;
    tracks.forEach((track) => this.#tracks.add(track));
  }

  get active() {
    return this.getTracks().some(({ readyState }) => readyState === 'live');
  }

  getTracks() {
    return [...this.#tracks];
  }

  getAudioTracks() {
    return this.getTracks().filter(({ kind }) => kind === 'audio');
  }

  getVideoTracks() {
    return this.getTracks().filter(({ kind }) => kind === 'video');
  }

  getTrackById(id) {
    return this.getTracks().find((track) => track.id === id) ?? null;
  }

  addTrack(track) {
    this.#tracks.add(track);
  }

  removeTrack(track) {
    this.#tracks.delete(track);
  }

  clone() {
    return new MediaStream(this.getTracks().map((track) => track.clone()));
  }
}

defineHandlers(MediaStream, ['addtrack', 'removetrack']);
