import { SdkCalls, isActive, isHeld, isRinging, isThere, isUp } from './sdk-calls.mjs';

const EVENTS = [
  'connected', 'disconnected', 'reconnecting', 'reconnected', 'error', 'token expiring', 'network changed',
  'incoming', 'trying', 'ringing', 'answered', 'held', 'resumed', 'ended', 'presence list', 'presence update', 'ringback',
];

/**
 * Makes a driver's adapter of the vendor's SDK.
 * @param {{ DialStackPhone: Function }} sdk the module's namespace
 * @param {{ name?: string, version?: string, phone?: object, microphone?: () => object }} [options]
 *   `phone`: further options for the phone; `microphone`: the kit's, where it stands in for the real one
 */
export function sdkAdapter(sdk, { name = 'dialstack-sdk', version = 'unknown', phone = {}, microphone } = {}) {
  // A CommonJS build has its exports under `default` as well, and sometimes only there.
  const Phone = sdk?.DialStackPhone ?? sdk?.default?.DialStackPhone;
  if (typeof Phone !== 'function') {
    throw new Error('this module exports no DialStackPhone: is it the SDK for softphones?');
  }
  const buttons = Object.keys(new Buttons(null)).filter((word) => word !== 'microphone' || microphone);
  return {
    name,
    version,
    capabilities: [...buttons, ...EVENTS],
    create: (setup) => new SdkClient(Phone, setup, { phone, microphone: microphone?.() }),
  };
}

/** One app with the SDK inside. */
class SdkClient {
  #Phone;
  #setup;
  #options;
  #buttons = new Buttons(this);
  #token;
  #isWanted = false;
  #isSignedIn = true;
  #life;

  constructor(Phone, setup, options) {
    this.#Phone = Phone;
    this.#setup = setup;
    this.#options = options;
    this.#token = setup.token;
    this.#life = this.#begin();
    if (options.microphone) {
      options.microphone.onchange = (state) => this.#setup.emit('microphone', { state });
    }
  }

  get calls() {
    return this.#life.calls;
  }

  get phone() {
    return this.#life.phone;
  }

  get microphone() {
    return this.#options.microphone;
  }

  act(action, args) {
    if (!Object.hasOwn(this.#buttons, action)) {
      throw new Error(`the SDK has no button '${action}'`);
    }
    try {
      const pressed = this.#buttons[action](args);
      // What comes of it is told as an event; the button is pressed.
      pressed?.catch?.((refused) => this.#life.refused(refused));
    } catch (refused) {
      this.#life.refused(refused);
    }
  }

  dispose() {
    this.#life.kill();
  }

  async connect() {
    this.#isWanted = true;
    const life = this.#life;
    try {
      await life.phone.connect();
    } catch (refused) {
      life.neverConnected(refused);
    }
  }

  disconnect() {
    this.#isWanted = false;
    this.#life.disconnect();
  }

  /** The process is killed and starts cold. What was connected connects again, as an app with a session does. */
  restart() {
    this.#life.kill();
    this.#life = this.#begin();
    return this.#isWanted && this.#isSignedIn ? this.connect() : undefined;
  }

  signOut() {
    this.#isSignedIn = false;
    this.disconnect();
  }

  signIn(token) {
    this.#isSignedIn = true;
    this.#token = token ?? this.#token;
    this.#life.kill();
    this.#life = this.#begin();
    return this.connect();
  }

  resumed() {
    this.#life.resumed();
  }

  #begin() {
    const { emit, fetchToken } = this.#setup;
    const provider = fetchToken && (async () => (this.#token = await fetchToken()));
    return new SdkLife(this.#Phone, { ...this.#setup, token: this.#token, provider, emit }, this.#options.phone);
  }
}

/** One run of the app, from its start until it is killed. */
class SdkLife {
  #emit;
  #isOver = false;
  #told = new WeakSet();
  #sockets = new Set();
  #resumes = new Set();

  constructor(Phone, setup, more) {
    this.#emit = setup.emit;
    this.calls = new SdkCalls((event, args) => this.#tell(event, args));
    this.phone = new Phone({
      token: setup.token,
      onTokenExpiring: setup.provider ?? undefined,
      apiBaseUrl: setup.restBase,
      signalingBaseUrl: setup.signallingUrl,
      storage: setup.storage,
      createSignalingSocket: (url, protocols) => this.#dial(url, protocols),
      onAppResume: (resume) => this.#watch(resume),
      ringback: this.#ringback(),
      ...more,
    });
    this.#listen();
  }

  /** What the SDK refuses is an event; each refusal once, whichever way it came. */
  refused(thrown) {
    if (!this.#isNews(thrown)) {
      return;
    }
    const { code = 'internal_error', message = String(thrown), fatal = false, callId = null } = thrown ?? {};
    this.#tell('error', { code, message, fatal, ...(callId ? { call_id: callId } : {}) });
  }

  /** The first connect failed for good: the SDK tells whoever called, and nobody else. */
  neverConnected(thrown) {
    if (thrown?.code === 'transport_closed') {
      return;
    }
    this.refused(thrown);
    this.#tell('disconnected', { reason: thrown?.code ?? 'internal_error', code: thrown?.code ?? 'internal_error' });
  }

  disconnect() {
    this.phone.disconnect();
    this.#tell('disconnected', {});
  }

  resumed() {
    this.#resumes.forEach((resume) => resume());
  }

  /** Nobody hears of it: neither the app nor the server. */
  kill() {
    this.#isOver = true;
    this.#sockets.forEach((socket) => (socket.terminate ? socket.terminate() : socket.close()));
    try {
      this.phone.disconnect();
    } catch {
      // It says goodbye on sockets that are gone.
    }
  }

  #listen() {
    const { phone } = this;
    phone.on('connected', () => this.#tell('connected', {}));
    phone.on('reconnected', () => this.#tell('reconnected', {}));
    phone.on('reconnecting', () => this.#tell('reconnecting', {}));
    phone.on('disconnected', (error) => this.#tell('disconnected', error ? { reason: error.code, code: error.code } : {}));
    phone.on('error', (error) => this.refused(error));
    phone.on('incoming', (call) => this.calls.rang(call));
    phone.on('network.changed', () => this.#tell('network changed', {}));
    phone.on('presenceList', (users) => this.#tell('presence list', { users: users.map(presence) }));
    phone.on('presenceUpdate', (user) => this.#tell('presence update', presence(user)));
  }

  #tell(event, args) {
    if (!this.#isOver) {
      this.#emit(event, args);
    }
  }

  #isNews(thrown) {
    if (typeof thrown !== 'object' || thrown === null) {
      return true;
    }
    const isNews = !this.#told.has(thrown);
    this.#told.add(thrown);
    return isNews;
  }

  #dial(url, protocols) {
    const socket = new WebSocket(url, protocols);
    this.#sockets.add(socket);
    socket.addEventListener('close', () => this.#sockets.delete(socket));
    return socket;
  }

  #watch(resume) {
    this.#resumes.add(resume);
    return () => this.#resumes.delete(resume);
  }

  #ringback() {
    const change = (isPlaying) => {
      if (ringback.isPlaying !== isPlaying) {
        ringback.isPlaying = isPlaying;
        this.#tell('ringback', { state: isPlaying ? 'on' : 'off' });
      }
    };
    const ringback = { isPlaying: false, start: () => change(true), stop: () => change(false) };
    return ringback;
  }
}

/** The words of the scenarios, and which part of the SDK's API each of them presses. */
class Buttons {
  constructor(client) {
    Object.assign(this, {
      connect: () => client.connect(),
      disconnect: () => client.disconnect(),
      restart: () => client.restart(),
      'sign out': () => client.signOut(),
      'sign in': ({ token }) => client.signIn(token),
      // The SDK listens to neither: what goes away is noticed by what fails.
      background() {},
      'network down'() {},
      foreground: () => client.resumed(),
      'network up': () => client.resumed(),
      call: async ({ to }) => client.calls.placed(await client.phone.call(to)),
      answer: ({ call_id }) => client.calls.find(call_id, isRinging).answer(),
      reject: ({ call_id, reason }) => client.calls.find(call_id, isRinging).reject(reason),
      'hang up': ({ call_id }) => client.calls.find(call_id, isThere).hangup(),
      hold: ({ call_id }) => client.calls.find(call_id, isActive).hold(),
      resume: ({ call_id }) => client.calls.find(call_id, isHeld).resume(),
      mute: ({ call_id }) => client.calls.find(call_id, isUp).mute(),
      unmute: ({ call_id }) => client.calls.find(call_id, (call) => isUp(call) && call.isMuted).unmute(),
      dtmf: ({ call_id, digits }) => client.calls.find(call_id, isUp).sendDtmf(String(digits)),
      transfer: ({ call_id, to }) => client.calls.find(call_id, isUp).transfer(to),
      consult: ({ call_id, to }) => consult(client, call_id, to),
      complete: ({ call_id }) => client.calls.consulted(call_id).parent.completeTransfer(),
      'cancel transfer': ({ call_id }) => cancelTransfer(client, call_id),
      subscribe: ({ users }) => client.phone.subscribePresence(users),
      'save address': ({ id: _, ...address }) => client.phone.setEmergencyAddress(address),
      'select address': ({ id }) => selectAddress(client, id),
      'delete address': ({ id }) => client.phone.deleteEmergencyAddress(id),
      'clear binding': ({ id }) => client.phone.clearEmergencyAddressRegisteredIp(id),
      microphone: ({ state, by }) => client.microphone.becomes(state, seconds(by)),
    });
  }
}

async function consult(client, callId, to) {
  const parent = client.calls.find(callId, (call) => isUp(call) && !client.calls.isConsult(call));
  client.calls.placed(await parent.attendedTransfer(to), parent);
}

function cancelTransfer(client, callId) {
  const { consult: consulted, parent } = client.calls.consulted(callId);
  consulted.hangup();
  parent.resume();
}

// The SDK presents an address when it authenticates, so a session that is up takes a new one.
function selectAddress({ phone }, id) {
  return phone.isConnected ? phone.reconnectWithEmergency(id) : phone.selectEmergencyAddress(id);
}

function presence({ userId, name, status, doNotDisturb, statusText, updatedAt }) {
  return { user_id: userId, name, status, do_not_disturb: doNotDisturb, status_text: statusText, updated_at: updatedAt };
}

/** A number of seconds, or a text such as `500ms`, `3s`, `1m30s`. */
function seconds(by) {
  if (by === undefined || typeof by === 'number') {
    return by ?? 0;
  }
  const units = { ms: 0.001, s: 1, m: 60, h: 3600 };
  return [...by.matchAll(/([\d.]+)(ms|s|m|h)/g)].reduce((sum, [, count, unit]) => sum + Number(count) * units[unit], 0);
}
