// Runs the steps of the examples in docs/ci.md as plain shell, each job in a folder of its own, so that they cannot rot.
// Usage: node .ci/docs-steps.mjs FEED, a folder with the packages. What a CI system does around the steps (a matrix, artefacts) is done here.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const { parse } = createRequire(join(root, 'Tests/Harness.Tests/tools/package.json'))('yaml');
const feed = resolve(process.argv[2]);

/** A folder as it is after a checkout of somebody's client: its driver and its known-failing list. */
function checkout(work, name) {
  const folder = join(work, name);
  mkdirSync(folder);
  writeFileSync(join(folder, 'driver.mjs'), `import ${JSON.stringify(join(root, 'Fixtures/Clients/node-softphone/driver.mjs'))};\n`);
  writeFileSync(join(folder, 'known-failing.yaml'), 'waivers:\n');
  writeFileSync(join(folder, 'nuget.config'), `<configuration><packageSources><clear /><add key="check" value="${feed}" /></packageSources></configuration>\n`);
  return folder;
}

function shell(folder, script, env) {
  console.log(`$ ${script.trim()}`);
  execFileSync('bash', ['-euo', 'pipefail', '-c', script], { cwd: folder, stdio: 'inherit', env: { ...process.env, CI: 'true', ...env } });
}

function copy(from, to, names) {
  for (const name of names) {
    cpSync(join(from, name), join(to, name), { recursive: true });
  }
}

function github(file, work) {
  const store = join(work, 'artefacts');
  mkdirSync(store);
  for (const [name, job] of Object.entries(file.jobs)) {
    const matrix = job.strategy?.matrix ?? { one: [undefined] };
    const [key, values] = Object.entries(matrix)[0];
    for (const value of values) {
      const filled = (text) => text.replaceAll(`\${{ matrix.${key} }}`, value);
      const folder = checkout(work, `${name}-${value ?? ''}`);
      for (const step of job.steps) {
        const action = step.uses?.split('@')[0];
        if (step.run) {
          shell(folder, filled(step.run), { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: join(folder, 'job-page.md') });
        } else if (action === 'actions/upload-artifact') {
          cpSync(join(folder, filled(step.with.path)), join(store, filled(step.with.name)), { recursive: true });
        } else if (action === 'actions/download-artifact') {
          cpSync(store, folder, { recursive: true });
        } else if (!['actions/checkout', 'actions/setup-dotnet'].includes(action)) {
          throw new Error(`docs/ci.md uses '${step.uses}', which is not known here`);
        }
      }
    }
  }
  return store;
}

function gitlab(file, work) {
  const store = join(work, 'artefacts');
  mkdirSync(store);
  for (const [name, job] of Object.entries(file)) {
    for (let index = 1; index <= (job.parallel ?? 1); index++) {
      const env = { GITLAB_CI: 'true', CI_NODE_INDEX: `${index}`, CI_NODE_TOTAL: `${job.parallel ?? 1}` };
      const folder = checkout(work, `${name}-${index}`);
      cpSync(store, folder, { recursive: true });
      job.script.forEach((line) => shell(folder, line, env));
      copy(folder, store, job.artifacts.paths.map((path) => path.replaceAll('$CI_NODE_INDEX', env.CI_NODE_INDEX)));
    }
  }
  return store;
}

const page = readFileSync(join(root, 'docs/ci.md'), 'utf8');
const blocks = [...page.matchAll(/<!-- steps: (\w+) -->\n```yaml\n([\s\S]*?)```/g)];
if (blocks.length !== 2) {
  throw new Error(`docs/ci.md has ${blocks.length} examples, not 2`);
}
for (const [, system, text] of blocks) {
  console.log(`-- ${system}`);
  const work = mkdtempSync(join(tmpdir(), 'ci-steps-'));
  try {
    const store = { github, gitlab }[system](parse(text), work);
    for (const form of ['report.json', 'junit.xml', 'summary.md', 'transcripts']) {
      if (!existsSync(join(store, 'report', form))) {
        throw new Error(`the ${system} example left no ${form}`);
      }
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
