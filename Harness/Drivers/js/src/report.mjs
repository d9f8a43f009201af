/** Tells people what went wrong in the client or the driver: stderr lands in the report. */
export function complain(what, thrown) {
  console.error(thrown === undefined ? what : `${what}: ${thrown?.stack ?? thrown}`);
}
