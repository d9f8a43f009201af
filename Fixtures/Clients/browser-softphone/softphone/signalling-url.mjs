const path = '/v1/webrtc';

/**
 * Derives the address of the signalling socket from the REST base (B.1, CF-01): `http` becomes `ws`, `https` becomes
 * `wss`, a leading `api.` label becomes `webrtc.`; port and path prefix stay.
 * @param {string} restBase
 * @returns {string}
 */
export function signallingUrl(restBase) {
  const base = new URL(restBase);
  const scheme = base.protocol === 'https:' ? 'wss:' : 'ws:';
  const host = base.host.replace(/^api\./i, 'webrtc.');
  const prefix = base.pathname.replace(/\/+$/, '');
  return `${scheme}//${host}${prefix.endsWith(path) ? prefix : prefix + path}`;
}
