import http from 'node:http';
import https from 'node:https';
import { neverReached } from './sockets.mjs';

const WITHOUT_BODY = new Set([204, 205, 304]);

/**
 * Makes the `fetch` of clients under the virtual clock: a connection for each request, the whole answer read before
 * it counts as landed, and kept until the harness lets it through. Under the real clock it is Node's own.
 * Redirects are handed over as they are, and an answer that breaks off in the middle fails as a whole.
 * @param {import('./lanes.mjs').Lanes} lanes
 * @param {typeof fetch} native
 */
export function makeFetch(lanes, native) {
  return function fetch(input, init) {
    return lanes.nowhere.isKept ? keptFetch(lanes, native, input, init) : native(input, init);
  };
}

async function keptFetch(lanes, native, input, init) {
  // The caller's own signal is listened to: the one of a Request forgets its source when it is collected.
  const signal = init?.signal ?? (input instanceof Request ? input.signal : null);
  const request = new Request(input, { ...init, signal: null });
  const url = new URL(request.url);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return native(input, init);
  }
  signal?.throwIfAborted();
  const server = lanes.of(request.url);
  if (!server) {
    throw failed(new Error(`no client has the server of ${request.url}`));
  }
  return new Asked(server, request, url, signal).answer;
}

/** One request under way. */
class Asked {
  #sending;
  #entry;
  #isLetGo = false;

  constructor({ flow, lane }, request, url, signal) {
    this.answer = new Promise((resolve, reject) => {
      this.#entry = flow.ask(lane, `${request.method} ${url.pathname}`, () => this.#letGo());
      const abort = () => {
        this.#entry.giveUp();
        this.#letGo();
        reject(signal.reason);
      };
      signal?.addEventListener('abort', abort, { once: true });
      const settled = (settle) => (value) => {
        signal?.removeEventListener('abort', abort);
        settle(value);
      };
      void this.#send(request, url, settled(resolve), settled(reject));
    });
  }

  async #send(request, url, resolve, reject) {
    const fail = (error) => {
      const tell = () => reject(failed(error));
      return neverReached(error) ? this.#entry.fail(tell) : this.#entry.land(tell);
    };
    try {
      // The request is asked already: a client that gives up before its body is read never connects.
      const body = Buffer.from(await request.arrayBuffer());
      if (this.#isLetGo) {
        return;
      }
      this.#sending = start(request, url, body);
    } catch (broken) {
      this.#entry.fail(() => reject(failed(broken)));
      return;
    }
    this.#sending.once('socket', (stream) => stream.once('connect', () => this.#entry.connected()));
    this.#sending.once('error', fail);
    this.#sending.once('response', async (response) => {
      try {
        const answer = await read(response, url);
        this.#entry.land(() => resolve(answer));
      } catch (broken) {
        fail(broken);
      }
    });
  }

  #letGo() {
    this.#isLetGo = true;
    this.#sending?.on('error', () => {});
    this.#sending?.destroy();
  }
}

function start(request, url, body) {
  const headers = { accept: '*/*', 'user-agent': 'node', ...Object.fromEntries(request.headers) };
  if (body.length > 0 || ['POST', 'PUT', 'PATCH'].includes(request.method)) {
    headers['content-length'] = body.length;
  }
  const { request: ask } = url.protocol === 'https:' ? https : http;
  return ask(url, { method: request.method, headers, agent: false }).end(body);
}

async function read(response, url) {
  const chunks = [];
  for await (const chunk of response) {
    chunks.push(chunk);
  }
  const { statusCode: status, statusMessage: statusText } = response;
  const headers = new Headers();
  for (let i = 0; i < response.rawHeaders.length; i += 2) {
    headers.append(response.rawHeaders[i], response.rawHeaders[i + 1]);
  }
  const body = WITHOUT_BODY.has(status) ? null : Buffer.concat(chunks);
  const answer = new Response(body, { status, statusText, headers });
  return Object.defineProperty(answer, 'url', { value: url.href });
}

function failed(cause) {
  return new TypeError('fetch failed', { cause });
}
