// node schemas.mjs <folder> <frames>: checks frames, one line of JSON each ({ schema, frame }), against the schemas in the folder.
// Prints one line of JSON per frame: null where it is valid, else what is wrong.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';

const [folder, frames] = process.argv.slice(2);
const ajv = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true, strictRequired: false, strictTypes: false });
addFormats(ajv);
const known = new Map();
const validatorOf = name => {
  if (!known.has(name)) known.set(name, ajv.compile(JSON.parse(readFileSync(join(folder, name + '.schema.json'), 'utf8'))));
  return known.get(name);
};

for (const line of readFileSync(frames, 'utf8').split('\n').filter(Boolean)) {
  const { schema, frame } = JSON.parse(line);
  const validate = validatorOf(schema);
  console.log(JSON.stringify(validate(frame) ? null : ajv.errorsText(validate.errors)));
}
