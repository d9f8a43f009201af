import Link from 'ws';
import { bound } from './current-client.mjs';
import { HandlerTarget, defineHandlers, eventWith } from './event-handlers.mjs';

const CONNECTING = 0;
const OPEN = 1;
const CLOSING = 2;
const CLOSED = 3;

const ABNORMAL = 1006;
const LONGEST_REASON = 123;

/** Sent on the upgrade unless the client names another: the service refuses upgrades without one. */
export const USER_AGENT = 'dialstack-conformance-driver/0.1.0 (node)';

/**
 * Makes the `WebSocket` class of Node clients: that of browsers, over `ws`, with some additions. A third argument
 * `{ headers, autoPong }` sets headers on the upgrade, and a cancelable event `ping` lets a client keep its pong back.
 * `pong(data)` and `terminate()` are there for clients that are at fault on purpose, or die.
 * @param {import('./lanes.mjs').Lanes} lanes
 */
export function makeWebSocket(lanes) {
  class WebSocket extends HandlerTarget {
    #url;
    #lane;
    #flow;
    #link;
    #request;
    #socket;
    #hasEnded = false;
    #discarded = 0;
    #pongs;
    #readyState = CONNECTING;
    // What is heard is handed over from elsewhere, and still is the business of whoever dialled.
    #tell = bound((event) => this.dispatchEvent(event));
    binaryType = 'blob';

    constructor(url, protocols = [], { headers = {}, autoPong = true } = {}) {
      super();
      this.#url = readUrl(url);
      this.#pongs = autoPong;
      const server = lanes.of(this.#url);
      this.#lane = server?.lane;
      this.#flow = server?.flow ?? lanes.nowhere;
      if (!server && this.#flow.isKept) {
        this.#flow.soon(() => this.#fail(`no client has the server of ${this.#url}`));
      } else {
        this.#dial(protocols, headers);
      }
    }

    get url() {
      return this.#url;
    }

    get readyState() {
      return this.#readyState;
    }

    get protocol() {
      return this.#readyState === CONNECTING ? '' : (this.#link?.protocol ?? '');
    }

    get extensions() {
      return '';
    }

    get bufferedAmount() {
      // How much the kernel has taken is chance, and must not decide anything under the virtual clock.
      return this.#discarded + (this.#flow.isKept ? 0 : (this.#link?.bufferedAmount ?? 0));
    }

    send(data) {
      if (this.#readyState === CONNECTING) {
        throw new DOMException('the socket is still connecting', 'InvalidStateError');
      }
      if (this.#readyState !== OPEN) {
        this.#discarded += sizeOf(data);
        return;
      }
      this.#socket.sent();
      this.#link.send(toSend(data), ignore);
    }

    close(code, reason = '') {
      checkClose(code, reason);
      if (this.#readyState === CONNECTING) {
        this.#abort();
      } else if (this.#readyState === OPEN) {
        this.#readyState = CLOSING;
        this.#socket.ending();
        this.#link.close(code, reason);
      }
    }

    /** Breaks the connection without a close frame, as the end of a process does. Not in browsers. No event follows. */
    terminate() {
      this.#readyState = CLOSED;
      this.#socket?.ending();
      this.#socket?.dropKept();
      this.#request?.giveUp();
      this.#link?.terminate();
    }

    #dial(protocols, headers) {
      const { pathname } = new URL(this.#url);
      this.#request = this.#flow.ask(this.#lane, `GET ${pathname}`, () => this.#link?.terminate());
      try {
        this.#link = new Link(this.#url, protocols, {
          headers: upgradeHeaders(headers),
          autoPong: false,
          // Inflating works on other threads, which no count covers.
          perMessageDeflate: false,
          finishRequest: (request) => this.#ask(request),
        });
      } catch (thrown) {
        this.#request.giveUp();
        throw new DOMException(thrown.message, 'SyntaxError');
      }
      this.#listen();
    }

    #ask(request) {
      request.once('socket', (stream) => stream.once('connect', () => this.#request.connected()));
      request.end();
    }

    #listen() {
      const link = this.#link;
      let isConnected = false;
      let why = '';
      link.once('upgrade', () => {
        this.#request.land();
        this.#socket = this.#flow.accept(this.#lane, () => link.terminate());
      });
      link.once('open', () => this.#socket.open(() => this.#open()));
      link.on('message', (data, isBinary) => this.#socket.arrive(() => this.#message(data, isBinary)));
      link.on('ping', (data) => this.#socket.arrive(() => this.#ping(data)));
      link.on('pong', () => this.#socket.arrive());
      link.once('unexpected-response', (_request, response) => this.#refused(response));
      link.on('error', (error) => {
        why ||= error.message;
        isConnected ||= !neverReached(error);
        if (this.#socket) {
          // What came is no WebSocket any more, and the link gives up. The fake may be waiting for that: it counts as the end.
          this.#socket.ending();
          this.#ended(ABNORMAL, '', why);
        }
      });
      link.once('close', (code, reason) => {
        if (this.#socket) {
          this.#ended(code, reason.toString(), why);
        } else if (isConnected) {
          this.#request.land(() => this.#fail(why));
        } else {
          this.#request.fail(() => this.#fail(why));
        }
      });
    }

    #refused(response) {
      response.resume();
      response.once('close', () => {
        this.#request.land(() => this.#fail(`the server answered the upgrade with ${response.statusCode}`, response.statusCode));
        this.#link.terminate();
      });
    }

    #ended(code, reason, why) {
      if (!this.#hasEnded) {
        this.#hasEnded = true;
        this.#socket.end(() => this.#closed(code, reason, why));
      }
    }

    // Closing before it is open: the connection breaks, and the app hears it in a turn of its own.
    #abort() {
      this.#readyState = CLOSING;
      this.#socket?.ending();
      this.#socket?.dropKept();
      this.#request?.giveUp();
      this.#link?.terminate();
      this.#flow.soon(() => this.#closed(ABNORMAL, '', 'closed before it was open'));
    }

    #open() {
      this.#readyState = OPEN;
      this.#tell(new Event('open'));
    }

    #message(data, isBinary) {
      if (this.#readyState === OPEN) {
        const content = isBinary ? toBinary(data, this.binaryType) : data.toString();
        this.#tell(new MessageEvent('message', { data: content, origin: new URL(this.#url).origin }));
      }
    }

    #ping(data) {
      const event = eventWith('ping', { data: new Uint8Array(data) }, { cancelable: true });
      if (this.#tell(event) && this.#pongs) {
        this.pong(data);
      }
    }

    /** Sends a pong. Not in browsers, where it is never the page's business. */
    pong(data) {
      if (this.#readyState === OPEN) {
        this.#socket.sent();
        this.#link.pong(data, undefined, ignore);
      }
    }

    #fail(why, status) {
      this.#closed(ABNORMAL, '', why, status);
    }

    #closed(code, reason, why, status) {
      if (this.#readyState === CLOSED) {
        return;
      }
      this.#readyState = CLOSED;
      if (code === ABNORMAL) {
        this.#tell(eventWith('error', { message: why || 'the connection was lost', status }));
      }
      this.#tell(eventWith('close', { code, reason, wasClean: code !== ABNORMAL }));
    }
  }

  defineHandlers(WebSocket, ['open', 'message', 'close', 'error', 'ping']);
  for (const [name, value] of Object.entries({ CONNECTING, OPEN, CLOSING, CLOSED })) {
    Object.defineProperty(WebSocket, name, { value, enumerable: true });
    Object.defineProperty(WebSocket.prototype, name, { value, enumerable: true });
  }
  return WebSocket;
}

// The connection was never there: the server cannot have counted the request.
const NEVER_REACHED = new Set([
  'ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL', 'ETIMEDOUT',
]);

/** True for an error of a connection that never came to be. */
export function neverReached(error) {
  return NEVER_REACHED.has(error?.code) || (error?.errors ?? []).some((one) => NEVER_REACHED.has(one.code));
}

function ignore() {
  // A frame that cannot be written any more is noticed by the end of the socket.
}

function readUrl(url) {
  let read;
  try {
    read = new URL(url);
  } catch {
    throw new DOMException(`'${url}' is no URL`, 'SyntaxError');
  }
  read.protocol = { 'http:': 'ws:', 'https:': 'wss:' }[read.protocol] ?? read.protocol;
  if (!['ws:', 'wss:'].includes(read.protocol) || read.hash) {
    throw new DOMException(`'${url}' is no URL of a WebSocket`, 'SyntaxError');
  }
  return read.href;
}

function upgradeHeaders(own) {
  const headers = new Map([['user-agent', ['User-Agent', USER_AGENT]]]);
  for (const [name, value] of Object.entries(own)) {
    headers.set(name.toLowerCase(), [name, value]);
  }
  return Object.fromEntries([...headers.values()].filter(([, value]) => value !== null && value !== undefined));
}

function checkClose(code, reason) {
  if (code !== undefined && code !== 1000 && !(code >= 3000 && code <= 4999)) {
    throw new DOMException(`${code} is no close code for a client`, 'InvalidAccessError');
  }
  if (Buffer.byteLength(reason) > LONGEST_REASON) {
    throw new DOMException(`a reason has at most ${LONGEST_REASON} bytes`, 'SyntaxError');
  }
}

function isBytes(data) {
  return data instanceof ArrayBuffer || ArrayBuffer.isView(data) || data instanceof Blob;
}

function toSend(data) {
  return isBytes(data) ? data : String(data);
}

function sizeOf(data) {
  return isBytes(data) ? (data.byteLength ?? data.size) : Buffer.byteLength(String(data));
}

function toBinary(data, binaryType) {
  const bytes = new Uint8Array(data);
  return binaryType === 'arraybuffer' ? bytes.buffer : new Blob([bytes]);
}
