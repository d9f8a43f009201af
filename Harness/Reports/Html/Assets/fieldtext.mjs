// Writes the members of a message as transcripts do: k=v k={a=1 b=[1, 2]}.

const MOST_CHARACTERS = 120;
const SHORTENED = 80;
const MOST_ITEMS = 12;

/** All members in one line. */
export function fieldText(fields) {
  return Object.entries(fields ?? {}).map(([name, value]) => `${word(name)}=${valueText(value)}`).join(' ');
}

function valueText(value) {
  if (Array.isArray(value)) {
    const more = value.length > MOST_ITEMS ? [`… (${value.length - MOST_ITEMS} more)`] : [];
    return `[${[...value.slice(0, MOST_ITEMS).map(valueText), ...more].join(', ')}]`;
  }
  if (value !== null && typeof value === 'object') {
    return `{${fieldText(value)}}`;
  }
  return typeof value === 'string' ? word(value) : JSON.stringify(value);
}

function word(text) {
  const shown = text.length <= MOST_CHARACTERS || isName(text) ? text : `${text.slice(0, SHORTENED)}… (${text.length} characters)`;
  return isPlain(shown) ? shown : JSON.stringify(shown);
}

const isName = text => /^<[^<>"]+>$/.test(text);

const isPlain = text => isName(text) || /^\+\d+$/.test(text)
  || (/^[^\s\p{Cc}"\\={}[\],<>]+$/u.test(text) && !/^(null|true|false)$/.test(text) && Number.isNaN(Number(text)));
