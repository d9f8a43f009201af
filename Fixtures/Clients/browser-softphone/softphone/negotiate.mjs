/**
 * Describes media for a call that goes on meanwhile.
 * @param {import('./context.mjs').Context} context
 * @param {import('./call.mjs').Call} call
 * @param {(peer: import('./peer.mjs').Peer) => Promise<string>} describe
 * @returns {Promise<string | null>} null when it failed, which is logged, or when the call has no use for it any more: it has
 * ended, its socket was lost, or its media was begun anew
 */
export async function negotiate(context, call, describe) {
  const { peer } = call;
  const isWanted = () => call.isLive && !call.isPending && call.peer === peer && !context.isOver;
  try {
    const sdp = await describe(peer);
    return isWanted() ? sdp : null;
  } catch (thrown) {
    if (isWanted()) {
      context.log('warning', `no media could be described: ${thrown.message}`);
    }
    return null;
  }
}
