import { Life } from './life.mjs';
import { SoftphoneStorage } from './storage.mjs';

/**
 * A web softphone: the client side of `dialstack.webrtc.v1` with real media. Uses web globals only (`WebSocket`, `fetch`,
 * timers, `RTCPeerConnection`), looked up when they are needed.
 */
export class Softphone {
  #options;
  #tell;
  #life;

  /**
   * A phone that is switched on and not connected.
   * @param {object} options
   * @param {string} options.restBase base of the REST API, without `/v1`
   * @param {string | null} [options.signallingUrl] else derived from the REST base (B.1)
   * @param {string | null} [options.token] the user token at hand
   * @param {(() => Promise<string>) | null} [options.fetchToken] asks the app's backend for a new one; null: there is nobody to ask
   * @param {Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>} options.storage outlives a restart
   * @param {(constraints: MediaStreamConstraints) => Promise<MediaStream>} [options.getUserMedia]
   * @param {() => number} [options.chance] numbers in [0, 1)
   * @param {string | null} [options.userAgent] for platforms that let a client set it
   * @param {(stream: MediaStream) => (() => void)} [options.playRemote] plays what the far end says; returns what stops it
   * @param {readonly import('./faults.mjs').Fault[]} [options.faults] deliberate faults, none
   * @param {(event: string, args: object) => void} options.tell what the app is told, in the words of the scenario language
   */
  constructor(options) {
    const storage = new SoftphoneStorage(options.storage);
    this.#tell = options.tell;
    this.#options = {
      restBase: options.restBase,
      signallingUrl: options.signallingUrl ?? null,
      fetchToken: options.fetchToken ?? null,
      storage,
      getUserMedia: options.getUserMedia ?? ((constraints) => navigator.mediaDevices.getUserMedia(constraints)),
      chance: options.chance ?? Math.random,
      userAgent: options.userAgent ?? null,
      playRemote: options.playRemote ?? (() => () => {}),
      faults: options.faults ?? [],
    };
    storage.token ??= options.token ?? null;
    this.#life = this.#newLife();
  }

  /** Everything that can be asked of the phone: its present life, from one cold start to the next. */
  get life() {
    return this.#life;
  }

  /** A cold start: the process is killed, the storage stays. */
  restart() {
    this.#life.kill();
    this.#life = this.#newLife();
    const { online, signedIn } = this.#options.storage;
    if (online && signedIn) {
      this.#life.connect();
    }
  }

  /** Switches it off without a word to the server. */
  dispose() {
    this.#life.kill();
  }

  #newLife() {
    return new Life(this.#options, this.#tell);
  }
}
