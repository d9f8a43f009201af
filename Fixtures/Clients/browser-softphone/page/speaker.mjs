/**
 * Plays what the far end says.
 * @param {MediaStream} stream
 * @returns {() => void} stops it
 */
export function playRemote(stream) {
  const audio = new Audio();
  audio.srcObject = stream;
  // Refused until the page was touched: a person has pressed a button by then, and a driven page has nobody to hear it.
  audio.play().catch(() => {});
  return () => {
    audio.pause();
    audio.srcObject = null;
  };
}
