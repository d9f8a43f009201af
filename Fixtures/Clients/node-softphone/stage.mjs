import { mock } from 'node:test';
import { Softphone } from '../browser-softphone/softphone/softphone.mjs';

const start = Date.UTC(2026, 10, 1, 12, 0, 0);

/** A token that expires so many seconds after the start. */
export function tokenFor(seconds, name = 'one') {
  const claims = { sub: 'user_1', exp: start / 1000 + seconds, jti: name };
  return `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2ln`;
}

/**
 * A softphone with a world around it that a test plays by hand: server, clock, microphone, app. Nothing leaves the process,
 * and no time passes but that which the test lets pass.
 */
export class Stage {
  sockets = [];
  told = [];
  items = new Map();
  isMicrophoneDenied = false;
  captures = 0;
  requests = [];
  minted = [];

  static async open(options = {}) {
    const stage = new Stage();
    stage.#install();
    stage.softphone = new Softphone({
      restBase: 'http://127.0.0.1:1234',
      token: tokenFor(3600),
      fetchToken: async () => stage.#mint(),
      storage: {
        getItem: (key) => stage.items.get(key) ?? null,
        setItem: (key, value) => stage.items.set(key, value),
        removeItem: (key) => stage.items.delete(key),
      },
      getUserMedia: async () => stage.#capture(),
      chance: () => 1,
      tell: (event, args) => stage.told.push({ event, ...args }),
      ...options,
    });
    await stage.rest();
    return stage;
  }

  /** Signed in. */
  static async connected(options) {
    const stage = await Stage.open(options);
    await stage.press((phone) => phone.connect());
    await stage.signIn();
    return stage;
  }

  get phone() {
    return this.softphone.life;
  }

  /** The newest socket. */
  get socket() {
    return this.sockets.at(-1);
  }

  /** What was sent on the newest socket, by type. */
  get types() {
    return this.socket.sent.map(({ type }) => type);
  }

  /** The newest message of this type. */
  sent(type) {
    return this.socket.sent.findLast((message) => message.type === type);
  }

  /** What the app was told, as words. */
  get events() {
    return this.told.map(({ event }) => event);
  }

  heard(event) {
    return this.told.findLast((one) => one.event === event);
  }

  async press(button) {
    button(this.phone);
    await this.rest();
  }

  /** The server accepts the newest socket and authenticates it. */
  async signIn() {
    await this.socket.accept();
    await this.says({ type: 'authenticated', req_id: this.sent('authenticate').req_id, user_id: 'user_1', account_id: 'acct_1' });
  }

  /** The server sends something. */
  async says(...messages) {
    for (const message of messages) {
      this.socket.receive(JSON.stringify(message));
      await this.rest();
    }
  }

  /** An outbound call that was answered. */
  async call(id = 'call_1', to = '+14155550100') {
    await this.press((phone) => phone.call(to));
    await this.says(
      { type: 'call.trying', req_id: this.sent('call.create').req_id, call_id: id },
      { type: 'sdp.answer', call_id: id, sdp: description('server') },
      { type: 'call.answered', call_id: id, answered_at: '2026-11-01T12:00:00Z' });
  }

  /** An inbound call that rings. */
  async ring(id = 'call_1') {
    await this.says(
      { type: 'call.incoming', call_id: id, from: '+14155550100', from_name: null, to: '+14155550199' },
      { type: 'sdp.offer', call_id: id, sdp: description('server') });
  }

  /** The network breaks the newest socket. */
  async drop() {
    this.socket.end(1006);
    await this.rest();
  }

  /** Time passes. */
  async pass(milliseconds) {
    mock.timers.tick(milliseconds);
    await this.rest();
  }

  /** Everything that was begun comes to rest. */
  async rest() {
    for (let turn = 0; turn < 3; turn++) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  close() {
    this.softphone.dispose();
    mock.timers.reset();
  }

  #install() {
    const stage = this;
    mock.timers.enable({ apis: ['setTimeout', 'Date'], now: start });
    globalThis.WebSocket = class extends FakeSocket {
      constructor(url, protocols) {
        super(url, protocols);
        stage.sockets.push(this);
      }
    };
    globalThis.RTCPeerConnection = FakePeerConnection;
    globalThis.fetch = async (url, init) => {
      stage.requests.push({ url, headers: init.headers });
      return new Response(JSON.stringify({ ice_servers: [], expires_at: new Date(start + 3_600_000).toISOString() }));
    };
  }

  #mint() {
    const token = tokenFor(3600 * (this.minted.length + 2), `minted ${this.minted.length}`);
    this.minted.push(token);
    return token;
  }

  #capture() {
    if (this.isMicrophoneDenied) {
      throw new DOMException('no', 'NotAllowedError');
    }
    this.captures += 1;
    const track = Object.assign(new EventTarget(), { kind: 'audio', enabled: true, stop: () => (this.captures -= 1) });
    return { getTracks: () => [track], getAudioTracks: () => [track] };
  }
}

/** A session description that says whose it is. */
export function description(owner) {
  return `v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=${owner}\r\na=candidate:1 1 udp 1 192.0.2.1 9 typ host\r\n`;
}

class FakeSocket extends EventTarget {
  static OPEN = 1;
  readyState = 0;
  protocol = '';
  sent = [];
  closedWith = null;

  constructor(url, protocols) {
    super();
    this.url = url;
    this.offered = protocols;
  }

  async accept() {
    this.readyState = 1;
    this.protocol = this.offered[0];
    this.dispatchEvent(new Event('open'));
    await new Promise((resolve) => setImmediate(resolve));
  }

  receive(data) {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }

  end(code) {
    this.readyState = 3;
    this.dispatchEvent(Object.assign(new Event('close'), { code }));
  }

  send(text) {
    this.sent.push(JSON.parse(text));
  }

  close(code) {
    this.closedWith ??= code;
    this.readyState = 2;
  }
}

let peers = 0;

class FakePeerConnection extends EventTarget {
  iceGatheringState = 'new';
  localDescription = null;
  #name = `peer ${++peers}`;

  addTrack() {}

  addTransceiver() {}

  getTransceivers() {
    return [];
  }

  async createOffer() {
    return { type: 'offer', sdp: description(this.#name) };
  }

  async createAnswer() {
    return { type: 'answer', sdp: description(this.#name) };
  }

  async setLocalDescription(description) {
    this.localDescription = description;
    this.iceGatheringState = 'complete';
  }

  async setRemoteDescription() {}

  close() {}
}
