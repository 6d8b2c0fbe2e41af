// 申請の状態: an applicant looks at their own application by the code of its receipt, and puts right what was asked. A
// plain value: what they do and what the server answered go in, the next value and what is to be asked come out. What was
// typed stays whatever becomes of a request, and is in memory alone.

import { codeFault, readCode } from '../../features/booking/code';
import type { Form } from '../../forms/forms';
import type { FieldError } from '../../generated/forms';
import type { CorrectByCode, CorrectionReason, OwnApplication, RequestId } from '../../generated/protocol';
import type { Answer } from '../../http/ask';

export interface Applicant {
  /** The code as it stands in its field. */
  readonly typed: string;
  readonly place: Place;
  /** What the code led to; the code that did. */
  readonly found: { readonly code: string; readonly application: OwnApplication } | null;
  readonly fixing: Fixing | null;
  /** The act that is under way, or waits to be tried again. */
  readonly doing: { readonly act: Act; readonly how: How } | null;
  /** What happened, where one can do something about it. */
  readonly notice: Notice | null;
}

export type Place =
  | { readonly at: 'code'; readonly fault: CodeFault | null }
  | { readonly at: 'state' }
  | {
      readonly at: 'question';
      readonly index: number;
      readonly fault: Fault | null;
      readonly fromCheck: boolean;
    }
  | { readonly at: 'check' }
  | { readonly at: 'done' };

export type CodeFault = NonNullable<ReturnType<typeof codeFault>> | 'code-wrong';
/** What is wrong with an answer: as the form's rules say it, or as the server did. */
export type Fault =
  | { readonly is: 'empty' }
  | { readonly is: 'rule'; readonly error: FieldError }
  | { readonly is: 'refused' };
/** `over`: it is not to be put right any more. */
export type Notice = 'over' | 'more';

/** Putting right, field by field. */
export interface Fixing {
  readonly form: Form;
  /** What is asked, in the order of the office's words; what the form needs besides comes after. */
  readonly asked: readonly Question[];
  /** Path → as it was typed. */
  readonly typed: Readonly<Record<string, string>>;
  readonly declared: readonly string[];
  /** The latest try: the same content goes out under the same key, however often. */
  readonly tried: { readonly key: RequestId; readonly ask: CorrectByCode } | null;
}

export interface Question {
  readonly path: string;
  /** What the office asked; none where the form needs it because of another answer. */
  readonly words: string | null;
}

export type Act =
  | { readonly is: 'look'; readonly code: string }
  /** The definition, and the rules that read it. */
  | { readonly is: 'open'; readonly code: string }
  | { readonly is: 'send'; readonly key: RequestId; readonly ask: CorrectByCode };

export type How =
  | { readonly is: 'running' }
  | { readonly is: 'unreachable' }
  | { readonly is: 'failed' }
  | { readonly is: 'busy'; readonly seconds: number | null };

export type Event =
  | { readonly type: 'type-code'; readonly typed: string }
  | { readonly type: 'find' }
  /** 直す */
  | { readonly type: 'fix' }
  | { readonly type: 'type'; readonly typed: string }
  | { readonly type: 'next' }
  /** 個人番号ではありません */
  | { readonly type: 'declare' }
  | { readonly type: 'change'; readonly index: number }
  | { readonly type: 'back' }
  | { readonly type: 'send'; readonly key: RequestId }
  /** The same act once more. */
  | { readonly type: 'retry' }
  | { readonly type: 'forget' }
  | { readonly type: 'looked'; readonly act: Act; readonly answer: Answer<OwnApplication> }
  | { readonly type: 'opened'; readonly act: Act; readonly answer: Answer<Form> };

export interface Turn {
  readonly applicant: Applicant;
  /** What is to be asked. */
  readonly act: Act | null;
}

export const begin: Applicant = {
  typed: '',
  place: { at: 'code', fault: null },
  found: null,
  fixing: null,
  doing: null,
  notice: null,
};

const to = (applicant: Applicant): Turn => ({ applicant, act: null });

export function next(now: Applicant, event: Event): Turn {
  switch (event.type) {
    case 'type-code':
      return to({ ...now, typed: event.typed });
    case 'find':
      return find(now);
    case 'fix':
      return fix(now);
    case 'type':
      return to(typed(now, event.typed));
    case 'next':
      return to(passed(now));
    case 'declare':
      return to(declared(now));
    case 'change':
      return to(at(now, event.index, true));
    case 'back':
      return to(back(now));
    case 'send':
      return send(now, event.key);
    case 'retry':
      return now.doing === null || now.doing.how.is === 'running' ? to(now) : run(now, now.doing.act);
    case 'forget':
      return to(begin);
    case 'looked':
      return to(looked(now, event.act, event.answer));
    case 'opened':
      return to(opened(now, event.act, event.answer));
  }
}

/** Which question is in sight, if one is. */
export function questionOf({ place, fixing }: Applicant): Question | null {
  return place.at === 'question' ? (fixing?.asked[place.index] ?? null) : null;
}

/** One act at a time: a second press while the first is under way is the same press. */
function run(now: Applicant, act: Act): Turn {
  if (now.doing?.how.is === 'running') return to(now);
  return { applicant: { ...now, doing: { act, how: { is: 'running' } }, notice: null }, act };
}

function find(now: Applicant): Turn {
  const fault = codeFault(now.typed);
  if (fault !== null) return to({ ...now, place: { at: 'code', fault }, doing: null });
  return run({ ...now, place: { at: 'code', fault: null } }, { is: 'look', code: readCode(now.typed) });
}

function fix(now: Applicant): Turn {
  const { found, fixing } = now;
  if (found === null || found.application.correction === null) return to(now);
  if (fixing !== null) return to(at(now, 0, false));
  return run(now, { is: 'open', code: found.code });
}

function opened(now: Applicant, act: Act, answer: Answer<Form>): Applicant {
  if (now.doing?.act !== act) return now;
  if (answer.is !== 'ok') return failed(now, act, answer);
  const reasons: readonly CorrectionReason[] = now.found?.application.correction?.reasons ?? [];
  const form = answer.value;
  // What the form does not have, nobody can put right here: the office is called instead.
  const asked = reasons.filter(({ path }) => form.field(path) !== undefined);
  if (asked.length === 0) return { ...now, doing: { act, how: { is: 'failed' } } };
  const fixing: Fixing = { form, asked, typed: {}, declared: [], tried: null };
  return at({ ...now, doing: null, fixing }, 0, false);
}

function at(now: Applicant, index: number, fromCheck: boolean): Applicant {
  if (now.fixing === null) return now;
  const place: Place =
    index < now.fixing.asked.length ? { at: 'question', index, fault: null, fromCheck } : { at: 'check' };
  return { ...now, place, doing: settled(now), notice: null };
}

/** What failed and was left is over; what runs goes on. */
function settled({ doing }: Applicant): Applicant['doing'] {
  return doing?.how.is === 'running' ? doing : null;
}

function typed(now: Applicant, words: string): Applicant {
  const { place, fixing } = now;
  const question = questionOf(now);
  if (place.at !== 'question' || fixing === null || question === null) return now;
  const { path } = question;
  return {
    ...now,
    place: { ...place, fault: null },
    fixing: {
      ...fixing,
      typed: { ...fixing.typed, [path]: words },
      declared: fixing.declared.filter((one) => one !== path),
    },
  };
}

function passed(now: Applicant): Applicant {
  const { place, fixing } = now;
  const question = questionOf(now);
  if (place.at !== 'question' || fixing === null || question === null) return now;
  const fault = faultOf(fixing, question.path);
  if (fault !== null) return { ...now, place: { ...place, fault } };
  if (!place.fromCheck) return at(now, place.index + 1, false);
  return { ...now, place: { at: 'check' } };
}

function faultOf({ form, typed, declared }: Fixing, path: string): Fault | null {
  const words = typed[path] ?? '';
  // What was asked for is put right: to leave it empty answers nothing, unless the form lets it be empty.
  if (words.trim() === '') return form.field(path)?.required === false ? null : { is: 'empty' };
  const { error } = form.normalise(path, words, declared.includes(path));
  return error === undefined ? null : { is: 'rule', error };
}

function declared(now: Applicant): Applicant {
  const { place, fixing } = now;
  const question = questionOf(now);
  if (place.at !== 'question' || fixing === null || question === null) return now;
  if (place.fault?.is !== 'rule' || place.fault.error.code !== 'my-number') return now;
  return passed({ ...now, fixing: { ...fixing, declared: [...fixing.declared, question.path] } });
}

function back(now: Applicant): Applicant {
  const { place, fixing } = now;
  switch (place.at) {
    case 'question':
      if (place.fromCheck) return { ...now, place: { at: 'check' } };
      return place.index === 0
        ? { ...now, place: { at: 'state' }, doing: settled(now) }
        : at(now, place.index - 1, false);
    case 'check':
      return at(now, (fixing?.asked.length ?? 1) - 1, false);
    case 'done':
      return { ...now, place: { at: 'state' } };
    case 'state':
      return { ...now, place: { at: 'code', fault: null }, doing: settled(now), notice: null };
    case 'code':
      return now;
  }
}

function send(now: Applicant, newKey: RequestId): Turn {
  const { found, fixing, place } = now;
  if (place.at !== 'check' || found === null || fixing === null) return to(now);
  const wrong = fixing.asked.findIndex(({ path }) => faultOf(fixing, path) !== null);
  if (wrong >= 0) return to(passed(at(now, wrong, true)));
  const ask = askOf(fixing, found.code);
  const tried = fixing.tried !== null && same(fixing.tried.ask, ask) ? fixing.tried : { key: newKey, ask };
  return run({ ...now, fixing: { ...fixing, tried } }, { is: 'send', ...tried });
}

/** What goes out: each answer in the form's one way of writing it. */
function askOf({ form, asked, typed, declared }: Fixing, code: string): CorrectByCode {
  const answers = asked.map(({ path }) => {
    const words = typed[path] ?? '';
    return [path, form.normalise(path, words, declared.includes(path)).value ?? words.trim()];
  });
  return { code, answers: Object.fromEntries(answers), declared: [...declared] };
}

function same(one: CorrectByCode, other: CorrectByCode): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function looked(now: Applicant, act: Act, answer: Answer<OwnApplication>): Applicant {
  // Only the act that is under way has an answer.
  if (now.doing?.act !== act) return now;
  if (answer.is !== 'ok') return failed(now, act, answer);
  const code = act.is === 'send' ? act.ask.code : act.code;
  const found = { code, application: answer.value };
  const place: Place = { at: act.is === 'send' ? 'done' : 'state' };
  // Whoever only looks again goes on where they were, as long as the same is asked.
  const goesOn = code === now.found?.code && asksSame(now.found.application, answer.value);
  return { ...now, typed: '', found, place, fixing: goesOn ? now.fixing : null, doing: null };
}

function asksSame(one: OwnApplication, other: OwnApplication): boolean {
  return JSON.stringify(one.correction) === JSON.stringify(other.correction);
}

function failed(now: Applicant, act: Act, answer: Exclude<Answer<unknown>, { is: 'ok' }>): Applicant {
  const how = (how: How): Applicant => ({ ...now, doing: { act, how } });
  if (answer.is === 'unreachable') return how({ is: 'unreachable' });
  switch (answer.code) {
    case 'too-many':
      return how({ is: 'busy', seconds: answer.retryAfter ?? null });
    case 'bad-code':
    case 'not-found':
      return { ...now, place: { at: 'code', fault: 'code-wrong' }, found: null, doing: null };
    case 'wrong-state':
    case 'gone':
      return { ...now, place: { at: 'state' }, fixing: null, doing: null, notice: 'over' };
    case 'invalid-form':
    case 'bad-field':
      return wrong({ ...now, doing: null }, answer.errors ?? []) ?? how({ is: 'failed' });
    default:
      return how({ is: 'failed' });
  }
}

/** The server found something wrong, or needs more because of what was answered: that is asked next. */
function wrong(now: Applicant, errors: readonly { readonly path: string }[]): Applicant | null {
  const { fixing } = now;
  if (fixing === null) return null;
  const known = new Set(fixing.asked.map(({ path }) => path));
  const paths = [...new Set(errors.map(({ path }) => path))].filter(
    (path) => fixing.form.field(path) !== undefined,
  );
  const more = paths.filter((path) => !known.has(path)).map((path) => ({ path, words: null }));
  const asked = [...fixing.asked, ...more];
  const first = asked.findIndex(({ path }) => paths.includes(path));
  if (first < 0) return null;
  const isNew = first >= fixing.asked.length;
  const there = at({ ...now, fixing: { ...fixing, asked } }, first, !isNew);
  if (isNew) return { ...there, notice: 'more' };
  return there.place.at === 'question'
    ? { ...there, place: { ...there.place, fault: { is: 'refused' } } }
    : there;
}
