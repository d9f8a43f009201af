/**
 * Where a call stands, as the client sees it (E.0), and where each input leads. An input that is not in the row of the
 * state means nothing there.
 *
 * `preparing`: the microphone, the ICE servers or the offer are waited for; nothing is sent. `dialling`: `call.create` is sent,
 * the call has no id yet. `trying`: the server works on it. `ringing`: the far end alerts, or we do. `held`: by either side.
 */
const transitions = Object.freeze({
  preparing: { create: 'dialling', ended: 'ended' },
  dialling: { trying: 'trying', ended: 'ended' },
  trying: { alerting: 'ringing', answered: 'active', ended: 'ended' },
  ringing: { answered: 'active', ended: 'ended' },
  active: { held: 'held', ended: 'ended' },
  held: { held: 'held', resumed: 'active', ended: 'ended' },
  ended: {},
});

/**
 * @param {string} state
 * @param {string} input
 * @returns {string | null} the next state; null when the input means nothing in this state
 */
export function nextCallState(state, input) {
  return transitions[state][input] ?? null;
}
