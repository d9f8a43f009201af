import { IceFetchFailed } from './rest-client.mjs';
import { SignallingSocket } from './signalling-socket.mjs';
import { signallingUrl } from './signalling-url.mjs';
import { writeMessage } from './wire.mjs';

/** The way to an open socket: a good token, the ICE servers, the upgrade (B.1, B.2). */
export class Connector {
  #context;
  #tokens;
  #rest;
  #sockets = new Set();

  constructor(context, tokens, rest) {
    this.#context = context;
    this.#tokens = tokens;
    this.#rest = rest;
  }

  /** All sockets that may still be open. */
  get sockets() {
    return [...this.#sockets];
  }

  /**
   * Returns the token to authenticate with; the ICE servers are there then.
   * @throws {import('./token-keeper.mjs').TokenUnavailable}
   * @throws {IceFetchFailed} so no socket is opened
   */
  async prepare(attempt) {
    const token = await this.#tokens.forConnect(attempt.signal);
    if (!attempt.isFirst && this.#rest.hasIce) {
      return token;
    }
    try {
      await this.#rest.fetchIce(token, attempt.signal);
      return token;
    } catch (refused) {
      if (!(refused instanceof IceFetchFailed) || !refused.isTokenProblem) {
        throw refused;
      }
      this.#tokens.refuse();
      if (!this.#tokens.canMint) {
        throw refused;
      }
    }
    const fresh = await this.#tokens.forConnect(attempt.signal);
    await this.#rest.fetchIce(fresh, attempt.signal);
    return fresh;
  }

  /**
   * Opens the attempt's socket. An attempt that is given up meanwhile leaves nothing open (CONN-15).
   * @throws {import('./signalling-socket.mjs').UpgradeRefused}
   */
  async open(attempt) {
    const { restBase, signallingUrl: given, userAgent } = this.#context.options;
    const socket = new SignallingSocket(given || signallingUrl(restBase), userAgent, () => this.#sockets.delete(socket));
    attempt.socket = socket;
    this.#sockets.add(socket);
    await socket.opened(attempt.signal);
    return socket;
  }

  /** Writes a message onto a socket. */
  write(socket, message) {
    socket.send(writeMessage(message));
  }
}
