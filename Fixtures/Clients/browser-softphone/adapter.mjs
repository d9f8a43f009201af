import { chanceFrom } from './chance.mjs';
import { milliseconds } from './duration.mjs';
import { Softphone } from './softphone/softphone.mjs';
import { SteeredMicrophone } from './steered-microphone.mjs';

/** What each button does. An action is a capability of its own name. */
const buttons = {
  connect: (phone) => phone.life.connect(),
  disconnect: (phone) => phone.life.disconnect(),
  background: (phone) => phone.life.background(),
  foreground: (phone) => phone.life.foreground(),
  'network up': (phone) => phone.life.networkUp(),
  // Only the socket itself can tell whether it still works.
  'network down': () => {},
  'sign out': (phone) => phone.life.signOut(),
  'sign in': (phone, args) => phone.life.signIn(args.token ?? null),
  call: (phone, args) => phone.life.call(required(args, 'to')),
  answer: (phone, args) => phone.life.answer(args.call_id ?? null),
  reject: (phone, args) => phone.life.reject(args.call_id ?? null, args.reason === 'busy' ? 'busy' : 'decline'),
  'hang up': (phone, args) => phone.life.control.hangUp(args.call_id ?? null),
  hold: (phone, args) => phone.life.control.hold(args.call_id ?? null),
  resume: (phone, args) => phone.life.control.resume(args.call_id ?? null),
  mute: (phone, args) => phone.life.control.mute(args.call_id ?? null, true),
  unmute: (phone, args) => phone.life.control.mute(args.call_id ?? null, false),
  transfer: (phone, args) => phone.life.control.transfer(args.call_id ?? null, required(args, 'to')),
  consult: (phone, args) => phone.life.control.consult(args.call_id ?? null, required(args, 'to')),
  complete: (phone, args) => phone.life.control.complete(args.call_id ?? null),
  'cancel transfer': (phone, args) => phone.life.control.cancelTransfer(args.call_id ?? null),
  'select address': (phone, args) => phone.life.selectAddress(args.id ?? null),
  microphone: (_, args, microphone) => microphone.set(required(args, 'state'), milliseconds(args.by)),
  push: (phone, args) => phone.life.push(required(args, 'call_id')),
  'shift clock': (phone, args) => phone.life.shiftClock(milliseconds(args.by)),
  restart: (phone, _, microphone) => {
    microphone.reset();
    phone.restart();
  },
};

const events = [
  'connected', 'disconnected', 'reconnecting', 'reconnected', 'error', 'token expiring', 'network changed',
  'incoming', 'trying', 'ringing', 'answered', 'held', 'resumed', 'ended', 'ringback', 'log',
];

/**
 * The thin adapter between the driver kit and the softphone.
 * @param {object} [how]
 * @param {string} [how.name] of the client, for reports
 * @param {readonly import('./softphone/faults.mjs').Fault[]} [how.faults] deliberate faults
 * @param {(constraints: MediaStreamConstraints) => Promise<MediaStream>} [how.getUserMedia] the device, else the platform's
 * @param {string | null} [how.userAgent] for platforms that let a client set it
 * @param {(stream: MediaStream) => (() => void)} [how.playRemote]
 */
export function makeAdapter({ name = 'browser softphone', faults = [], getUserMedia, userAgent = null, playRemote } = {}) {
  const device = getUserMedia ?? ((constraints) => navigator.mediaDevices.getUserMedia(constraints));
  return {
    name: [name, ...faults.map((fault) => fault.name)].join(' with '),
    version: '1.0',
    capabilities: [...Object.keys(buttons), ...events, ...(userAgent === null ? [] : ['user agent'])],
    create(setup) {
      const microphone = new SteeredMicrophone(device);
      const phone = new Softphone({
        restBase: setup.restBase,
        signallingUrl: setup.signallingUrl,
        token: setup.token,
        fetchToken: setup.fetchToken,
        storage: setup.storage,
        getUserMedia: (constraints) => microphone.getUserMedia(constraints),
        chance: chanceFrom(setup.seed),
        userAgent,
        playRemote,
        faults,
        tell: setup.emit,
      });
      return {
        act(action, args) {
          if (!Object.hasOwn(buttons, action)) {
            throw new Error(`this softphone has no action '${action}'`);
          }
          buttons[action](phone, args ?? {}, microphone);
        },
        dispose() {
          microphone.reset();
          phone.dispose();
        },
      };
    },
  };
}

function required(args, name) {
  const value = args[name] ?? null;
  if (value === null) {
    throw new Error(`'${name}' is missing`);
  }
  return value;
}
