/**
 * Counts what crosses the border to the server, and keeps what arrives until the harness lets it through.
 * One for each scenario under the virtual clock. Decisions (asked, sent, ending) are counted when the client takes them,
 * arrivals when they are physically here, and what the client has seen when it is handed over.
 */
export class Ledger {
  isKept = true;

  /** Raised by everything that happens: idle means that it stands still. */
  changes = 0;

  #underWay = 0;
  #asked = 0;
  #requests = new Map();
  #sockets = new Map();
  #accepted = new Map();
  #kept = [];
  #watchers = new Set();
  #openRequests = new Set();
  #isOver = false;

  /** Something local is under way that no count covers (a TCP connect, a key being derived). */
  get isBusy() {
    return this.#underWay > 0;
  }

  /** The client asks for something; `what` is `METHOD /path`, or `token`. `sever` lets go of it without a word. */
  ask(lane, what, sever) {
    const key = `${lane} ${what}`;
    const count = this.#requests.get(key) ?? { open: 0, landed: 0 };
    this.#requests.set(key, count);
    this.touch();
    return new KeptRequest(this, { lane, key, order: ++this.#asked, count, sever });
  }

  /** The server has accepted an upgrade (101 is here): the socket gets its number. */
  accept(lane, sever) {
    const number = (this.#accepted.get(lane) ?? 0) + 1;
    this.#accepted.set(lane, number);
    const socket = new KeptSocket(this, lane, number, sever);
    this.#sockets.set(socket.name, socket);
    this.touch();
    return socket;
  }

  /** Runs something local in a turn of its own, before the client counts as idle. */
  soon(deliver) {
    const done = this.begin();
    setImmediate(() => {
      done();
      deliver();
    });
  }

  /** Marks local work until the function it returns is called. */
  begin() {
    this.#underWay++;
    this.touch();
    let isDone = false;
    return () => {
      if (!isDone) {
        isDone = true;
        this.#underWay--;
        this.touch();
      }
    };
  }

  keep(item) {
    this.#kept.push(item);
    this.touch();
  }

  drop(owner) {
    this.#kept = this.#kept.filter((item) => item.owner !== owner);
    this.touch();
  }

  touch() {
    this.changes++;
    this.#watchers.forEach((look) => look());
  }

  /** Waits until everything that the fake has done has arrived. Rejects when the scenario ends meanwhile. */
  arrival(told) {
    return new Promise((resolve, reject) => {
      const look = () => {
        if (this.#isOver) {
          this.#watchers.delete(look);
          reject(new Error('the scenario is over'));
        } else if (this.missing(told).length === 0) {
          this.#watchers.delete(look);
          resolve();
        }
      };
      this.#watchers.add(look);
      look();
    });
  }

  /** What has not arrived yet, for people. */
  missing({ sockets, answered }) {
    const requests = Object.entries(answered)
      .filter(([key, count]) => (this.#requests.get(key)?.landed ?? 0) < count)
      .map(([key, count]) => `${key}: ${this.#requests.get(key)?.landed ?? 0} of ${count} answers`);
    const frames = Object.entries(sockets)
      .map(([name, fake]) => this.#sockets.get(name)?.missing(fake) ?? `${name}: is not open`)
      .filter((text) => text !== '');
    return [...requests, ...frames];
  }

  /** Takes the first item that may be handed over: by lane, requests before sockets, then in order. */
  take(told) {
    const [first] = this.#kept.filter((item) => item.isDue(told)).sort(byPlace);
    if (first) {
      this.#kept.splice(this.#kept.indexOf(first), 1);
      this.touch();
    }
    return first;
  }

  /** Lets go of everything of one lane without a word: sockets break, answers never come. */
  sever(lane) {
    for (const request of [...this.#openRequests]) {
      if (request.lane === lane) {
        request.sever();
      }
    }
    for (const socket of this.#sockets.values()) {
      if (socket.lane === lane) {
        socket.sever();
      }
    }
    this.#kept = this.#kept.filter((item) => item.lane !== lane);
    this.touch();
  }

  /** The scenario is over: whoever waits is told. */
  end() {
    this.#isOver = true;
    this.touch();
  }

  /** Counts for the harness. */
  state() {
    const sockets = [...this.#sockets.values()].map((socket) => [socket.name, socket.state()]);
    const open = [...this.#requests].filter(([, count]) => count.open > 0).map(([key, count]) => [key, count.open]);
    return { sockets: sorted(sockets), open: sorted(open) };
  }

  opened(request) {
    this.#openRequests.add(request);
  }

  closed(request) {
    this.#openRequests.delete(request);
  }
}

// Which of two sockets opened first is chance, and is not to be seen.
function sorted(entries) {
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function byPlace(a, b) {
  if (a.lane !== b.lane) {
    return a.lane < b.lane ? -1 : 1;
  }
  return a.number - b.number || a.order - b.order;
}

/** One request: open until its answer is handed over, or the client gives it up. */
class KeptRequest {
  #ledger;
  #place;
  #sever;
  #connecting;
  #isOpen = true;
  #hasLanded = false;

  constructor(ledger, { lane, key, order, count, sever }) {
    this.#ledger = ledger;
    this.lane = lane;
    this.#place = { lane, key, order, count };
    this.#sever = sever;
    // The connect is local work: the harness is told "idle" only when the server can have heard of the request.
    this.#connecting = ledger.begin();
    count.open++;
    ledger.opened(this);
  }

  /** The server can hear of it from here on. */
  connected() {
    this.#connecting();
  }

  /** The answer is here, or the server broke it off. Without `deliver` there is nothing to hand over (an upgrade). */
  land(deliver) {
    if (this.#hasLanded || !this.#isOpen) {
      return;
    }
    this.#hasLanded = true;
    this.#connecting();
    const { key, count } = this.#place;
    const nth = ++count.landed;
    if (deliver) {
      this.#keep((told) => nth <= (told.answered[key] ?? 0), deliver);
    } else {
      this.#close();
    }
  }

  /** It never reached the server, which therefore cannot count it: handed over with whatever comes next. */
  fail(deliver) {
    if (!this.#hasLanded && this.#isOpen) {
      this.#hasLanded = true;
      this.#keep(() => true, deliver);
      this.#connecting();
    }
  }

  /** The client does not want it any more. An answer that is already here is dropped. */
  giveUp() {
    if (this.#isOpen) {
      this.#connecting();
      this.#ledger.drop(this);
      this.#close();
    }
  }

  sever() {
    this.giveUp();
    this.#sever?.();
  }

  #keep(isDue, deliver) {
    const { lane, order } = this.#place;
    const open = () => {
      this.#close();
      deliver();
    };
    this.#ledger.keep({ owner: this, lane, number: 0, order, isDue, deliver: open });
  }

  #close() {
    if (this.#isOpen) {
      this.#isOpen = false;
      this.#place.count.open--;
      this.#ledger.closed(this);
      this.#ledger.touch();
    }
  }
}

/** One accepted WebSocket. */
class KeptSocket {
  #ledger;
  #sever;
  #order = 0;
  #sent = 0;
  #landed = 0;
  #isEnding = false;
  #isGone = false;
  #isEnded = false;
  #isDeaf = false;

  constructor(ledger, lane, number, sever) {
    this.#ledger = ledger;
    this.lane = lane;
    this.number = number;
    this.name = `${lane}#${number}`;
    this.#sever = sever;
  }

  /** The client sends a frame. */
  sent() {
    this.#sent++;
    this.#ledger.touch();
  }

  /** Kept until the fake tells of the socket: the client then finds it open. */
  open(deliver) {
    this.#keep((told) => this.name in told.sockets, () => this.#hear(deliver));
  }

  /** A frame is here. */
  arrive(deliver) {
    const nth = ++this.#landed;
    this.#keep((told) => nth <= (told.sockets[this.name]?.sent ?? 0), () => this.#hear(deliver));
  }

  /** The client has decided to end it. */
  ending() {
    this.#isEnding = true;
    this.#ledger.touch();
  }

  /** The end is here; it is kept back until the fake has noticed it, too. */
  end(deliver) {
    if (!this.#isGone) {
      this.#isGone = true;
      this.#keep((told) => told.sockets[this.name]?.ended === true, () => {
        this.#isEnded = true;
        this.#hear(deliver);
      });
    }
  }

  /** The client hears nothing more of it, while the counts go on. */
  dropKept() {
    this.#isDeaf = true;
  }

  /** Breaks it without a word. */
  sever() {
    this.#isDeaf = true;
    this.#isEnding = true;
    this.#isGone = true;
    this.#isEnded = true;
    this.#sever();
  }

  missing({ sent, ended }) {
    if (ended && !this.#isGone) {
      return `${this.name}: has not ended`;
    }
    return this.#landed < sent && !this.#isGone ? `${this.name}: ${this.#landed} of ${sent} frames` : '';
  }

  state() {
    return { sent: this.#sent, landed: this.#landed, ending: this.#isEnding, ended: this.#isEnded };
  }

  #hear(deliver) {
    if (!this.#isDeaf) {
      deliver?.();
    }
  }

  #keep(isDue, deliver) {
    this.#ledger.keep({ owner: this, lane: this.lane, number: this.number, order: ++this.#order, isDue, deliver });
  }
}
