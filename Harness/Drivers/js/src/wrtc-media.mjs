import { createRequire } from 'node:module';
import { complain } from './report.mjs';

const PACKAGE = '@roamhq/wrtc';
const RATE = 48000;
const FRAME_MS = 10;
const FRAMES = (RATE * FRAME_MS) / 1000;

/** Real media in Node, where the optional package is installed (beside the kit, or where the driver runs); else null. */
export function loadWrtc() {
  for (const from of [import.meta.url, `${process.cwd()}/`]) {
    try {
      return createRequire(from)(PACKAGE);
    } catch (missing) {
      if (missing.code !== 'MODULE_NOT_FOUND') {
        complain(`${PACKAGE} is installed and cannot be used`, missing);
        return null;
      }
    }
  }
  return null;
}

/** A track of silence, which is sent for as long as it is live. */
export function silentTrack({ nonstandard }, { onStop }) {
  const source = new nonstandard.RTCAudioSource();
  const track = source.createTrack();
  const silence = { samples: new Int16Array(FRAMES), sampleRate: RATE, bitsPerSample: 16, channelCount: 1, numberOfFrames: FRAMES };
  const sending = setInterval(() => source.onData(silence), FRAME_MS);
  sending.unref();
  const stop = track.stop.bind(track);
  const replace = (name, value) => Object.defineProperty(track, name, { value, configurable: true });
  replace('stop', () => {
    clearInterval(sending);
    stop();
    onStop(track);
  });
  replace('lose', () => {
    track.stop();
    track.dispatchEvent(new Event('ended'));
  });
  return track;
}
