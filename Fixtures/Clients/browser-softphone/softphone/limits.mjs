const second = 1000;
const minute = 60 * second;

/** Every time limit and size of the client, in milliseconds where it is a time. */
export const limits = Object.freeze({
  /** Steps of the backoff; the last one repeats (RECON-02). */
  backoffSteps: Object.freeze([1, 2, 4, 8, 16, 30].map((step) => step * second)),

  /**
   * Steps after `session_limit`. Authentication does not reset these: every return takes somebody else's place, and two
   * devices must not chase each other (SESS-02).
   */
  crowdedSteps: Object.freeze([1, 60, 120, 300].map((step) => step * second)),

  /** How long a session must have lasted for the next `session_limit` to count as the first. */
  calmAfter: 10 * minute,

  /** Longest wait for `authenticated`, the upgrade included (CONN-13). */
  connect: 20 * second,

  /** Longest wait for the ICE servers (MEDIA-13). */
  iceServers: 10 * second,

  /** Wait for any message after a probe (CONN-11). */
  probe: 5 * second,

  /** The same when a push has come: somebody is waiting (PUSH-02). */
  pushProbe: 2 * second,

  /** How long the server may take to close a socket that it said it closes, before the client breaks it. */
  closing: 40 * second,

  /** Least and most time before `exp` at which a new token is asked for (REFRESH-01, CF-09). */
  refreshLead: Object.freeze({ least: 30 * second, most: 5 * minute }),

  /** Least time between two refreshes (REFRESH-08). */
  refreshGap: 5 * second,

  /** Longest wait for `auth.refreshed` (REFRESH-06). */
  refreshReply: 15 * second,

  /** Wait before the next try after the server refused a token. */
  refreshAfterRefusal: 30 * second,

  /** Wait before the next try after the backend failed to mint one (REFRESH-07). */
  refreshAfterMintFailure: 15 * second,

  /** A token that dies on the way to the server is as good as dead. */
  tokenTravel: 2 * second,

  /** A timer cannot run for longer than 24 days; a day is enough to look again. */
  longestTimer: 24 * 60 * minute,

  /** Longest wait for `call.trying` (CALL-05). */
  trying: 30 * second,

  /** A server that does not confirm the end must not keep the user in the call. */
  hangup: 10 * second,

  /** Most calls at a time; more are rejected as busy (INB-09). */
  calls: 4,

  /** How long calls are kept without a socket (RESTORE-01). */
  restoreWindow: 30 * second,

  /** Wait for `call.restored` after `authenticated` (RESTORE-10, RESTORE-11). */
  restoreGrace: 2 * second,

  /** Wait for the server's offer for a restored call before the client makes its own (CF-04). */
  restoreOffer: 500,

  /** How long a push, and an answer given to it, is good for (PUSH-06, PUSH-11). */
  pushWindow: 30 * second,

  /** Wait for the announced call after `authenticated` (PUSH-07). */
  pushRelease: 5 * second,

  /** How long ICE candidates are gathered before the description goes out with those that are there (CF-11). */
  gathering: 2 * second,

  /** How long it is waited for the first one: a description without any gets an answer without ICE (CF-11). */
  firstCandidate: 10 * second,

  /** Entries of the memories for ended calls and sent requests. */
  memory: 200,
});
