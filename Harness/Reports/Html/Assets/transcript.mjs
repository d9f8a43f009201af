// A run as plain text, to read, to search and to paste into a mail.

import { duration } from './ladder.mjs';

/** One line an entry, and one wherever time has passed. */
export function transcriptText(entries) {
  const width = entries.reduce((most, entry) => Math.max(most, entry.from.length, entry.to.length), 0);
  const lines = [];
  let before = 0;
  for (const entry of entries) {
    if (entry.at !== before) {
      lines.push(`+${duration(entry.at - before)}`);
      before = entry.at;
    }
    const marks = entry.marks.map(mark => ` [${mark}]`).join('');
    lines.push(`${entry.from.padEnd(width)} ${entry.injected ? '=>' : '->'} ${entry.to.padEnd(width)}  ${entry.name.padEnd(20)}  ${entry.details}${marks}`.trimEnd());
  }
  return lines.join('\n');
}
