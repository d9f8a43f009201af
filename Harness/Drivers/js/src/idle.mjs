// Work of the process that no count covers: reading a module or a file, looking up a name.
const UNCOUNTED = new Set(['FSReqPromise', 'FSReqCallback', 'GetAddrInfoReqWrap', 'GetNameInfoReqWrap', 'QueryReqWrap']);

const TURNS = 2;

/** Waits until the client is at rest: two turns of the event loop in which nothing was counted and nothing is under way. */
export async function idle(ledger) {
  let quiet = 0;
  let seen = ledger.changes;
  while (quiet < TURNS) {
    await turn();
    const isQuiet = ledger.changes === seen && !ledger.isBusy && !hasUncountedWork();
    quiet = isQuiet ? quiet + 1 : 0;
    seen = ledger.changes;
  }
}

/** One real turn of the event loop. */
export function turn() {
  return new Promise((resolve) => setImmediate(resolve));
}

function hasUncountedWork() {
  return process.getActiveResourcesInfo().some((resource) => UNCOUNTED.has(resource));
}
