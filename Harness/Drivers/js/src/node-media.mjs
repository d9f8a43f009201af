import { currentClient } from './current-client.mjs';
import { MediaStream, MediaStreamTrack } from './media-doubles.mjs';
import { MediaDevices, Microphone } from './microphone.mjs';
import { RTCIceCandidate, RTCSessionDescription, makePeerConnection } from './rtc-double.mjs';

const microphones = new WeakMap();
const nobodys = new Microphone();

/** The microphone of the client on whose behalf the caller runs: the one that its `getUserMedia` opens. */
export function microphone() {
  const client = currentClient();
  if (!client) {
    return nobodys;
  }
  if (!microphones.has(client)) {
    microphones.set(client, new Microphone());
  }
  return microphones.get(client);
}

/** Gives Node the media classes of a browser, as doubles, where nothing better is installed already. */
export function installMedia(soon) {
  const globals = { RTCPeerConnection: makePeerConnection(soon), RTCSessionDescription, RTCIceCandidate, MediaStream, MediaStreamTrack };
  if (globalThis.RTCPeerConnection === undefined) {
    Object.assign(globalThis, globals);
  }
  if (globalThis.navigator === undefined) {
    Object.defineProperty(globalThis, 'navigator', { value: {}, configurable: true, writable: true });
  }
  if (globalThis.navigator.mediaDevices === undefined) {
    Object.defineProperty(globalThis.navigator, 'mediaDevices', { value: new MediaDevices(microphone), configurable: true });
  }
}
