import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { FakeHarness } from './fake-harness.mjs';

test('the driver of the README connects', async (context) => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const [, source] = readme.match(/```js\n([^]*?)```/);
  // Run from the package's folder, its own name leads back into it.
  const harness = new FakeHarness('--input-type=module', '--eval', source);
  context.after(() => harness.end());
  assert.equal((await harness.hello()).name, 'my-softphone');

  await harness.create('laptop');
  await harness.act('laptop', 'connect');
  const server = harness.lanes.get('laptop');
  const socket = await server.accept();
  await harness.settle();
  await server.until(() => socket.received.length === 1);
  assert.deepEqual(JSON.parse(socket.received[0]), { type: 'authenticate', token: 't0' });
  server.send(1, '{"type":"authenticated"}');
  await harness.settle();
  await harness.act('laptop', 'disconnect');
  await server.until(() => socket.isGone);
  socket.ended = true;
  await harness.settle();
  assert.deepEqual(harness.events.map(({ event }) => event), ['connected', 'disconnected']);
});
