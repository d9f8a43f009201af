// node mermaid.mjs <list>: parses every Mermaid block of the Markdown files named in the list, one a line.
// Prints one line of JSON per file: { file, diagrams, errors: [...] }.
import { readFileSync } from 'node:fs';
import mermaid from 'mermaid';

for (const file of readFileSync(process.argv[2], 'utf8').split('\n').filter(Boolean)) {
  const blocks = [...readFileSync(file, 'utf8').matchAll(/^```mermaid\n(.*?)^```$/gms)].map(match => match[1]);
  const errors = [];
  for (const block of blocks) {
    try {
      await mermaid.parse(block);
    } catch (error) {
      errors.push(error.message);
    }
  }

  console.log(JSON.stringify({ file, diagrams: blocks.length, errors }));
}
