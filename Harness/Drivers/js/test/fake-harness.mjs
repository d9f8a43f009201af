// A small harness: starts a driver, speaks the contract, and stands in for the fake with a counted server for each lane.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import { createInterface } from 'node:readline';
import { WebSocketServer } from 'ws';

export const START = 1793534400000;

export class FakeHarness {
  events = [];
  stderr = '';
  lines = [];
  lanes = new Map();
  state = null;
  mint = null;
  tokens = [];
  answeredTokens = {};
  #driver;
  #waiting = new Map();
  #ids = 0;
  #now = START;

  constructor(...command) {
    this.#driver = spawn(process.execPath, command, { cwd: new URL('..', import.meta.url), stdio: ['pipe', 'pipe', 'pipe'] });
    this.exited = once(this.#driver, 'exit');
    this.#driver.stderr.on('data', (text) => (this.stderr += text));
    createInterface({ input: this.#driver.stdout }).on('line', (line) => this.#take(line));
  }

  ask(method, params) {
    const id = ++this.#ids;
    this.#write({ id, method, params });
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  hello() {
    return this.ask('hello', { contract: 1, harness: { name: 'conformance', version: '0.1.0' } });
  }

  async create(lane, { isReal, client = lane, provider = true, ...more } = {}) {
    const server = await new LaneServer(lane).listen();
    this.#now = this.lanes.size === 0 ? START : this.#now;
    const params = {
      client, lane, rest_base: server.base, signalling_url: `${server.base.replace('http', 'ws')}/v1/webrtc`,
      token: 't0', token_provider: provider, storage: `s-${client}`, seed: 7, options: { flavour: 'plain' },
      ...(isReal ? {} : { clock: { now: START } }), ...more,
    };
    try {
      const answer = await this.ask('client.create', params);
      this.lanes.set(client, server);
      return this.#keep(answer);
    } catch (refused) {
      await server.close();
      throw refused;
    }
  }

  async act(client, action, args = {}) {
    return this.#keep(await this.ask('act', { client, action, args }));
  }

  async settle() {
    const sockets = {};
    const answered = {};
    for (const { lane, sockets: all, answered: requests } of this.lanes.values()) {
      all.forEach(({ sent, ended }, i) => (sockets[`${lane}#${i + 1}`] = { sent, ended }));
      Object.assign(answered, requests);
    }
    Object.assign(answered, this.answeredTokens);
    return this.#keep(await this.ask('clock.settle', { now: this.#now, sockets, answered }));
  }

  async advance(to = this.state.next) {
    this.#now = to;
    return this.#keep(await this.ask('clock.advance', { to }));
  }

  async dispose(client) {
    await this.ask('client.dispose', { client });
    await this.lanes.get(client).close();
    this.lanes.delete(client);
  }

  /** What the clients told, as texts; forgets it. */
  told(client) {
    const some = this.events.filter((event) => !client || event.client === client);
    this.events = this.events.filter((event) => !some.includes(event));
    return some.map((event) => event.args.text);
  }

  answerToken(token, lane) {
    const { id } = this.tokens.shift();
    this.#write(token === null ? { id, error: { code: -32001, message: 'none minted' } } : { id, result: { token } });
    const key = `${lane} token`;
    this.answeredTokens[key] = (this.answeredTokens[key] ?? 0) + 1;
  }

  async end() {
    this.#driver.stdin.end();
    await this.exited;
    await Promise.all([...this.lanes.values()].map((server) => server.close()));
  }

  #keep({ state }) {
    return (this.state = state);
  }

  #write(message) {
    this.#driver.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  }

  #take(line) {
    this.lines.push(line);
    const { id, method, params, result, error } = JSON.parse(line);
    if (method === 'event') {
      this.events.push(params);
    } else if (method === 'token') {
      this.tokens.push({ id, ...params });
    } else if (error) {
      this.#waiting.get(id).reject(Object.assign(new Error(error.message), error));
    } else {
      this.#waiting.get(id).resolve(result);
    }
  }
}

/** The server of one lane, which does nothing by itself and counts what the test makes it do. */
class LaneServer {
  sockets = [];
  answered = {};
  requests = [];
  gone = 0;
  #upgrades = [];
  #http = http.createServer((request, response) => this.#arrived(request, response));
  #ws = new WebSocketServer({ noServer: true, autoPong: false, handleProtocols: (offered) => [...offered][0] });
  #look = () => {};

  constructor(lane) {
    this.lane = lane;
    this.#http.on('upgrade', (request, stream, head) => {
      stream.on('error', () => {});
      stream.on('end', () => this.#changed());
      this.#upgrades.push({ request, stream, head });
      this.#changed();
    });
  }

  async listen() {
    this.#http.listen(0, '127.0.0.1');
    await once(this.#http, 'listening');
    this.base = `http://127.0.0.1:${this.#http.address().port}`;
    return this;
  }

  /** Waits until something is so; every arrival has another look. */
  until(isSo) {
    return new Promise((resolve) => {
      this.#look = () => isSo(this) && resolve();
      this.#look();
    });
  }

  get upgrades() {
    return this.#upgrades;
  }

  async accept() {
    await this.until(() => this.#upgrades.length > 0);
    const { request, stream, head } = this.#upgrades.shift();
    const socket = { sent: 0, ended: false, received: [], pongs: 0, isGone: false, headers: request.headers, code: null };
    this.sockets.push(socket);
    this.#count(request);
    this.#ws.handleUpgrade(request, stream, head, (link) => {
      socket.link = link;
      link.on('message', (data) => this.#changed(socket.received.push(data.toString())));
      link.on('pong', () => this.#changed(socket.pongs++));
      link.on('error', () => {});
      link.on('close', (code) => {
        Object.assign(socket, { isGone: true, code });
        this.#changed();
      });
    });
    return socket;
  }

  async refuse(status) {
    await this.until(() => this.#upgrades.length > 0);
    const { request, stream } = this.#upgrades.shift();
    stream.end(`HTTP/1.1 ${status} Refused\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno`);
    this.#count(request);
  }

  async breakOffUpgrade() {
    await this.until(() => this.#upgrades.length > 0);
    const { request, stream } = this.#upgrades.shift();
    stream.destroy();
    this.#count(request);
  }

  send(nth, text) {
    const socket = this.sockets[nth - 1];
    socket.link.send(text);
    socket.sent++;
  }

  ping(nth) {
    const socket = this.sockets[nth - 1];
    socket.link.ping('p');
    socket.sent++;
  }

  async answer(index, body, status = 200) {
    const [{ request, response }] = this.requests.splice(index, 1);
    response.writeHead(status, { 'content-type': 'text/plain', connection: 'close' });
    response.end(body);
    this.#count(request);
  }

  breakOff(index) {
    const [{ request, response }] = this.requests.splice(index, 1);
    response.destroy();
    this.#count(request);
  }

  async close() {
    this.sockets.forEach(({ link }) => link?.terminate());
    this.#upgrades.forEach(({ stream }) => stream.destroy());
    this.#http.closeAllConnections();
    await new Promise((resolve) => this.#http.close(resolve));
  }

  #arrived(request, response) {
    const entry = { request, response, body: '' };
    request.on('data', (text) => (entry.body += text));
    request.on('end', () => this.#changed(this.requests.push(entry)));
    response.on('close', () => {
      this.gone += response.writableFinished ? 0 : 1;
      this.#changed();
    });
  }

  #count({ method, url }) {
    const key = `${this.lane} ${method} ${url.split('?')[0]}`;
    this.answered[key] = (this.answered[key] ?? 0) + 1;
  }

  #changed() {
    this.#look();
  }
}
