/**
 * What the address of the page says after the `#`, which no server gets to see: `as`, a name that keeps this phone apart from
 * others of the same origin, and `token`, with which it signs in at once. The token does not stay in the address.
 * @returns {{ as: string | null, token: string | null }}
 */
export function readStartAddress() {
  const given = new URLSearchParams(location.hash.slice(1));
  const as = given.get('as');
  const token = given.get('token');
  if (token !== null) {
    history.replaceState(null, '', as === null ? location.pathname : `#${new URLSearchParams({ as })}`);
  }
  return { as, token };
}
