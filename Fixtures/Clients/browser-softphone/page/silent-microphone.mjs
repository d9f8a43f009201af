/**
 * The device's microphone, or silence where there is none or it was denied: the phone of a page that is tried out must ring
 * and answer all the same.
 * @param {(text: string) => void} say is told why the calls are silent; with '' when they are not
 * @returns {(constraints: MediaStreamConstraints) => Promise<MediaStream>} in place of `getUserMedia`
 */
export function microphoneOrSilence(say) {
  return async (constraints) => {
    try {
      const stream = await device().getUserMedia(constraints);
      say('');
      return stream;
    } catch (thrown) {
      say(`${reasonOf(thrown)} You can call and answer; nobody hears you.`);
      return new AudioContext().createMediaStreamDestination().stream;
    }
  };
}

/** Why there is no microphone to be had, before anybody has asked for it; '' when there may be one. */
export function whyNoMicrophone() {
  return navigator.mediaDevices === undefined ? 'This page has no microphone: browsers give one to https and localhost only. You can call and answer; nobody hears you.' : '';
}

function device() {
  if (navigator.mediaDevices === undefined) {
    throw new DOMException('the page is not on https or localhost', 'SecurityError');
  }
  return navigator.mediaDevices;
}

function reasonOf({ name, message }) {
  const reasons = {
    NotAllowedError: 'The microphone was denied.',
    NotFoundError: 'There is no microphone.',
    SecurityError: 'Browsers give a microphone to https and localhost only.',
  };
  return reasons[name] ?? `The microphone cannot be used: ${message}.`;
}
