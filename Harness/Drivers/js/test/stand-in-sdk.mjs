// Has the surface of the vendor's SDK, as far as its published API goes, and just enough behaviour behind it to be driven.

export class PhoneError extends Error {
  constructor({ code, message, callId = null, fatal = false }) {
    super(message);
    Object.assign(this, { code, callId, fatal });
  }
}

class Emitter {
  #listeners = {};

  on(event, listener) {
    (this.#listeners[event] ??= []).push(listener);
  }

  emit(event, ...args) {
    (this.#listeners[event] ?? []).forEach((listener) => listener(...args));
  }
}

class Call extends Emitter {
  isMuted = false;
  duration = 0;

  constructor(phone, members) {
    super();
    Object.assign(this, { phone, ...members });
  }

  say(type, more = {}) {
    this.phone.say({ type, call_id: this.id, ...more });
  }

  answer() { this.say('call.answer'); }
  reject(reason = 'decline') { this.say('call.reject', { reason }); }
  hangup() { this.say('call.hangup'); }
  hold() { this.say('call.hold'); }
  resume() { this.say('call.resume'); }
  mute() { this.isMuted = true; this.say('call.mute'); }
  unmute() { this.isMuted = false; this.say('call.unmute'); }
  transfer(destination) { this.say('call.transfer', { destination }); }
  completeTransfer() { this.say('call.transfer.attended', { step: 'complete' }); }
  attendedTransfer(destination) {
    return this.phone.place({ type: 'call.transfer.attended', step: 'consult', call_id: this.id, destination });
  }
  sendDtmf() { throw new PhoneError({ code: 'call_failed', message: 'no sender' }); }
}

export class DialStackPhone extends Emitter {
  isConnected = false;
  #options;
  #socket = null;
  #calls = new Map();
  #placing = null;
  #connecting = null;
  #hasConnected = false;

  constructor(options) {
    super();
    this.#options = options;
  }

  async connect() {
    const { apiBaseUrl, token } = this.#options;
    const answer = await fetch(`${apiBaseUrl}/v1/webrtc/ice-servers`, { headers: { Authorization: `Bearer ${token}` } });
    if (!answer.ok) {
      throw new PhoneError({ code: 'ice_fetch_failed', message: `status ${answer.status}` });
    }
    this.#options.onAppResume(() => this.say({ type: 'ping' }));
    return new Promise((resolve, reject) => {
      this.#connecting = { resolve, reject };
      this.#open();
    });
  }

  disconnect() {
    this.#calls.forEach((call) => call.hangup());
    this.#socket?.close();
    this.#socket = null;
    this.isConnected = false;
  }

  async reconnectWithEmergency(id) {
    this.selectEmergencyAddress(id);
    this.emit('reconnecting', 0, 0);
    this.disconnect();
    await this.connect();
  }

  selectEmergencyAddress(id) { this.#options.storage.setItem('address', id); }

  async setEmergencyAddress(address) {
    await fetch(`${this.#options.apiBaseUrl}/v1/me/emergency-addresses`, { method: 'POST', body: JSON.stringify(address) });
  }

  async deleteEmergencyAddress() {}
  async clearEmergencyAddressRegisteredIp() {}

  call(destination) { return this.place({ type: 'call.create', destination }); }

  place(frame) {
    if (!this.isConnected) {
      return Promise.reject(new PhoneError({ code: 'transport_closed', message: 'not connected' }));
    }
    return new Promise((resolve) => {
      this.#placing = resolve;
      this.say(frame);
    });
  }

  subscribePresence(users) {
    if (users.length === 0) {
      throw new PhoneError({ code: 'invalid_message', message: 'a non-empty list' });
    }
    this.say({ type: 'presence.subscribe', users });
  }

  say(frame) {
    if (this.#socket?.readyState !== WebSocket.OPEN) {
      throw new PhoneError({ code: 'transport_closed', message: 'not open' });
    }
    this.#socket.send(JSON.stringify(frame));
  }

  #open() {
    const { signalingBaseUrl, token, storage, onTokenExpiring } = this.#options;
    const socket = this.#options.createSignalingSocket(signalingBaseUrl, ['dialstack.webrtc.v1']);
    this.#socket = socket;
    socket.addEventListener('open', () => this.say({ type: 'authenticate', token, address: storage.getItem('address') }));
    socket.addEventListener('message', ({ data }) => this.#take(JSON.parse(data)));
    socket.addEventListener('close', () => {
      if (this.#socket === socket) {
        this.isConnected = false;
        this.emit('reconnecting', 1, 1000);
        setTimeout(() => this.#open(), 500 + Math.random() * 500);
      }
    });
    this.refresh = onTokenExpiring && (async () => this.say({ type: 'auth.refresh', token: await onTokenExpiring() }));
  }

  #take(message) {
    const call = this.#calls.get(message.call_id);
    const { type } = message;
    if (type === 'authenticated') {
      this.isConnected = true;
      this.#connecting?.resolve();
      this.#connecting = null;
      this.emit(this.#hasConnected ? 'reconnected' : 'connected');
      this.#hasConnected = true;
      if (this.refresh) {
        setTimeout(this.refresh, 60_000);
      }
    } else if (type === 'error') {
      const error = new PhoneError({ code: message.code, message: message.message, fatal: message.fatal });
      this.#connecting?.reject(error);
      this.emit('error', error);
    } else if (type === 'call.incoming') {
      this.#add(message, { direction: 'inbound', state: 'ringing', from: message.from, fromName: message.from_name, to: message.to });
      this.emit('incoming', this.#calls.get(message.call_id));
    } else if (type === 'call.trying') {
      this.#add(message, { direction: 'outbound', state: 'trying' });
      this.#placing(this.#calls.get(message.call_id));
    } else if (type === 'presence.list') {
      this.emit('presenceList', message.users.map(({ user_id, name, status }) => ({ userId: user_id, name, status, doNotDisturb: false, statusText: null, updatedAt: 'now' })));
    } else if (type === 'network.changed') {
      this.emit('network.changed');
    } else if (call) {
      this.#follow(call, type, message);
    }
  }

  #add({ call_id }, members) {
    this.#calls.set(call_id, new Call(this, { id: call_id, ...members }));
  }

  #follow(call, type, { held_by, reason }) {
    const { ringback } = this.#options;
    call.state = { 'call.ringing': 'ringing', 'call.answered': 'active', 'call.held': 'held', 'call.resumed': 'active', 'call.ended': 'ended' }[type];
    (type === 'call.ringing' ? () => ringback.start() : () => ringback.stop())();
    call.emit(type.slice('call.'.length), type === 'call.held' ? held_by : reason);
    if (type === 'call.ended') {
      this.#calls.delete(call.id);
    }
  }
}
