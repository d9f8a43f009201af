const longest = 32;
const decoration = ' ()-./\u00a0';
const dialable = /^[0-9+*#A-D]$/;

/**
 * Makes what a person typed into what `call.create` may carry (E.1, CALL-03): a PSTN number as E.164; extensions, feature
 * codes and emergency numbers as they were typed.
 * @param {string} typed
 * @returns {string | null} null when it cannot be dialled: other characters, empty, or too long
 */
export function cleanDestination(typed) {
  let kept = '';
  for (const character of typed.trim()) {
    const upper = character.toUpperCase();
    if (dialable.test(upper)) {
      kept += upper;
    } else if (!decoration.includes(character)) {
      return null;
    }
  }
  const clean = asE164(kept);
  return clean.length > 0 && clean.length <= longest ? clean : null;
}

// Numbers of the North American plan only: area code and exchange start with 2 to 9.
function asE164(dialled) {
  const digits = dialled.length === 11 && dialled.startsWith('1') ? dialled.slice(1) : dialled;
  return /^[2-9]\d{2}[2-9]\d{6}$/.test(digits) ? `+1${digits}` : dialled;
}
