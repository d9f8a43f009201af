import { choices } from './calls.mjs';
import { List, find, make } from './dom.mjs';

const verbs = ['ignore', 'delay', 'answer', 'refuse', 'close-before'];

/** The server's own behaviour: profile, switches, limits, rules; and the account's keys. */
export class Server {
  #api;
  #run;
  #settings = new Map();
  #rules = new List(find('#rules'), ({ name, number }) => `${number} ${name}`, ({ name, times, fired }) => [
    make('div', { className: 'who' }, make('b', { textContent: name }), make('span', { textContent: times === null ? `worked ${fired} times` : `worked ${fired} of ${times} times` })),
  ]);

  constructor(api, run) {
    const { profile, setting, rule } = document.forms;
    this.#api = api;
    this.#run = run;
    choices(rule.elements.verb, verbs);
    setting.elements.name.addEventListener('change', () => this.#show());
    this.#on(profile, async () => this.#take(await api.post('profile', { profile: profile.elements.profile.value })));
    this.#on(setting, async () => this.#take(await api.post('settings', { [setting.elements.name.value]: setting.elements.value.value })));
    this.#on(rule, () => this.#addRule(rule.elements));
    find('#no-rules').addEventListener('click', () => run(() => api.delete('rules')));
  }

  /** What does not change by itself is asked for once. */
  async start() {
    const account = await this.#api.get('account');
    find('#account').replaceChildren(...[
      ['id', account.id], ['platform key', account.platform_key], ['REST', `${location.origin}/v1`],
      ['signalling', `${location.origin.replace(/^http/, 'ws')}/v1/webrtc`],
      ...account.webhooks.flatMap(({ url, secret }) => [['webhooks', url], ['signed with', secret]]),
    ].flatMap(([name, value]) => [make('dt', { textContent: name }), make('dd', { textContent: value })]));
    this.#take(await this.#api.get('settings'));
  }

  async draw() {
    this.#rules.draw((await this.#api.get('rules')).map((rule, number) => ({ ...rule, number })));
  }

  #on(form, submit) {
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#run(submit);
    });
  }

  #addRule({ verb, target, times, by }) {
    const rule = { verb: verb.value, target: target.value.trim() };
    if (times.value !== '') {
      rule.times = Number(times.value);
    }
    if (verb.value === 'delay') {
      rule.by = by.value;
    }
    return this.#api.post('rules', rule);
  }

  #take({ profiles, switches, limits }) {
    this.#settings = new Map([...switches, ...limits].map((setting) => [setting.name, setting]));
    choices(document.forms.profile.elements.profile, profiles);
    choices(document.forms.setting.elements.name, [...this.#settings.keys()]);
    this.#show();
  }

  #show() {
    const { name, value } = document.forms.setting.elements;
    const setting = this.#settings.get(name.value);
    const range = setting.values === undefined ? `${setting.least} to ${setting.most}` : setting.values.join(', ');
    value.value = setting.value;
    find('#values').replaceChildren(...(setting.values ?? []).map((word) => make('option', { value: word })));
    find('#setting-doc').textContent = `${setting.doc} (${range}; ${setting.default} by default)`;
  }
}
