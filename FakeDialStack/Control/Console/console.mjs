import { Api } from './api.mjs';
import { Calls } from './calls.mjs';
import { find } from './dom.mjs';
import { Events } from './events.mjs';
import { People } from './people.mjs';
import { Phones } from './phones.mjs';
import { Server } from './server.mjs';
import { Sessions } from './sessions.mjs';
import { Timeline } from './timeline.mjs';

const quiet = 60;

const api = new Api();
const said = find('#said');
const timeline = new Timeline();
const server = new Server(api, run);
const parts = [new People(api, run, new Phones(api, run)), new Calls(api, run), new Sessions(api, run)];
let timer = null;
let ringing = '';

/** Does something that a person asked for, and says what went wrong with it. */
async function run(work) {
  said.hidden = true;
  try {
    await work();
    await refresh();
  } catch (thrown) {
    failed(thrown);
  }
}

function failed(thrown) {
  if (thrown.status === 401) {
    lock(true);
    return;
  }
  said.textContent = thrown.message;
  said.hidden = false;
}

function lock(isLocked) {
  find('#unlock').hidden = !isLocked;
  find('#main').hidden = isLocked;
}

async function refresh() {
  const state = await api.get('state');
  parts.forEach((part) => part.draw(state));
  announce(state.calls);
  await server.draw();
}

function announce(calls) {
  const now = calls.filter(({ state }) => state === 'ringing').map(({ user, direction }) => `${direction === 'inbound' ? user : 'the far end'} is ringing`).join(', ');
  if (now !== ringing) {
    ringing = now;
    find('#heard').textContent = now;
  }
}

// Many entries come at once; the state is asked for when they have come.
function refreshSoon() {
  timer ??= setTimeout(() => {
    timer = null;
    refresh().catch(failed);
  }, quiet);
}

const events = new Events(api, {
  entries(entries) {
    timeline.add(entries);
    refreshSoon();
  },
  gap() {
    timeline.clear();
  },
  state(isLive, refused) {
    const live = find('#live');
    live.textContent = isLive ? 'live' : refused?.status === 401 ? 'token needed' : 'the fake is not there; trying again…';
    live.className = isLive ? 'badge good' : 'badge bad';
    if (refused?.status === 401) {
      lock(true);
    } else if (isLive) {
      lock(false);
      run(() => server.start());
    }
  },
});

document.forms.unlock.addEventListener('submit', (event) => {
  event.preventDefault();
  api.useToken(document.forms.unlock.elements.token.value.trim());
  events.follow();
});

events.follow();
