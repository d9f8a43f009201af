import { currentClient } from './current-client.mjs';
import { MediaStream, MediaStreamTrack } from './media-doubles.mjs';
import { MediaDevices, Microphone } from './microphone.mjs';
import { RTCIceCandidate, RTCSessionDescription, makePeerConnection } from './rtc-double.mjs';
import { loadWrtc, silentTrack } from './wrtc-media.mjs';

const DOUBLES = { RTCSessionDescription, RTCIceCandidate, MediaStream, MediaStreamTrack };
const CLASSES = ['RTCPeerConnection', ...Object.keys(DOUBLES)];

const microphones = new WeakMap();
const nobodys = new Microphone();
let wrtc;
let isReal = false;

/** The microphone of the client on whose behalf the caller runs: the one that its `getUserMedia` opens. */
export function microphone() {
  const client = currentClient();
  if (!client) {
    return nobodys;
  }
  if (!microphones.has(client)) {
    microphones.set(client, isReal ? wrtcMicrophone() : new Microphone());
  }
  return microphones.get(client);
}

/**
 * Gives Node the media classes of a browser: doubles, or those of the package @roamhq/wrtc, which have media behind.
 * Whatever was there before the kit is left alone.
 */
export class NodeMedia {
  #doubles;
  #isOurs = globalThis.RTCPeerConnection === undefined;

  /** @param {(step: () => void) => void} soon runs a step of the doubles in a turn of its own */
  constructor(soon) {
    this.#doubles = { RTCPeerConnection: makePeerConnection(soon), ...DOUBLES };
    installDevices();
    this.useDoubles();
  }

  /** Under the virtual clock: media has no place in it. */
  useDoubles() {
    this.#use(this.#doubles, false);
  }

  /** Under the real clock: real media where it can be had. */
  useReal() {
    wrtc ??= { package: loadWrtc() };
    this.#use(wrtc.package ?? this.#doubles, wrtc.package !== null);
  }

  #use(classes, areReal) {
    if (this.#isOurs) {
      isReal = areReal;
      CLASSES.forEach((name) => (globalThis[name] = classes[name]));
    }
  }
}

function installDevices() {
  if (globalThis.navigator === undefined) {
    Object.defineProperty(globalThis, 'navigator', { value: { userAgent: `Node.js/${process.version}`, onLine: true }, configurable: true, writable: true });
  }
  if (globalThis.navigator.mediaDevices === undefined) {
    Object.defineProperty(globalThis.navigator, 'mediaDevices', { value: new MediaDevices(microphone), configurable: true });
  }
}

function wrtcMicrophone() {
  const media = wrtc.package;
  return new Microphone((members) => silentTrack(media, members), (tracks) => new media.MediaStream(tracks));
}
