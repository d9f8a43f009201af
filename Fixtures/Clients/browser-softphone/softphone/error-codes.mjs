/** Codes of the wire's `error` message that a client decides by. The set is open: every other code is only passed on. */
export const ErrorCode = Object.freeze({
  authFailed: 'auth_failed',
  authExpired: 'auth_expired',
  sessionRevoked: 'session_revoked',
  sessionReplaced: 'session_replaced',
  sessionLimit: 'session_limit',
  callFailed: 'call_failed',
  callNotFound: 'call_not_found',
});

/** Codes of `error` events that never come from the wire. */
export const ClientErrorCode = Object.freeze({
  /** There is no authenticated socket. */
  transportClosed: 'transport_closed',
  /** The ICE servers could not be fetched. */
  iceFetchFailed: 'ice_fetch_failed',
  /** The user does not let the app have the microphone. */
  micPermissionDenied: 'mic_permission_denied',
  /** The backend minted no token. */
  tokenRefreshFailed: 'token_refresh_failed',
  /** The action fits the state of no call. This client's own word. */
  wrongState: 'wrong_state',
});

/** Why a call ended. An open set on the wire; these are the ones that the client gives by itself. */
export const EndReason = Object.freeze({
  hangup: 'hangup',
  noAnswer: 'no-answer',
  failed: 'failed',
  rejected: 'rejected',
});
