// The last second that a date of the protocol can name (year 9999).
const lastSecond = 253402300799;

/**
 * What a client may read from its own token: when it expires. Decoded without verification; the server verifies (B.4).
 * @param {string} token
 * @returns {number | null} `exp` in milliseconds since 1970; null when the token is opaque (REFRESH-11)
 */
export function expiresAt(token) {
  const parts = token.split('.');
  if (parts.length !== 3) {
    return null;
  }
  try {
    const exp = JSON.parse(fromBase64Url(parts[1]))?.exp;
    return Number.isInteger(exp) && exp >= 0 && exp <= lastSecond ? exp * 1000 : null;
  } catch {
    return null;
  }
}

function fromBase64Url(text) {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return new TextDecoder().decode(Uint8Array.from(binary, (character) => character.charCodeAt(0)));
}
