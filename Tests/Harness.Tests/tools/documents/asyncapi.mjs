// node asyncapi.mjs <file>: reads an AsyncAPI document with the official parser.
// Prints one line of JSON: { operations, messages, diagnostics: [{ severity, code, at, message }] }; severity 0 is an error, 1 a warning.
import { readFileSync } from 'node:fs';
import parser from '@asyncapi/parser';

const { document, diagnostics } = await new parser.Parser().parse(readFileSync(process.argv[2], 'utf8'));
console.log(JSON.stringify({
  operations: document?.allOperations().length ?? 0,
  messages: document?.allMessages().length ?? 0,
  diagnostics: diagnostics.map(({ severity, code, path, message }) => ({ severity, code, at: path.join('/'), message })),
}));
