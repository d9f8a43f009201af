import { ConnectAttempt, ConnectionState } from './connection-state.mjs';
import { ConnectionNews } from './connection-news.mjs';
import { Connector } from './connector.mjs';
import { ClientErrorCode, ErrorCode } from './error-codes.mjs';
import { limits } from './limits.mjs';
import { IceFetchFailed } from './rest-client.mjs';
import { ReturnWaits } from './return-waits.mjs';
import { SignOfLife } from './sign-of-life.mjs';
import { UpgradeRefused } from './signalling-socket.mjs';
import { TokenUnavailable } from './token-keeper.mjs';
import { readMessage } from './wire.mjs';

const terminal = new Set([ErrorCode.sessionRevoked, ErrorCode.authExpired, ErrorCode.sessionReplaced]);
const badToken = new Set([ErrorCode.authFailed, ErrorCode.authExpired, ErrorCode.sessionRevoked]);

/**
 * Keeps one authenticated socket while it is wanted: connects, authenticates, notices loss, comes back with backoff, or
 * stays away when it was told to (B, K.1 to K.3). What the messages mean is the business of others.
 */
export class Connection {
  #context;
  #tokens;
  #connector;
  #waits;
  #signOfLife;
  #news;
  #state = new ConnectionState();
  #attempt = null;
  #retry = null;

  /** Authenticated; timers are armed before anybody is told. */
  onUp = () => {};

  /**
   * Not connected any more. `dropped`: it broke, or the server asked to come back; calls wait for their restore (E.7).
   * `terminal`: the server said not to come back. `let go`: the user, or the app going to the background.
   * @type {(loss: 'dropped' | 'terminal' | 'let go') => void}
   */
  onDown = () => {};

  /** A message on an authenticated socket, in the order of the wire. */
  onMessage = () => {};

  constructor(context, tokens, rest) {
    this.#context = context;
    this.#tokens = tokens;
    this.#connector = new Connector(context, tokens, rest);
    this.#waits = new ReturnWaits(context);
    this.#signOfLife = new SignOfLife(context);
    this.#news = new ConnectionNews(context);
  }

  get isUp() {
    return this.#state.is('connected');
  }

  get isStopped() {
    return this.#state.is('stopped');
  }

  /** All sockets that this life has opened and that may still be open. */
  get sockets() {
    return this.#connector.sockets;
  }

  /** The user wants to be connected. Does nothing when that is under way (CONN-14). */
  connect() {
    this.#context.storage.online = true;
    if (this.#state.is('idle', 'stopped')) {
      this.#news.beginAnew();
      this.#begin(true);
    } else {
      this.retryNow();
    }
  }

  /**
   * The app needs the socket again, without the user asking: after the background, or for a push.
   * @param {{ despiteStop?: boolean }} [how] also when the server told it to stay away, if there is a token to come with
   */
  resume({ despiteStop = false } = {}) {
    if (this.#state.is('idle') || (despiteStop && this.isStopped && this.#context.storage.token !== null)) {
      this.#begin(false);
    } else {
      this.retryNow();
    }
  }

  /** Lets go for good: whatever is under way leaves nothing behind (CONN-15, CONN-17). */
  letGo(reason) {
    if (!this.#state.is('idle', 'stopped')) {
      this.#leave('idle', (socket) => socket.close());
      this.onDown('let go');
      this.#news.disconnected(reason);
    }
  }

  /** Stops what is under way, without a word. */
  giveUp() {
    this.#attempt?.giveUp();
  }

  /**
   * Asks the socket for a sign of life and replaces it when none comes (CONN-11). One probe at a time (CONN-12).
   * @param {number} limit
   * @param {{ returnsAtOnce?: boolean, alive?: () => void }} [then]
   */
  probe(limit, { returnsAtOnce = false, alive } = {}) {
    const silent = () => this.#lose(returnsAtOnce ? 0 : null, (socket) => socket.abort());
    if (this.isUp && this.#signOfLife.await(limit, silent, alive)) {
      this.send({ type: 'ping' });
    }
  }

  /** Does not wait for the backoff when an attempt is due anyway (RECON-11). */
  retryNow() {
    if (this.#state.is('waiting')) {
      this.#retry?.cancel();
      this.#begin(false);
    }
  }

  /** Sends on the authenticated socket; false when there is none (RECON-10). */
  send(message) {
    if (!this.isUp) {
      return false;
    }
    this.#connector.write(this.#attempt.socket, message);
    return true;
  }

  /** True for codes after which the client does not come back by itself (RECON-07, RECON-08). */
  isTerminal(code) {
    return terminal.has(code);
  }

  #begin(isFirst) {
    this.#state.go('preparing');
    const attempt = new ConnectAttempt(isFirst);
    this.#attempt = attempt;
    this.#run(attempt);
  }

  async #run(attempt) {
    try {
      const token = await this.#connector.prepare(attempt);
      await this.#open(attempt, token);
    } catch (thrown) {
      // Given up: whoever did so has said what follows.
      if (!attempt.isGivenUp) {
        this.#fail(attempt, codeOf(thrown), thrown.message);
      }
    }
  }

  async #open(attempt, token) {
    attempt.signal.throwIfAborted();
    this.#state.go('opening');
    attempt.limit = this.#context.after(
      limits.connect, () => this.#fail(attempt, ErrorCode.authFailed, 'the server did not answer in time'));
    const socket = await this.#connector.open(attempt);
    attempt.signal.throwIfAborted();
    this.#authenticate(attempt, socket, token);
  }

  #authenticate(attempt, socket, token) {
    this.#state.go('authenticating');
    attempt.reqId = this.#context.nextReqId();
    this.#connector.write(socket, {
      type: 'authenticate',
      req_id: attempt.reqId,
      token,
      emergency_address_id: this.#context.storage.emergencyAddressId,
    });
    socket.listen({
      heard: () => this.#heard(attempt),
      text: (text) => this.#read(attempt, text),
      ended: () => this.#ended(attempt),
    });
  }

  #heard(attempt) {
    if (attempt === this.#attempt) {
      this.#signOfLife.heard();
    }
  }

  // What a replaced socket says means nothing any more (CONN-16).
  #read(attempt, text) {
    if (attempt === this.#attempt && !this.#context.isOver) {
      const message = readMessage(text);
      if (message !== null) {
        this.#take(attempt, message);
      }
    }
  }

  #take(attempt, message) {
    if (this.#state.is('authenticating')) {
      this.#takeWhileAuthenticating(attempt, message);
    } else if (this.isUp) {
      this.#takeWhileConnected(message);
    }
  }

  #takeWhileAuthenticating(attempt, message) {
    const isOurs = message.req_id === attempt.reqId;
    switch (message.type) {
      case 'authenticated':
        if (isOurs || (message.req_id ?? null) === null) {
          this.#succeed(attempt);
        }
        break;
      case 'error':
        if (isOurs || message.fatal) {
          this.#refused(attempt, message);
        }
        break;
      default:
        // Nothing can be meant for us before authenticated; what overtook it is taken when it is there.
        attempt.overtaking.push(message);
    }
  }

  #takeWhileConnected(message) {
    switch (message.type) {
      case 'authenticated':
      case 'pong':
        // A second one, or a pong that nobody asked for, changes nothing (CONN-10, AUTH-05).
        break;
      case 'error':
        if (message.fatal) {
          this.#dismissed(message);
          break;
        }
        this.onMessage(message);
        break;
      default:
        this.onMessage(message);
    }
  }

  #succeed(attempt) {
    attempt.limit.cancel();
    this.#state.go('connected');
    this.#waits.authenticated();
    this.#tokens.start((message) => this.send(message));
    this.onUp();
    this.#news.connected();
    attempt.overtaking.forEach((message) => this.#take(attempt, message));
  }

  #refused(attempt, error) {
    if (badToken.has(error.code)) {
      this.#tokens.refuse();
    }
    if (error.fatal && error.code !== ErrorCode.authFailed && !attempt.isFirst) {
      this.#dismissed(error);
    } else {
      this.#fail(attempt, error.code, error.message);
    }
  }

  #fail(attempt, code, message) {
    attempt.giveUp();
    if (attempt !== this.#attempt || this.#context.isOver) {
      return;
    }
    attempt.socket?.close();
    const isHopeless = code === ErrorCode.authFailed && !this.#tokens.canMint && this.#tokens.isRefused;
    if (attempt.isFirst || isHopeless) {
      this.#attempt = null;
      this.#state.go(attempt.isFirst ? 'idle' : 'stopped');
      this.#context.storage.online = false;
      this.onDown('terminal');
      this.#context.tellError(code, message);
      this.#news.disconnected(code);
      return;
    }
    this.#scheduleRetry(this.#waits.next());
    if (code !== ClientErrorCode.transportClosed) {
      this.#context.tellError(code, message);
    }
  }

  // A fatal error is acted on at once: the close that it announces may never come (ERR-06).
  #dismissed(error) {
    this.#context.tellError(error.code, error.message, { fatal: true });
    if (error.code === ErrorCode.sessionRevoked) {
      this.#context.storage.token = null;
    }
    if (error.code === ErrorCode.authExpired) {
      this.#tokens.refuse();
    }
    if (this.isTerminal(error.code)) {
      this.#stop(error.code);
    } else {
      this.#lose(this.#waits.nextAfter(error.code), (socket) => this.#leaveToServer(socket));
    }
  }

  #stop(code) {
    this.#leave('stopped', (socket) => this.#leaveToServer(socket));
    this.#context.storage.online = false;
    this.onDown('terminal');
    this.#news.disconnected(code);
  }

  // The server said that it closes this socket: it gets the time to do so, and nobody listens any more.
  #leaveToServer(socket) {
    this.#context.after(limits.closing, () => socket.abort());
  }

  // The close code decides nothing (CONN-18).
  #ended(attempt) {
    if (attempt !== this.#attempt || this.#context.isOver) {
      return;
    }
    if (this.isUp) {
      this.#lose(null, () => {});
    } else {
      this.#fail(attempt, ClientErrorCode.transportClosed, 'the socket closed before it was authenticated');
    }
  }

  #lose(wait, leave) {
    this.#leave('waiting', leave);
    this.#armRetry(wait ?? this.#waits.next());
    this.onDown('dropped');
    this.#news.reconnecting();
  }

  #leave(next, leave) {
    this.#state.go(next);
    this.#retry?.cancel();
    this.#signOfLife.stop();
    this.#tokens.stop();
    const attempt = this.#attempt;
    this.#attempt = null;
    attempt?.giveUp();
    if (attempt?.socket) {
      leave(attempt.socket);
    }
  }

  #scheduleRetry(wait) {
    this.#state.go('waiting');
    this.#attempt = null;
    this.#armRetry(wait);
  }

  #armRetry(wait) {
    this.#retry?.cancel();
    this.#retry = this.#context.after(wait, () => this.#begin(false));
  }
}

function codeOf(thrown) {
  if (thrown instanceof TokenUnavailable) {
    return ClientErrorCode.tokenRefreshFailed;
  }
  if (thrown instanceof IceFetchFailed) {
    return thrown.isTokenProblem ? ErrorCode.authFailed : ClientErrorCode.iceFetchFailed;
  }
  if (thrown instanceof UpgradeRefused) {
    return ClientErrorCode.transportClosed;
  }
  throw thrown;
}
