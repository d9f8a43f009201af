/** The calls of one phone of the vendor's SDK: which one a button means, and what they tell. */
export class SdkCalls {
  #tell;
  #calls = [];
  #parents = new Map();

  /** @param {(event: string, args: object) => void} tell */
  constructor(tell) {
    this.#tell = tell;
  }

  /** A call rings here. */
  rang(call) {
    this.#follow(call);
    const { id, from, fromName, to } = call;
    this.#tell('incoming', { call_id: id, from, from_name: fromName, to });
  }

  /** A call was placed, and the server knows it: that is when the SDK hands it out. */
  placed(call, parent) {
    this.#follow(call);
    if (parent) {
      this.#parents.set(call, parent);
    }
    this.#tell('trying', { call_id: call.id });
  }

  /** The call that a button means: the one that is named, else the newest that it fits. */
  find(callId, fits) {
    const found = callId === undefined || callId === null
      ? this.#calls.findLast(fits)
      : this.#calls.find(({ id }) => id === callId);
    if (!found) {
      throw Object.assign(new Error(callId ? `there is no call '${callId}'` : 'there is no such call'), { code: 'call_not_found' });
    }
    return found;
  }

  /** The consulted call and the one it was consulted for. A button may name either. */
  consulted(callId) {
    const consult = this.find(undefined, (call) => this.#parents.has(call)
      && (!callId || call.id === callId || this.#parents.get(call).id === callId));
    return { consult, parent: this.#parents.get(consult) };
  }

  isConsult(call) {
    return this.#parents.has(call);
  }

  #follow(call) {
    this.#calls.push(call);
    const on = (event, args = () => ({})) => call.on(event, (value) => this.#tell(event, { call_id: call.id, ...args(value) }));
    on('ringing');
    on('answered');
    on('held', (by) => ({ held_by: by }));
    on('resumed');
    call.on('ended', (reason) => {
      this.#forget(call);
      this.#tell('ended', { call_id: call.id, reason, duration_seconds: call.duration });
    });
  }

  #forget(call) {
    this.#calls = this.#calls.filter((other) => other !== call);
    this.#parents.delete(call);
  }
}

export const isRinging = ({ direction, state }) => direction === 'inbound' && state === 'ringing';
export const isActive = ({ state }) => state === 'active';
export const isHeld = ({ state }) => state === 'held';
export const isUp = (call) => isActive(call) || isHeld(call);
export const isThere = ({ state }) => state !== 'ended';
