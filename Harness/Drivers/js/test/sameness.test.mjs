import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { FakeHarness } from './fake-harness.mjs';

const PROBE = fileURLToPath(new URL('probe-driver.mjs', import.meta.url));
const RUNS = 20;
const LANES = ['laptop', 'phone'];

/** A busy scenario of two clients: frames both ways at once, answers in another order, timers, chance. */
async function play(harness) {
  const lines = harness.lines.length;
  for (const lane of LANES) {
    await harness.create(lane);
    await harness.act(lane, 'open');
    await harness.act(lane, 'interval', { name: 'tick', after: 30_000 });
    await harness.act(lane, 'fetch', { path: '/v1/a' });
    await harness.act(lane, 'fetch', { path: '/v1/b' });
    await harness.act(lane, 'chance');
  }
  for (const lane of LANES.toReversed()) {
    const server = harness.lanes.get(lane);
    await server.accept();
    await server.until(() => server.requests.length === 2);
    await server.answer(1, 'b');
    await server.answer(0, 'a');
  }
  await harness.settle();
  for (let round = 0; round < 10; round++) {
    for (const lane of LANES.toReversed()) {
      harness.lanes.get(lane).send(1, 'echo me');
      harness.lanes.get(lane).ping(1);
      harness.lanes.get(lane).send(1, `round ${round}`);
    }
    await harness.settle();
    await harness.advance();
  }
  for (const lane of LANES) {
    await harness.dispose(lane);
  }
  // Ids of requests and ports differ from run to run, and nothing else may.
  return harness.lines.slice(lines).map((line) => line.replace(/"id":\d+/, '"id":0'));
}

test(`${RUNS} runs of one scenario look the same`, async (context) => {
  const harness = new FakeHarness(PROBE);
  context.after(() => harness.end());
  const first = await play(harness);
  assert.ok(first.length > 50);
  for (let run = 1; run < RUNS; run++) {
    assert.deepEqual(await play(harness), first, `run ${run}`);
  }
});
