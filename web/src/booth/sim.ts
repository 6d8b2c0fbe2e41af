/** A booth whose line, devices and time are in the test's hands. */

import { VirtualClock } from '../clock/virtual';
import * as filling from '../features/form/machine';
import type { Rules } from '../features/form/rules';
import { guide, rules as guideRules } from '../features/guide/sample';
import { decides } from '../features/screening/sample';
import type { StageHolder } from '../features/stage/holdStage';
import type { Definition, Field } from '../generated/forms';
import type {
  BoothInfo,
  CallView,
  Code,
  Language,
  PanelMessage,
  Privacy,
  Problem,
  Prospect,
  ScreeningStep,
  Subject,
} from '../generated/protocol';
import type { Answer } from '../http/ask';
import type { CallClient, CallMedia } from '../rtc/call';
import type { Fitness } from '../rtc/fitness';
import type { LocalMedia, LocalState } from '../rtc/media';
import { uncovered } from '../rtc/privacy';
import type { Envelope } from '../rtc/relay';
import { type Facts, nothingHeard, type Reply, type Request, type SignalClient } from '../signal/client';
import { createStore } from '../store/store';
import type { Api } from './api';
import { bookable, booking, checkedIn, free, held } from './booking/sample';
import { createBooth } from './booth';
import type { Ending, EndReason } from './erase';
import type { Kept } from './terminal/kept';

const words = { ja: '', easy: '', en: '' };
const field = (id: string, isPrivate = false): Field => ({
  id,
  label: words,
  help: null,
  kind: { type: 'text', max_length: 40 },
  required: true,
  private: isPrivate,
  autocomplete: null,
  when: [],
});
const definition = (version: number): Definition => ({
  id: 'form',
  version,
  effective_from: '2024-04-01',
  effective_until: null,
  subject: 'subject',
  identity: 'none',
  acting: { proxy: 'anybody', words },
  title: words,
  purpose: words,
  steps: [{ id: 'all', title: words, fields: [field('name'), field('contact', true)] }],
});
const rules = (given: Definition): Rules => {
  const fields = given.steps[0]?.fields ?? [];
  const find = (path: string) => fields.find(({ id }) => id === path);
  return {
    definition: given,
    field: find,
    access: (path) => (find(path)?.private ? 'private' : find(path) && 'open'),
    fields: () =>
      fields.map(({ id, required, private: hidden }) => ({
        path: id,
        step: 'all',
        entry: null,
        required,
        private: hidden,
      })),
    computed: () => ({}),
    fingerprint: (answers) => JSON.stringify(answers),
    normalise: (_path, typed) => typed,
    validate: (answers) =>
      fields
        .filter(({ id }) => (answers[id] ?? '') === '')
        .map(({ id }) => ({ path: id, code: 'required', message: words })),
    places: () => [],
    reading: () => undefined,
  };
};

export const subject: Subject = {
  id: 'subject',
  name: 'ごみ出し支援',
  name_easy: null,
  name_en: null,
  handling: 'remote',
  identity: 'none',
  minutes: 20,
  form: 'form',
  section: 'section',
};
export const info: BoothInfo = {
  booth: 'b1',
  site: 'site',
  site_name: '小倉中央市民センター',
  ward: 'ward',
  ward_name: '小倉北区役所',
  municipality: '北九州市',
  telephone: '093-582-3311',
  nearest: '小倉南市民センター',
  subjects: [subject],
  out_of_order: null,
  notices: [],
};

export class BoothSim {
  readonly clock = new VirtualClock();
  readonly facts = createStore<Facts>({ ...nothingHeard, link: { is: 'open' } });
  /** The media of the call. */
  readonly flow = createStore({ link: { is: 'connected', epoch: 1 }, privacy: uncovered } as CallMedia);
  readonly devices = createStore({
    problems: {},
    devices: { camera: [{ id: 'cam', name: 'BRIO' }], microphone: [], speaker: [{ id: 'out', name: '' }] },
    tracks: { camera: {}, microphone: null, second: null },
  } as unknown as LocalState);
  /** What the devices of the call are said to give. */
  feel: (fitness: Fitness) => void = () => {};
  readonly done: string[] = [];
  /** What the stage was told. */
  readonly stage: string[] = [];
  readonly said: PanelMessage[] = [];
  readonly endings: (Ending & { why: EndReason })[] = [];
  readonly answers: Partial<Record<keyof Api, Answer<never>>> = {};
  readonly keys: string[] = [];
  /** What the office was asked about bookings, and told of whom was turned away. */
  readonly asked: { readonly what: keyof Api; readonly body: unknown }[] = [];
  /** With which booking each ring came. */
  readonly rung: (string | null)[] = [];
  /** What each ring said of its screening. */
  readonly screened: unknown[] = [];
  /** In which language. */
  readonly rungIn: Language[] = [];
  channelOpen = true;
  refuses: Code | null = null;
  /** What the office says of a ticket; null: nothing. */
  prospect: Prospect | null = null;
  version = 1;
  /** What the office says of a subject, before anything rings. */
  step: ScreeningStep = decides('remote');
  today = '2026-11-20';
  private listeners: ((envelope: Envelope) => void)[] = [];
  private opened: (() => void)[] = [];
  private ids = 0;
  readonly booth;

  constructor(ended: Ending | null = null, place?: Answer<never>, kept: Kept | null = null) {
    if (place !== undefined) this.answers.booth = place;
    const ok = <T>(value: T): Answer<T> => ({ is: 'ok', value });
    const api: Api = {
      booth: async () => this.answers.booth ?? ok(info),
      pair: async () => this.answers.pair ?? ok(info),
      form: async () => this.answers.form ?? ok(definition(this.version)),
      towns: async () => ok({ towns: [] }),
      submit: async (_call, { key }) => {
        this.keys.push(key);
        return this.answers.submit ?? ok({ receipt: 'R-1' });
      },
      checkIn: async (code) => this.tell('checkIn', code, checkedIn),
      look: async (code) => this.tell('look', code, booking),
      screening: async (wanted) => this.tell('screening', wanted, this.step),
      bookable: async () => this.answers.bookable ?? ok(bookable),
      times: async (wanted) => this.tell('times', wanted, free),
      hold: async (wanted) => this.tell('hold', wanted, held),
      release: async (hold) => this.tell('release', hold, null),
      book: async (wanted) => this.tell('book', wanted, booking),
      turnAway: async (told) => this.tell('turnAway', told, null),
      guides: async (ward) => this.tell('guides', ward, [guide()]),
      logAdvice: async (_ward, log) => this.tell('logAdvice', log, null),
    };
    const media = {
      ...this.devices,
      open: async () => void this.done.push('devices on'),
      close: () => void this.done.push('devices off'),
    } as unknown as LocalMedia;
    const signal = {
      ...this.facts,
      request: async (body: Request): Promise<Reply> => {
        this.done.push(body.type);
        if (body.type === 'ring') {
          this.rung.push(body.booking ?? null);
          this.rungIn.push(body.language);
          this.screened.push(
            body.screened === undefined ? null : { given: body.screened, disagrees: body.disagrees },
          );
        }
        if (body.type === 'ask-prospect' && this.prospect !== null)
          return { type: 'prospect', id: 1, prospect: this.prospect };
        return this.refuses === null
          ? { type: 'done', id: 1 }
          : { type: 'refused', problem: { code: this.refuses } as Problem };
      },
      close: () => {},
    } as SignalClient;
    const call = {
      ...this.flow,
      panel: {
        send: (text: string) => {
          if (this.channelOpen) this.said.push(JSON.parse(text));
          return this.channelOpen;
        },
        listen: (listener: (envelope: Envelope) => void) => void this.listeners.push(listener),
        onOpen: (listener: () => void) => void this.opened.push(listener),
      },
      setPrivacy: async ({ is }: Privacy) => void this.done.push(`privacy ${is}`),
      leave: () => void this.done.push('leave'),
    } as unknown as CallClient;
    this.booth = createBooth(
      {
        api,
        clock: this.clock,
        media,
        ears: { handset: null, earphone: null },
        connect: () => signal,
        join: () => call,
        hold: () =>
          ({
            cover: (covered: boolean) => void this.stage.push(covered ? 'covered' : 'uncovered'),
            close: () => void this.stage.push('closed'),
          }) as unknown as StageHolder,
        watch: (_isCovered, tell) => {
          this.feel = tell;
          return () => void this.done.push('watched no more');
        },
        print: null,
        report: null,
        today: () => this.today,
        isPractice: false,
        rules: async (given) => rules(given),
        learnPlaces: async () => false,
        guideRules: async ({ tree }) => guideRules(tree.version),
        phone: 'https://madoguchi.example.jp',
        holdsMyNumber: async (text) => text.includes('123456789018'),
        newId: () => {
          this.ids += 1;
          return `id${this.ids}`;
        },
        erase: (ending, why) => void this.endings.push({ ...ending, why }),
      },
      ended,
      kept,
    );
  }

  private tell<T>(what: keyof Api, body: unknown, value: T): Answer<T> {
    this.asked.push({ what, body });
    return this.answers[what] ?? { is: 'ok', value };
  }

  /** What the office was asked of one kind. */
  of(what: keyof Api): unknown[] {
    return this.asked.filter((one) => one.what === what).map(({ body }) => body);
  }

  get state() {
    return this.booth.snapshot();
  }

  /** Lets every answer that is under way arrive. */
  settled = async () => {
    for (let i = 0; i < 20; i += 1) await Promise.resolve();
  };

  /** The SFU says how much of this booth passes. */
  hide(privacy: Privacy): void {
    this.flow.update((now) => ({ ...now, privacy }));
  }

  fact(state: CallView['state'], closed: CallView['closed'] = null, more: Partial<CallView> = {}): void {
    const call = { call: 'c1', epoch: 1, number: 1, state, closed, form: 'form', ...more } as CallView;
    this.facts.update((now) => ({ ...now, call }));
  }

  async ringing(): Promise<this> {
    await this.settled();
    this.booth.tell({ type: 'begin' });
    this.booth.tell({ type: 'choose', subject });
    await this.settled();
    this.booth.ring();
    this.fact('ringing');
    await this.settled();
    return this;
  }

  async inCall(): Promise<this> {
    await this.ringing();
    this.fact('in-call');
    this.reopen();
    return this;
  }

  async inForm(): Promise<this> {
    await this.inCall();
    await this.booth.openForm('form');
    return this;
  }

  answer(...values: string[]): void {
    for (const value of values) {
      this.fill((form) => filling.type(form, value));
      this.fill((form) => filling.next(form));
    }
  }

  fill(step: (form: filling.Form) => filling.Form | filling.Formed): void {
    const { form } = this.state;
    if (form.is !== 'open') throw new Error('no form is open');
    this.booth.formed(step(form.form));
  }

  hear(message: unknown): void {
    const payload = new TextEncoder().encode(JSON.stringify(message));
    for (const listener of this.listeners) listener({ sender: 'desk', writer: false, text: true, payload });
  }

  reopen(): void {
    for (const listener of this.opened) listener();
  }
}
