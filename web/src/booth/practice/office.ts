// An office that is not there: answers the booth in place of server, line and desk, from this page alone.

import type { Clock } from '../../clock/clock';
import { rulesOf } from '../../features/form/rules';
import { verdictText } from '../../features/screening/text';
import { holdStage } from '../../features/stage/holdStage';
import type { Forms } from '../../forms';
import type {
  BoothInfo,
  CallView,
  FromReader,
  Guidance,
  Handling,
  PanelMessage,
  ScreeningStep,
  SubjectId,
  Verdict,
} from '../../generated/protocol';
import type { Answer } from '../../http/ask';
import type { CallClient, CallMedia } from '../../rtc/call';
import { createLocalMedia } from '../../rtc/media';
import { uncovered } from '../../rtc/privacy';
import type { Envelope } from '../../rtc/relay';
import { type Facts, nothingHeard, type Reply, type Request, type SignalClient } from '../../signal/client';
import { createStore } from '../../store/store';
import type { Surroundings } from '../surroundings';
import { practiceForm } from './form';

/** How long each part of the waiting is shown: somebody else's turn, then the ringing. In milliseconds. */
export const TURN_MS = 5_000;
const NUMBER = 7;
const CALL = 'practice';

export interface Office {
  readonly surroundings: Omit<Surroundings, 'erase' | 'clock'>;
  /** A wish of the officer's about the form. */
  readonly ask: (message: FromReader) => void;
  /** The officer writes; the same words under the same id are written once. */
  readonly write: (id: string, text: string) => void;
}

/** `place`: where the booth stands; its subjects can be chosen as ever. */
export function createOffice(place: BoothInfo, clock: Clock, forms: () => Promise<Forms>): Office {
  const facts = createStore<Facts>({ ...nothingHeard, link: { is: 'open' } });
  const flow = createStore<CallMedia>({
    link: { is: 'connected', epoch: 1 },
    sources: [],
    privacy: uncovered,
    soundFirst: false,
    theirPrivacy: [],
    theirSoundFirst: [],
    lost: [],
    quality: { level: 'good' },
  });
  const listeners = new Set<(envelope: Envelope) => void>();
  const told = (call: CallView | null) => facts.update((now) => ({ ...now, call }));
  let stopWaiting = () => {};

  function ring(subject: SubjectId): void {
    const call = ticket(place, subject);
    told(call);
    stopWaiting = clock.after(TURN_MS, () => {
      told({ ...call, wait: { ahead: 0, estimate: { is: 'now' }, step: 'ringing' } });
      stopWaiting = clock.after(TURN_MS, () => told({ ...call, wait: null, state: 'in-call' }));
    });
  }

  function answer(body: Request): Reply {
    switch (body.type) {
      case 'ask-prospect': {
        const estimate = { is: 'range', from: 1, to: 5, samples: 56 } as const;
        return { type: 'prospect', id: 0, prospect: { is: 'open', ahead: 1, estimate } };
      }
      case 'ring':
        ring(body.subject);
        break;
      case 'set-companions': {
        const { call } = facts.snapshot();
        if (call !== null) told({ ...call, companions: body.companions });
        break;
      }
      case 'end':
        stopWaiting();
        told(null);
    }
    return { type: 'done', id: 0 };
  }

  const signal: SignalClient = { ...facts, request: async (body) => answer(body), close: () => {} };
  const closed = { isOpen: () => false, send: () => false, listen: () => () => {}, onOpen: () => () => {} };
  const call: CallClient = {
    ...flow,
    // What the resident says is heard by nobody.
    panel: {
      ...closed,
      isOpen: () => true,
      send: () => true,
      listen: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    bulk: closed,
    pointer: closed,
    setPrivacy: async () => true,
    // There is no line that could be weak.
    putSoundFirst: () => {},
    leave: () => {},
  };

  function say(message: PanelMessage): void {
    const payload = new TextEncoder().encode(JSON.stringify(message));
    for (const listener of listeners) listener({ sender: 'officer', writer: false, text: true, payload });
  }

  return {
    surroundings: {
      api: {
        booth: async () => ok(withPractice(place)),
        pair: async () => refused,
        form: async () => ok(practiceForm),
        towns: async () => refused,
        submit: async () => refused,
        checkIn: async () => refused,
        look: async () => refused,
        screening: async ({ subject }) => ok(screened(place, subject)),
        bookable: async () => refused,
        times: async () => refused,
        hold: async () => refused,
        release: async () => refused,
        book: async () => refused,
        turnAway: async () => refused,
        guides: async () => refused,
        logAdvice: async () => refused,
      },
      // No device of this machine.
      media: createLocalMedia(undefined),
      ears: { handset: null, earphone: null },
      connect: () => signal,
      join: () => call,
      hold: holdStage,
      watch: () => () => {},
      rules: async (definition) => rulesOf(await forms(), definition, today),
      learnPlaces: async () => false,
      guideRules: () => Promise.reject(new Error('a practice has no guides')),
      phone: null,
      holdsMyNumber: async (text) => (await forms()).holdsMyNumber(text),
      newId: () => crypto.randomUUID(),
      print: null,
      report: null,
      today,
      isPractice: true,
    },
    ask: (message) => say({ from: 'reader', message }),
    write: (id, text) => say({ from: 'note', message: { id, text, by: null } }),
  };
}

const today = () => practiceForm.effective_from;
const ok = <T>(value: T): Answer<T> => ({ is: 'ok', value });
const refused = { is: 'refused', code: 'forbidden', title: '' } as const;

const VERDICTS: Readonly<Record<Handling, Verdict>> = {
  remote: 'remote',
  guide: 'remote',
  'in-person': 'in-person',
  'book-in-person': 'in-person',
  'private-room': 'enclosed-booth',
  kiosk: 'kiosk',
  'quiet-card': 'quiet-card',
};

/** Nothing is asked here: what the tile says of its subject is what comes of it. */
function screened(place: BoothInfo, subject: SubjectId): ScreeningStep {
  const handling = place.subjects.find(({ id }) => id === subject)?.handling ?? 'remote';
  const verdict = VERDICTS[handling];
  const { ja, easy, en } = verdictText;
  const title = { ja: ja.verdicts[verdict], easy: easy.verdicts[verdict], en: en.verdicts[verdict] };
  const guidance: Guidance = {
    decision: { verdict, title, reasons: [], rule: 'practice', version: 0 },
    answered: [],
    given: { version: 0, answers: {} },
    bring: null,
    office: null,
    enclosed: [],
    counter: null,
    kiosk: verdict === 'kiosk' ? { certificates: [] } : null,
    may_disagree: false,
    right_to_apply: false,
  };
  return { is: 'decided', guidance };
}

/**
 * The subjects as they are here, each answered by the scripted officer; one of our own where there is none. Nobody sees
 * anything, so that no rule covers it.
 */
function withPractice({ privacy: _rules, ...place }: BoothInfo): BoothInfo {
  const subjects = place.subjects.map((subject) => ({ ...subject, form: practiceForm.id }));
  if (subjects.length > 0) return { ...place, subjects };
  const { ja, easy, en } = practiceForm.title;
  const subject = { id: CALL, name: ja, name_easy: easy, name_en: en, minutes: 5, form: practiceForm.id };
  return { ...place, subjects: [{ ...subject, handling: 'remote', identity: 'none', section: null }] };
}

function ticket(place: BoothInfo, subject: SubjectId): CallView {
  return {
    call: CALL,
    epoch: 1,
    number: NUMBER,
    state: 'ringing',
    closed: null,
    subject,
    subject_name: '',
    site: place.site,
    site_name: place.site_name,
    section: CALL,
    section_name: '',
    language: 'ja',
    identity_needed: 'none',
    identity: 'none',
    form: practiceForm.id,
    you: null,
    parties: [],
    wait: { ahead: 1, estimate: { is: 'range', from: 1, to: 5, samples: 56 }, step: 'in-line' },
    message: null,
    held_since: null,
    privacy: uncovered,
    uncovering: null,
    screened: null,
    transfer: null,
    invited: [],
    handed: null,
    unreached: null,
    companions: [],
    alarm_since: null,
    rang_at: 0,
    accepted_at: null,
    receipt: null,
  };
}
