import { ClientErrorCode } from './error-codes.mjs';
import { limits } from './limits.mjs';
import { expiresAt } from './token-claims.mjs';

/** There is no token to connect with. */
export class TokenUnavailable extends Error {}

/**
 * How long before `exp` a new token is asked for: five minutes, less for short-lived tokens (REFRESH-01, CF-09).
 * @param {number} left life that is left, in milliseconds
 */
export function refreshLead(left) {
  const { least, most } = limits.refreshLead;
  return Math.min(Math.max(left / 2, least), most);
}

/**
 * Keeps the token: a good one for every connect, and a new one in band before the old one expires (B.5, K.4). Adopts a
 * token only when the server confirmed it.
 */
export class TokenKeeper {
  #context;
  #socket = 0;
  #send = null;
  #lastRefresh = 0;
  #dueAt = 0;
  #isMinting = false;
  #timer = null;
  #replyLimit = null;
  #asked = null;

  /** True while the token at hand is known to be refused. */
  isRefused = false;

  constructor(context) {
    this.#context = context;
  }

  /** True when somebody can be asked for a token. */
  get canMint() {
    return this.#context.options.fetchToken !== null;
  }

  /**
   * A token to connect with: the newest adopted one, or a fresh one when that is known to be dead.
   * @param {AbortSignal} [signal] gives the wait up
   * @throws {TokenUnavailable}
   */
  async forConnect(signal) {
    const kept = this.#context.storage.token;
    if (kept !== null && !this.isRefused && !this.#isKnownDead(kept)) {
      return kept;
    }
    if (!this.canMint) {
      if (kept === null) {
        throw new TokenUnavailable('there is no token, and nobody to ask for one');
      }
      return kept;
    }
    const fresh = await this.#mint(signal);
    this.#adopt(fresh);
    return fresh;
  }

  /** The server does not take the token: the next connect needs another (AUTH-06). */
  refuse() {
    this.isRefused = true;
  }

  /**
   * A socket is authenticated: time the next refresh.
   * @param {(message: object) => boolean} send
   */
  start(send) {
    this.#socket += 1;
    this.#send = send;
    this.#lastRefresh = this.#context.now;
    this.schedule();
  }

  /** The socket is gone, and with it what was asked for on it (REFRESH-09). */
  stop() {
    this.#send = null;
    this.#asked = null;
    this.#timer?.cancel();
    this.#replyLimit?.cancel();
    this.#socket += 1;
    this.#isMinting = false;
  }

  /** The device has slept or its clock was set: refresh now if it is time (REFRESH-12). */
  check() {
    if (this.#send !== null && this.#timer?.isArmed && this.#context.now >= this.#dueAt) {
      this.#refresh();
    }
  }

  /** Takes `auth.refreshed`. */
  take(reply) {
    if (this.#asked !== null && this.#asked.reqId === reply.req_id) {
      const { token } = this.#asked;
      this.#asked = null;
      this.#replyLimit.cancel();
      this.#adopt(token);
      this.schedule();
    }
  }

  /** Takes an error that answers a refresh; false when it does not. */
  takeError(error) {
    if (this.#asked === null || error.req_id !== this.#asked.reqId) {
      return false;
    }
    this.#asked = null;
    this.#replyLimit.cancel();
    this.#arm(this.#context.now + limits.refreshAfterRefusal);
    this.#context.tellError(error.code, error.message);
    return true;
  }

  /** Times the next refresh from the token at hand; an opaque one has none (REFRESH-11). */
  schedule() {
    const token = this.#context.storage.token;
    const expiry = token === null ? null : expiresAt(token);
    if (this.canMint && this.#send !== null && expiry !== null) {
      this.#arm(expiry - refreshLead(expiry - this.#context.now));
    }
  }

  #isKnownDead(token) {
    const expiry = expiresAt(token);
    return expiry !== null && expiry <= this.#context.now + limits.tokenTravel;
  }

  #adopt(token) {
    this.isRefused = false;
    this.#context.storage.token = token;
  }

  async #mint(signal) {
    let fresh;
    try {
      fresh = await unlessAborted(this.#context.options.fetchToken(), signal);
    } catch (thrown) {
      signal?.throwIfAborted();
      throw new TokenUnavailable(`the backend minted no token: ${thrown.message}`);
    }
    return fresh;
  }

  #arm(at) {
    this.#dueAt = Math.max(at, this.#lastRefresh + limits.refreshGap);
    this.#armTimer();
  }

  #armTimer() {
    this.#timer?.cancel();
    const wait = this.#dueAt - this.#context.now;
    this.#timer = wait > limits.longestTimer
      ? this.#context.after(limits.longestTimer, () => this.#armTimer())
      : this.#context.after(wait, () => this.#refresh());
  }

  async #refresh() {
    this.#timer?.cancel();
    if (this.#isMinting) {
      return;
    }
    this.#isMinting = true;
    this.#lastRefresh = this.#context.now;
    const socket = this.#socket;
    let token;
    try {
      token = await this.#mint();
    } catch (failed) {
      this.#mintFailed(socket, failed);
      return;
    }
    // The socket that this was for may be gone: the new one has a schedule of its own (REFRESH-09).
    if (socket === this.#socket && !this.#context.isOver) {
      this.#isMinting = false;
      this.#ask(token);
    }
  }

  #mintFailed(socket, failed) {
    if (socket !== this.#socket || this.#context.isOver) {
      return;
    }
    this.#isMinting = false;
    this.#arm(this.#context.now + limits.refreshAfterMintFailure);
    this.#context.tellError(ClientErrorCode.tokenRefreshFailed, failed.message);
  }

  #ask(token) {
    const reqId = this.#context.nextReqId();
    this.#asked = { reqId, token };
    this.#replyLimit = this.#context.after(limits.refreshReply, () => {
      this.#asked = null;
      this.#refresh();
    });
    this.#send({ type: 'auth.refresh', req_id: reqId, token });
  }
}

// Who is asked for a token cannot be told to stop; nobody waits for the answer any more.
function unlessAborted(promise, signal) {
  if (!signal) {
    return promise;
  }
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(signal.reason);
    signal.throwIfAborted();
    signal.addEventListener('abort', giveUp, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}
