const units = { '': 1000, ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * Reads a duration of the scenario language: a number of seconds, or a text such as `500ms`, `3s`, `1h30m`, `-5m`.
 * @param {string | number | null | undefined} given
 * @returns {number} milliseconds; 0 for none
 */
export function milliseconds(given) {
  const text = String(given ?? 0);
  const rest = text.replace(/^-/, '');
  const parts = [...rest.matchAll(/([0-9.]+)([a-z]*)/g)];
  const isWhole = rest !== '' && parts.map(([part]) => part).join('') === rest;
  if (!isWhole || parts.some(([, number, unit]) => !Object.hasOwn(units, unit) || Number.isNaN(Number(number)))) {
    throw new Error(`'${text}' is no duration`);
  }
  const sum = parts.reduce((total, [, number, unit]) => total + Number(number) * units[unit], 0);
  return text.startsWith('-') ? -sum : sum;
}
