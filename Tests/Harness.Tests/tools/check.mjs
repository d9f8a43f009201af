// node check.mjs <schema> <list>: checks each YAML file named in the list, one a line, against the schema.
// Prints one line of JSON per file: { file, errors: [...] }.
import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { parse } from 'yaml';

const [schema, list] = process.argv.slice(2);
const ajv = new Ajv({ allErrors: true, strict: false });
const validate = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')));

for (const file of readFileSync(list, 'utf8').split('\n').filter(Boolean)) {
  let errors;
  try {
    const isValid = validate(parse(readFileSync(file, 'utf8')));
    errors = isValid ? [] : validate.errors.map(e => `${e.instancePath} ${e.message} ${JSON.stringify(e.params)}`);
  } catch (error) {
    errors = [`not YAML: ${error.message}`];
  }
  console.log(JSON.stringify({ file, errors }));
}
