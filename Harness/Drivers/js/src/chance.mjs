/** Puts the client's chance under a seed. The function that is returned gives the process its own chance back. */
export function seedChance(seed) {
  const draw = mulberry32(seed);
  const undo = [
    replace(Math, 'random', draw),
    replace(crypto, 'getRandomValues', (array) => fill(array, draw)),
    replace(crypto, 'randomUUID', () => uuid(draw)),
  ];
  return () => undo.forEach((restore) => restore());
}

// Small, even enough for jitter and ids, and the same everywhere.
function mulberry32(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function fill(array, draw) {
  const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  for (let i = 0; i < bytes.length; i++) {
    bytes[i] = Math.floor(draw() * 256);
  }
  return array;
}

// Version 4. RFC 9562 §5.4.
function uuid(draw) {
  const bytes = fill(new Uint8Array(16), draw);
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

function replace(owner, name, value) {
  const own = Object.getOwnPropertyDescriptor(owner, name);
  Object.defineProperty(owner, name, { value, writable: true, configurable: true });
  return () => (own ? Object.defineProperty(owner, name, own) : delete owner[name]);
}
