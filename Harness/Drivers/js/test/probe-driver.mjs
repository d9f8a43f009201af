// A driver whose client does one thing for each action, and tells everything that happens to it.
import { serveStdio } from '../src/node.mjs';

function probe({ lane, restBase, signallingUrl, fetchToken, storage, emit, options }) {
  const sockets = [];
  const aborts = [];
  const timers = new Map();
  const tell = (what, more = {}) => emit('log', { text: what, at: Date.now(), ...more });

  const actions = {
    open({ url = signallingUrl, headers, mute }) {
      const socket = new WebSocket(url, ['dialstack.webrtc.v1'], { headers });
      const n = sockets.push(socket);
      socket.onopen = () => tell(`open ${n}`, { protocol: socket.protocol });
      socket.onmessage = ({ data }) => {
        tell(`message ${n} ${data}`);
        if (data === 'echo me') {
          socket.send('echo');
        }
        if (data === 'close me') {
          socket.close(4000, 'as told');
        }
      };
      socket.onerror = ({ status }) => tell(`error ${n}`, { status });
      socket.onclose = ({ code, reason, wasClean }) => tell(`close ${n} ${code}`, { reason, wasClean, readyState: socket.readyState });
      if (mute) {
        socket.onping = (event) => event.preventDefault();
      }
    },
    send: ({ socket = 1, text }) => sockets[socket - 1].send(text),
    close: ({ socket = 1, code, reason }) => sockets[socket - 1].close(code, reason),
    fetch({ path, method, body, url }) {
      const abort = new AbortController();
      const n = aborts.push(abort);
      fetch(url ?? restBase + path, { method, body, signal: abort.signal })
        .then(async (answer) => tell(`answer ${n} ${answer.status} ${await answer.text()}`))
        .catch((thrown) => tell(`fetch ${n} ${thrown.name}`));
    },
    abort: ({ fetch = 1 }) => aborts[fetch - 1].abort(),
    timeout({ path, after }) {
      fetch(restBase + path, { signal: AbortSignal.timeout(after) }).catch((thrown) => tell(`timeout ${thrown.name}`));
    },
    token: () => fetchToken().then((token) => tell(`token ${token}`), (refused) => tell(`no token: ${refused.message}`)),
    timer: ({ name, after }) => timers.set(name, setTimeout(() => tell(`timer ${name}`), after)),
    interval: ({ name, after }) => timers.set(name, setInterval(() => tell(`interval ${name}`), after)),
    clear: ({ name }) => clearTimeout(timers.get(name)),
    throwing: () => setTimeout(() => { throw new Error('out of a timer'); }, 10),
    chance: () => tell('chance', { numbers: [Math.random(), Math.random()], id: crypto.randomUUID(), bytes: [...crypto.getRandomValues(new Uint8Array(4))] }),
    now: () => tell('now', { performance: performance.now(), options }),
    async digest() {
      const key = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign']);
      await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key.privateKey, new Uint8Array(1000));
      tell('digested');
    },
    store: ({ value }) => storage.setItem('value', value),
    stored: () => tell(`stored ${storage.getItem('value')}`),
    print() {
      console.log('not the contract');
      process.stdout.write('not the contract either\n');
    },
    refuse: () => Promise.reject(new Error(`${lane} has no such button`)),
    wait: () => new Promise(() => {}),
  };

  return {
    act: (action, args) => actions[action](args),
    dispose() {
      tell('never heard');
      sockets.forEach((socket) => socket.close());
    },
  };
}

serveStdio({ name: 'probe', version: '1.2.3', capabilities: ['connect'], silentMediaPatience: 20, create: probe });
