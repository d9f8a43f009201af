import { limits } from './limits.mjs';

/** The server had no ICE servers for us. */
export class IceFetchFailed extends Error {
  /**
   * @param {number} status HTTP status; 0 when no answer came
   * @param {string} message
   */
  constructor(status, message) {
    super(message);
    this.status = status;
  }

  /** The token is dead (AUTH-08). */
  get isTokenProblem() {
    return this.status === 401;
  }
}

/** The REST calls of the client: the ICE servers, fetched before the socket and again when they are past their time. */
export class RestClient {
  #context;
  #expiresAt = -Infinity;
  #life = new AbortController();

  /** What peer connections are configured with. */
  iceServers = [];

  constructor(context) {
    this.#context = context;
  }

  /** True when there are ICE servers that are still good. */
  get hasIce() {
    return this.#context.now < this.#expiresAt;
  }

  /**
   * Fetches the ICE servers with this token.
   * @param {string} token
   * @param {AbortSignal} [signal] gives the request up
   * @throws {IceFetchFailed} refused, unreadable, or not in time
   */
  async fetchIce(token, signal = this.#life.signal) {
    signal.throwIfAborted();
    const bound = new AbortController();
    const giveUp = () => bound.abort();
    signal.addEventListener('abort', giveUp);
    this.#life.signal.addEventListener('abort', giveUp);
    const limit = this.#context.after(limits.iceServers, giveUp);
    try {
      const { status, body } = await this.#get('/v1/webrtc/ice-servers', token, bound.signal);
      signal.throwIfAborted();
      if (status !== 200) {
        throw new IceFetchFailed(status, `the ICE servers were refused with ${status}`);
      }
      this.#keep(body);
    } catch (thrown) {
      signal.throwIfAborted();
      if (thrown instanceof IceFetchFailed) {
        throw thrown;
      }
      throw new IceFetchFailed(0, bound.signal.aborted ? 'the ICE servers did not come in time' : String(thrown.message));
    } finally {
      limit.cancel();
      signal.removeEventListener('abort', giveUp);
      this.#life.signal.removeEventListener('abort', giveUp);
    }
  }

  /** Breaks off what is under way. */
  dispose() {
    this.#life.abort();
  }

  async #get(path, token, signal) {
    const { restBase, userAgent } = this.#context.options;
    const headers = { Authorization: `Bearer ${token}` };
    if (userAgent !== null) {
      headers['User-Agent'] = userAgent;
    }
    const url = restBase.replace(/\/+$/, '') + path;
    const response = await fetch(url, { headers, signal, redirect: 'error', cache: 'no-store', credentials: 'omit' });
    return { status: response.status, body: await response.text() };
  }

  #keep(body) {
    let answer = null;
    try {
      answer = JSON.parse(body);
    } catch {
      // What is no JSON has no members either.
    }
    const expiry = Date.parse(answer?.expires_at);
    if (!Array.isArray(answer?.ice_servers) || Number.isNaN(expiry)) {
      throw new IceFetchFailed(200, 'the ICE servers could not be read');
    }
    this.iceServers = answer.ice_servers;
    this.#expiresAt = expiry;
  }
}
