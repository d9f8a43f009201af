import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import Link, { WebSocketServer } from 'ws';
import { dialIn as dialInFromPage } from '../src/browser.mjs';
import { dialIn } from '../src/node.mjs';
import { RpcPeer } from '../src/rpc.mjs';
import { FakeHarness } from './fake-harness.mjs';

const PROBE = fileURLToPath(new URL('probe-driver.mjs', import.meta.url));

let harness;

beforeEach(() => {
  harness = new FakeHarness(PROBE);
});

afterEach(() => harness.end());

/** Waits until a client has told something. */
async function hears(client, text) {
  while (!harness.events.some((event) => event.client === client && event.args.text === text)) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

test('under the real clock many clients run side by side, and nothing is kept back', async () => {
  const clients = ['run1/laptop', 'run2/laptop', 'run3/laptop'];
  await Promise.all(clients.map((client) => harness.create('laptop', { isReal: true, client })));
  assert.equal(harness.state, undefined);
  for (const client of clients) {
    await harness.act(client, 'open');
    await harness.lanes.get(client).accept();
    await hears(client, 'open 1');
    harness.lanes.get(client).send(1, `for ${client}`);
    harness.lanes.get(client).ping(1);
  }
  for (const client of clients) {
    await hears(client, `message 1 for ${client}`);
    const server = harness.lanes.get(client);
    await server.until(() => server.sockets[0].pongs === 1);
  }
  await harness.act(clients[0], 'timer', { name: 'real', after: 20 });
  await harness.act(clients[1], 'fetch', { path: '/v1/x' });
  const server = harness.lanes.get(clients[1]);
  await server.until(() => server.requests.length === 1);
  await server.answer(0, 'ok');
  await hears(clients[1], 'answer 1 200 ok');
  await hears(clients[0], 'timer real');
  assert.ok(harness.events.every(({ args }) => args.at > Date.now() - 60_000));

  await harness.ask('client.dispose', { client: clients[2] });
  const dropped = harness.lanes.get(clients[2]);
  await dropped.until(() => dropped.sockets[0].isGone);
  assert.equal(dropped.sockets[0].code, 1006);
  assert.equal(harness.lanes.get(clients[0]).sockets[0].isGone, false);
});

test('under the real clock a token is asked for and handed over at once', async () => {
  await harness.create('laptop', { isReal: true });
  await harness.act('laptop', 'token');
  harness.answerToken('t1', 'laptop');
  await hears('laptop', 'token t1');
});

test('real and virtual clocks exclude each other, and follow each other', async () => {
  await harness.create('laptop', { isReal: true });
  await assert.rejects(harness.create('phone'), /under the real clock/);
  await assert.rejects(harness.ask('clock.advance', { to: 1 }), /no scenario under the virtual clock/);
  await harness.dispose('laptop');
  await harness.create('phone');
  await assert.rejects(harness.create('tablet', { isReal: true }), /under the virtual clock/);
});

test('the process ends when stdin ends, whatever its clients still do', async () => {
  await harness.create('laptop', { isReal: true });
  await harness.act('laptop', 'interval', { name: 'for ever', after: 1000 });
  await harness.act('laptop', 'open');
  await harness.lanes.get('laptop').accept();
  await harness.end();
  const [code] = await harness.exited;
  assert.equal(code, 0);
});

/** A harness that listens, and one client that answers every button with an event. */
async function listen(dial) {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  const connected = once(server, 'connection');
  const adapter = {
    name: 'dialler', version: '1', capabilities: ['connect'],
    create: ({ emit, fetchToken }) => ({
      act: (action) => (action === 'ask' ? fetchToken().then((token) => emit('log', { text: token })) : emit('log', { text: action })),
      dispose: () => emit('log', { text: 'never heard' }),
    }),
  };
  const done = dial(adapter, `ws://127.0.0.1:${server.address().port}/secret`);
  const [link] = await connected;
  const events = [];
  const peer = new RpcPeer((text) => link.send(text), { event: (params) => void events.push(params), token: () => ({ token: 't1' }) });
  link.on('message', (data) => peer.receive(data.toString()));
  return { server, link, events, peer, done };
}

const SETUP = {
  client: 'c1', lane: 'laptop', rest_base: 'http://127.0.0.1:1', signalling_url: 'ws://127.0.0.1:1/v1/webrtc',
  token: 't0', token_provider: true, storage: 's1', seed: 1, options: {},
};

async function exercise({ server, link, events, peer, done }, capabilities) {
  const hello = await peer.request('hello', { contract: 1, harness: { name: 'conformance', version: '0.1.0' } });
  assert.deepEqual(hello.capabilities, capabilities);
  assert.deepEqual(await peer.request('client.create', SETUP), {});
  await peer.request('act', { client: 'c1', action: 'connect', args: {} });
  await peer.request('act', { client: 'c1', action: 'ask', args: {} });
  while (events.length < 2) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  assert.deepEqual(await peer.request('client.dispose', { client: 'c1' }), {});
  assert.deepEqual(events.map(({ args }) => args.text), ['connect', 't1']);
  link.close();
  await done;
  server.close();
}

test('a page dials in with the real clock only', async () => {
  const own = globalThis.WebSocket;
  globalThis.WebSocket = Link;
  const harnessSide = await listen(dialInFromPage);
  await assert.rejects(harnessSide.peer.request('client.create', { ...SETUP, clock: { now: 0 } }), /no virtual clock/);
  await exercise(harnessSide, ['connect']);
  globalThis.WebSocket = own;
  assert.throws(() => dialInFromPage({}), /where is the harness/);
});

test('Node dials in, too, and keeps the virtual clock', async () => {
  await exercise(await listen(dialIn), ['connect', 'clock', 'pings']);
});

test('what a page loads imports nothing but its neighbours', () => {
  const seen = new Set();
  const look = (name) => {
    if (!seen.has(name)) {
      seen.add(name);
      const source = readFileSync(new URL(`../src/${name}`, import.meta.url), 'utf8');
      for (const [, from] of source.matchAll(/^(?:import|export)[^']*'([^']+)';$/gm)) {
        assert.match(from, /^\.\/[\w-]+\.mjs$/, `${name} imports ${from}`);
        look(from.slice(2));
      }
      assert.doesNotMatch(source, /\bprocess\.|setImmediate|Buffer\b/, name);
    }
  };
  look('browser.mjs');
  assert.ok(seen.has('host.mjs'));
});
