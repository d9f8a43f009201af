import { AnswerDesk } from './answer-desk.mjs';
import { CallInbox } from './call-inbox.mjs';
import { CallLine } from './call-line.mjs';
import { CallTable } from './call-table.mjs';
import { Connection } from './connection.mjs';
import { Context } from './context.mjs';
import { ControlDesk } from './control-desk.mjs';
import { DialDesk } from './dial-desk.mjs';
import { EndReason, ErrorCode } from './error-codes.mjs';
import { ErrorDesk } from './error-desk.mjs';
import { limits } from './limits.mjs';
import { Microphone } from './microphone.mjs';
import { Peer } from './peer.mjs';
import { RequestLog } from './request-log.mjs';
import { RestClient } from './rest-client.mjs';
import { Restore } from './restore.mjs';
import { TokenKeeper } from './token-keeper.mjs';
import { WakeUp } from './wake-up.mjs';

/** One life of the client, from a cold start to the next: its parts and how they are joined. */
export class Life {
  #parts;
  #isInBackground = false;

  constructor(options, tell) {
    const context = new Context(options, tell);
    const rest = new RestClient(context);
    const tokens = new TokenKeeper(context);
    const connection = new Connection(context, tokens, rest);
    const microphone = new Microphone(context);
    const calls = new CallTable(context, microphone);
    const log = new RequestLog();
    const line = new CallLine(context, connection, calls, log);
    const wakeUp = new WakeUp(context, connection, calls);
    const peers = { for: (call) => new Peer(context, rest.iceServers, call.microphone) };
    const shared = { line, calls, microphone, peers };
    const dialling = new DialDesk(context, { ...shared, rest, tokens });
    const answering = new AnswerDesk(context, { ...shared, wakeUp });
    const control = new ControlDesk(context, { ...shared, dialling, answering });
    const restore = new Restore(context, { ...shared, answering, control });
    const inbox = new CallInbox(context, { ...shared, dialling, answering, restore });
    const errors = new ErrorDesk(context, { ...shared, log, tokens, dialling });
    this.#parts = {
      context, rest, tokens, connection, microphone, calls, line, wakeUp, dialling, answering, control, restore, inbox, errors,
    };
    connection.onUp = () => this.#socketUp();
    connection.onDown = (loss) => this.#socketDown(loss);
    connection.onMessage = (message) => this.#take(message);
    calls.onEnded = () => this.#releaseUnlessNeeded();
    wakeUp.onMissed = () => this.#releaseUnlessNeeded();
    options.faults.forEach((fault) => fault.alter(this.#parts));
  }

  /** The user wants to be reachable. */
  connect() {
    if (this.#storage.signedIn) {
      this.#parts.connection.connect();
    } else {
      this.#parts.context.tellError(ErrorCode.authFailed, 'nobody is signed in');
    }
  }

  /** The user wants it no more: calls are hung up, the socket is closed (B.9). */
  disconnect() {
    this.#storage.online = false;
    this.#parts.control.hangUpAll();
    this.#parts.connection.letGo(null);
  }

  signIn(token) {
    this.#storage.token = token ?? this.#storage.token;
    this.#storage.signedIn = true;
    this.connect();
  }

  signOut() {
    this.disconnect();
    this.#storage.token = null;
    this.#storage.signedIn = false;
  }

  /** The app leaves the screen. */
  background() {
    this.#isInBackground = true;
    this.#releaseUnlessNeeded();
  }

  /** The app comes back to the screen. */
  foreground() {
    const { tokens, connection } = this.#parts;
    this.#isInBackground = false;
    tokens.check();
    if (connection.isUp) {
      connection.probe(limits.probe);
    } else if (this.#storage.online && this.#storage.signedIn) {
      connection.resume();
    }
  }

  /** The device says that there is a network. Only the socket itself can tell whether it still works. */
  networkUp() {
    this.#parts.connection.probe(limits.probe);
    this.#parts.connection.retryNow();
  }

  /** An address is bound by an authenticate only, so it takes a new socket; not during a call, which would be lost (E911-09). */
  selectAddress(id) {
    const { connection, calls } = this.#parts;
    this.#storage.emergencyAddressId = id;
    if (connection.isUp && calls.live.length === 0) {
      connection.letGo('new address');
      connection.connect();
    }
  }

  /** The device's clock is set. */
  shiftClock(by) {
    this.#parts.context.clockShift += by;
  }

  /** A push was delivered. */
  push(callId) {
    this.#parts.wakeUp.push(callId);
  }

  /** Dials what a person typed. */
  call(to) {
    this.#parts.dialling.dial(to);
  }

  answer(callId) {
    // Who answers has the app open: it stays connected after the call.
    this.#storage.online ||= !this.#isInBackground;
    this.#parts.answering.answer(callId);
  }

  reject(callId, reason) {
    this.#parts.answering.reject(callId, reason);
  }

  /** What the user does to a call that is up, or not up yet. */
  get control() {
    return this.#parts.control;
  }

  /** The process dies: no goodbye, no event, no timer. */
  kill() {
    const { context, connection, rest, calls, microphone } = this.#parts;
    context.kill();
    connection.sockets.forEach((socket) => socket.abort());
    connection.giveUp();
    rest.dispose();
    calls.live.forEach((call) => call.peer?.close());
    microphone.dispose();
  }

  get #storage() {
    return this.#parts.context.storage;
  }

  #socketUp() {
    this.#parts.restore.socketBack();
    this.#parts.wakeUp.socketAlive();
  }

  #socketDown(loss) {
    const { dialling, restore, calls } = this.#parts;
    if (loss === 'dropped') {
      dialling.socketLost();
      restore.socketLost();
      return;
    }
    calls.live.forEach((call) => calls.endLocally(call, loss === 'let go' ? EndReason.hangup : EndReason.failed));
  }

  #take(message) {
    switch (message.type) {
      case 'error':
        this.#parts.errors.take(message);
        break;
      case 'auth.refreshed':
        this.#parts.tokens.take(message);
        break;
      case 'network.changed':
        this.#parts.context.tell('network changed');
        break;
      default:
        this.#parts.inbox.take(message);
    }
  }

  // In the background, or after a wake-up that came to nothing, the socket goes and the next call parks again (PUSH-07, PUSH-10).
  #releaseUnlessNeeded() {
    const { connection, calls, wakeUp } = this.#parts;
    const isWanted = this.#storage.online && !this.#isInBackground;
    if (!isWanted && calls.live.length === 0 && !wakeUp.isWaiting && !connection.isStopped) {
      connection.letGo('background');
    }
  }
}
