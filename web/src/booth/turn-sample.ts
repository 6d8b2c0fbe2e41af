// A visit in tests: who chooses what, how far it goes, and what comes of it.

import { talk } from '../features/call/sample';
import { decides } from '../features/screening/sample';
import { begin, heard } from '../features/screening/walk';
import type {
  CallState,
  CallView,
  CloseReason,
  Handling,
  ScreeningStep,
  Subject,
} from '../generated/protocol';
import { turn } from './turn';
import { type Effect, type Event, start, type Visit } from './visit';

export const subject = (handling: Handling): Subject => ({
  id: 'garbage-support',
  name: 'ごみ出し支援',
  name_easy: null,
  name_en: 'Garbage help',
  handling,
  identity: 'self-stated',
  minutes: 20,
  form: 'garbage-support',
  section: 'garbage',
});
export const remote = subject('remote');
export const call = (state: CallState, closed: CloseReason | null = null, id = 'c1'): CallView =>
  talk({
    call: id,
    state,
    closed,
    subject: remote.id,
    subject_name: remote.name,
    site: 'kokura-chuo',
    site_name: '小倉中央市民センター',
    section: 'garbage',
    section_name: '環境課',
    identity_needed: 'self-stated',
    form: remote.form,
    you: 'p1',
    parties: [],
    wait: { ahead: 1, estimate: { is: 'range', from: 10, to: 15, samples: 56 }, step: 'ringing' },
    accepted_at: null,
  });

/** Plays events, and returns where the visit stands with every effect on the way. */
export function play(...events: Event[]): { visit: Visit; effects: Effect[] } {
  let visit: Visit = start;
  const effects: Effect[] = [];
  for (const event of events) {
    const next = turn(visit, event);
    visit = next.visit;
    effects.push(...next.effects);
  }
  return { visit, effects };
}

/** The office answers a question about it, or decides. */
export function says(step: ScreeningStep): Event {
  return { type: 'walk', walk: heard(begin(remote.id), { is: 'ok', value: step }) };
}
export const asking: Event[] = [{ type: 'begin' }, { type: 'choose', subject: remote }];
export const confirming: Event[] = [...asking, says(decides('remote'))];
export const screened = { given: { version: 1, answers: {} }, disagrees: false };
export const waiting: Event[] = [
  ...confirming,
  { type: 'ring', request: 'r1' },
  { type: 'call', call: call('ringing') },
];
export const calling: Event[] = [...waiting, { type: 'call', call: call('accepted') }];
export const talking: Event[] = [...calling, { type: 'call', call: call('in-call') }];
export const promised: Event[] = [...waiting, { type: 'call', call: call('callback') }];
export const dialled: Event = { type: 'call', call: call('dialling') };
