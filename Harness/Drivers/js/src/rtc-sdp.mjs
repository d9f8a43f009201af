// Session descriptions as a WebRTC endpoint writes them: one host candidate, everything bundled, no media behind.

const ICE_CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const ADDRESS = '192.0.2.10';

/** What an offer of audio offers, best first. */
const OFFERED = [
  { payload: '111', name: 'opus/48000/2', format: 'minptime=10;useinbandfec=1' },
  { payload: '0', name: 'PCMU/8000' },
  { payload: '101', name: 'telephone-event/8000', format: '0-15' },
];

const DIRECTIONS = ['sendrecv', 'sendonly', 'recvonly', 'inactive'];

/** Credentials of a gathering: new ones for each connection and each ICE restart. RFC 8839 §5.4. */
export function makeCredentials() {
  return { ufrag: text(4), password: text(24) };
}

/** Who one end is, for as long as its connection lives. */
export function makeIdentity() {
  const session = 1 + Math.floor(Math.random() * Number.MAX_SAFE_INTEGER);
  const hash = Array.from({ length: 32 }, () => Math.floor(Math.random() * 256).toString(16).padStart(2, '0').toUpperCase());
  return { session: String(session), port: 50000 + (session % 10000), fingerprint: hash.join(':') };
}

/** The candidate line, without `a=`. */
export function candidateOf({ port }, { ufrag }) {
  return `candidate:1 1 udp 2130706431 ${ADDRESS} ${port} typ host generation 0 ufrag ${ufrag}`;
}

/**
 * Writes a description.
 * @param {{ identity: object, credentials: object, version: number, hasCandidates: boolean }} end
 * @param {{ kind: string, mid: string, direction: string, setup: string, codecs?: object[], msid?: string, isRefused?: boolean }[]} media
 */
export function writeSdp({ identity, credentials, version, hasCandidates }, media) {
  const bundled = media.filter(({ isRefused }) => !isRefused).map(({ mid }) => mid);
  const head = [
    'v=0', `o=- ${identity.session} ${version} IN IP4 127.0.0.1`, 's=-', 't=0 0',
    ...(bundled.length > 0 ? [`a=group:BUNDLE ${bundled.join(' ')}`] : []),
    'a=msid-semantic: WMS',
  ];
  const candidates = hasCandidates ? [`a=${candidateOf(identity, credentials)}`, 'a=end-of-candidates'] : [];
  const sections = media.flatMap((section) =>
    section.isRefused ? writeRefused(section) : writeSection(section, identity, credentials, candidates));
  return [...head, ...sections].map((line) => `${line}\r\n`).join('');
}

function writeSection({ kind, mid, direction, setup, codecs = OFFERED, msid }, identity, credentials, candidates) {
  const port = candidates.length > 0 ? identity.port : 9;
  const address = candidates.length > 0 ? ADDRESS : '0.0.0.0';
  return [
    `m=${kind} ${port} UDP/TLS/RTP/SAVPF ${codecs.map(({ payload }) => payload).join(' ')}`,
    `c=IN IP4 ${address}`, `a=rtcp:${port} IN IP4 ${address}`,
    ...candidates,
    `a=ice-ufrag:${credentials.ufrag}`, `a=ice-pwd:${credentials.password}`, 'a=ice-options:trickle',
    `a=fingerprint:sha-256 ${identity.fingerprint}`, `a=setup:${setup}`,
    `a=mid:${mid}`, `a=${direction}`, ...(msid ? [`a=msid:${msid}`] : []), 'a=rtcp-mux',
    ...codecs.flatMap(({ payload, name, format }) => [
      `a=rtpmap:${payload} ${name}`, ...(format ? [`a=fmtp:${payload} ${format}`] : []),
    ]),
  ];
}

function writeRefused({ kind, mid, protocol = 'UDP/TLS/RTP/SAVPF', formats = ['0'] }) {
  return [`m=${kind} 0 ${protocol} ${formats.join(' ')}`, 'c=IN IP4 0.0.0.0', `a=mid:${mid}`, 'a=inactive'];
}

/** Reads what a peer connection needs to know of a description; null when the text is none. RFC 8866. */
export function readSdp(sdp) {
  const lines = String(sdp).split(/\r?\n/).filter((line) => line !== '');
  if (lines[0] !== 'v=0' || lines.some((line) => !/^[a-z]=/.test(line))) {
    return null;
  }
  const starts = lines.flatMap((line, i) => (line.startsWith('m=') ? [i] : []));
  const session = lines.slice(0, starts[0] ?? lines.length);
  return { media: starts.map((start, i) => readSection(lines.slice(start, starts[i + 1]), session, i)) };
}

function readSection([first, ...own], session, index) {
  const [kind, port, protocol, ...formats] = first.slice(2).split(' ');
  const all = [...own, ...session].filter((line) => line.startsWith('a=')).map((line) => line.slice(2));
  const value = (name) => all.find((line) => line.startsWith(`${name}:`))?.slice(name.length + 1).trim();
  return {
    kind, protocol, formats, isRefused: port === '0' && !all.includes('bundle-only'),
    mid: value('mid') ?? String(index),
    direction: all.find((line) => DIRECTIONS.includes(line)) ?? 'sendrecv',
    setup: value('setup'), ufrag: value('ice-ufrag'), password: value('ice-pwd'), fingerprint: value('fingerprint'),
    msid: value('msid'), codecs: readCodecs(formats, all),
  };
}

function readCodecs(formats, attributes) {
  return formats.map((payload) => {
    const map = attributes.find((line) => line.startsWith(`rtpmap:${payload} `));
    const format = attributes.find((line) => line.startsWith(`fmtp:${payload} `));
    // PCMU has a payload number of its own and needs no rtpmap. RFC 3551 §6.
    const name = map?.slice(`rtpmap:${payload} `.length).trim() ?? (payload === '0' ? 'PCMU/8000' : '');
    return { payload, name, format: format?.slice(`fmtp:${payload} `.length).trim() };
  });
}

/** The offer's codecs that this end knows, with the offer's payload numbers. RFC 3264 §6.1. */
export function commonCodecs(offered) {
  const known = /^(opus\/48000\/2|PCMU\/8000|telephone-event\/(8000|48000))$/i;
  return offered.filter(({ name }) => known.test(name));
}

/** The same direction, seen from the other end. */
export function mirrored(direction) {
  return { sendonly: 'recvonly', recvonly: 'sendonly' }[direction] ?? direction;
}

/** What both ends want of a direction. */
export function narrowed(own, other) {
  const sends = own.includes('send') && other.includes('send');
  const receives = (own.includes('recv')) && other.includes('recv');
  return sends && receives ? 'sendrecv' : sends ? 'sendonly' : receives ? 'recvonly' : 'inactive';
}

function text(length) {
  return Array.from({ length }, () => ICE_CHARACTERS[Math.floor(Math.random() * ICE_CHARACTERS.length)]).join('');
}
