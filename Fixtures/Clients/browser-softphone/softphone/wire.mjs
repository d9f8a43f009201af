const time = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,7})?(Z|[+-]\d{2}:\d{2})?$/;

const string = (value) => typeof value === 'string';
const whole = (value) => Number.isInteger(value);
const bool = (value) => typeof value === 'boolean';
const object = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const instant = (value) => string(value) && time.test(value) && !Number.isNaN(Date.parse(value));
const oneOf = (...words) => (value) => words.includes(value);
const orNull = (fits) => (value) => value === null || value === undefined || fits(value);
const optional = (fits) => (value) => value === undefined || fits(value);

const ofCall = { call_id: string };
const described = { ...ofCall, sdp: string };
const parties = { from: string, from_name: orNull(string), to: string };
const reply = { req_id: orNull(string) };

/** The messages that this client reads, with what each member must be (D.2). Other members are ignored. */
const shapes = {
  authenticated: { ...reply, user_id: string, account_id: string, reconnected: orNull(bool) },
  'auth.refreshed': reply,
  pong: reply,
  'network.changed': {},
  error: { ...reply, code: string, message: string, fatal: optional(bool), call_id: orNull(string), context: orNull(object) },
  'call.trying': { ...reply, ...ofCall },
  'call.ringing': ofCall,
  'call.incoming': { ...ofCall, ...parties },
  'call.answered': { ...ofCall, answered_at: orNull(instant) },
  'call.held': { ...ofCall, held_by: oneOf('local', 'remote') },
  'call.resumed': ofCall,
  'call.ended': { ...ofCall, reason: string, duration_seconds: orNull(whole) },
  'call.restored': {
    ...ofCall, ...parties,
    state: oneOf('ringing', 'active', 'held'),
    direction: oneOf('inbound', 'outbound'),
    answered_at: orNull(instant),
  },
  'sdp.offer': described,
  'sdp.pranswer': described,
  'sdp.answer': described,
};

/**
 * Reads the text of a frame.
 * @param {string} text
 * @returns {object | null} null when it is no message of this protocol, or not a sound one: such frames mean nothing (CONN-08)
 */
export function readMessage(text) {
  let message;
  try {
    message = JSON.parse(text);
  } catch {
    return null;
  }
  const shape = object(message) && Object.hasOwn(shapes, message.type) ? shapes[message.type] : null;
  return shape !== null && Object.entries(shape).every(([name, fits]) => fits(message[name])) ? message : null;
}

/**
 * The text of a message to the server; members that are null are left out.
 * @param {object} message
 */
export function writeMessage(message) {
  return JSON.stringify(message, (_, value) => value ?? undefined);
}
