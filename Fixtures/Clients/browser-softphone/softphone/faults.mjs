/**
 * A deliberate fault: what a conformance suite is tried on. Each changes one step of one part of the correct client.
 * @typedef {object} Fault
 * @property {string} name short, in lower case with dashes
 * @property {string} requirement the requirement that it breaks
 * @property {string} fault what the client does wrong, as a sentence about it without a subject
 * @property {(parts: object) => void} alter overrides the step, on the parts of a life
 */

/** All faults that there are. @type {readonly Fault[]} */
export const faults = Object.freeze([
  {
    name: 'returns-when-replaced',
    requirement: 'RECON-07',
    fault: 'comes back although a newer session has taken its place',
    alter({ connection }) {
      connection.isTerminal = () => false;
    },
  },
  {
    name: 'never-refreshes',
    requirement: 'REFRESH-01',
    fault: 'lets its token expire without asking for a new one',
    alter({ tokens }) {
      tokens.schedule = () => {};
    },
  },
  {
    name: 'abandons-late-call',
    requirement: 'CALL-06',
    fault: 'leaves a call to itself that the server took too late',
    alter({ dialling }) {
      dialling.hangUpLate = () => {};
    },
  },
  {
    name: 'keeps-microphone',
    requirement: 'CALL-10',
    fault: 'keeps the microphone after the last call',
    alter({ calls }) {
      calls.releaseMicrophone = () => {};
    },
  },
  {
    name: 'rings-twice',
    requirement: 'INB-03',
    fault: 'rings again for a call that it knows',
    alter({ answering }) {
      answering.ringAgain = (call) => answering.tellIncoming(call);
    },
  },
  {
    name: 'declines-by-hang-up',
    requirement: 'INB-08',
    fault: 'declines with call.hangup',
    alter({ answering, line }) {
      answering.sendReject = (call) => line.request(call, 'reject', { type: 'call.hangup', call_id: call.id });
    },
  },
  {
    name: 'impatient-when-held',
    requirement: 'HOLD-03',
    fault: 'resumes when the far end holds',
    alter({ inbox, line }) {
      const held = inbox.held.bind(inbox);
      inbox.held = (call, holder) => {
        held(call, holder);
        if (holder === 'remote') {
          line.request(call, 'resume', { type: 'call.resume', call_id: call.id });
        }
      };
    },
  },
  {
    name: 'mutes-for-itself',
    requirement: 'MUTE-01',
    fault: 'does not tell the server that it is muted',
    alter({ control }) {
      control.tellMute = () => {};
    },
  },
  {
    name: 'old-secrets',
    requirement: 'RESTORE-03',
    fault: 'goes on with the old peer connection after a restore',
    alter({ restore }) {
      const renewPeer = restore.renewPeer.bind(restore);
      restore.renewPeer = (call) => {
        if (call.peer === null) {
          renewPeer(call);
        }
      };
    },
  },
  {
    name: 'no-new-media',
    requirement: 'RESTORE-04',
    fault: 'negotiates nothing for a restored call',
    alter({ restore }) {
      restore.offerUnlessDone = () => {};
      restore.offered = () => {};
    },
  },
  {
    name: 'blames-oldest-call',
    requirement: 'ERR-03',
    fault: 'attributes every error to its oldest call',
    alter({ errors, calls }) {
      const askedBy = errors.askedBy.bind(errors);
      errors.askedBy = (error) => {
        const asked = askedBy(error);
        return asked === null || calls.live.length === 0 ? asked : { ...asked, call: calls.live[0] };
      };
    },
  },
]);

/**
 * The faults of these names.
 * @param {readonly string[]} names
 * @returns {Fault[]}
 */
export function faultsNamed(names) {
  return names.map((name) => {
    const found = faults.find((fault) => fault.name === name);
    if (found === undefined) {
      throw new Error(`there is no fault '${name}'; there are ${faults.map((fault) => fault.name).join(', ')}`);
    }
    return found;
  });
}
