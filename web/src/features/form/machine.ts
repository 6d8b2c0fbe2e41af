// Filling a form, one question at a time. A plain value: what the resident does goes in, the next value and the
// messages for the desk come out. The draft lives in here and nowhere else.

import type { Asked, FieldError } from '../../generated/forms';
import type { Code, Language, PanelMessage, ProposalId, RequestId, Step } from '../../generated/protocol';
import { afterRemoval, type Path, split } from '../panel/sheet';
import type { PanelForm, Writer } from '../panel/writer';
import * as panel from '../panel/writer';
import { type Past, remember } from './history';
import type { Answers, Rules } from './rules';

export interface Form {
  readonly rules: Rules;
  readonly writer: Writer;
  readonly place: Place;
  /** Of which the resident says 個人番号ではありません, as long as they are not typed anew. */
  readonly declared: readonly Path[];
  /** Of which the value was written by staff and accepted, as long as they are not answered anew. */
  readonly proposed: readonly Path[];
  /** What can be taken back, the latest last. */
  readonly past: readonly Past[];
  /** The latest try to submit: the same answers go out under the same key, however often. */
  readonly tried: { readonly key: RequestId; readonly answers: Answers } | null;
  /** Where staff took the resident, and where they were; it stays until they go on. */
  readonly led: { readonly path: Path; readonly back: Place } | null;
  /** Where staff ask the resident to look. */
  readonly look: Path | null;
  readonly alignment: Alignment;
}

/** Whether a desk says that it sees another form. `heldAt`: the number at which a submission waited for it, once. */
export interface Alignment {
  readonly differs: boolean;
  readonly heldAt: number | null;
}

export type Place =
  | {
      readonly at: 'field';
      readonly asked: Asked;
      /** As it stands in the field, not yet an answer. */
      readonly typed: string;
      readonly error: FieldError | null;
      /** Opened from the check page, and goes back there. */
      readonly fromCheck: boolean;
    }
  | { readonly at: 'check'; readonly errors: readonly FieldError[]; readonly submission: Submission }
  | ({ readonly at: 'receipt' } & Receipt);

/** What the office answered. */
export interface Receipt {
  readonly number: string;
  /** Looks the application up and puts it right: 8 signs; null from an office that gives none. */
  readonly code: string | null;
  /** Who helped, by section and seat. */
  readonly helped: readonly string[];
  /** In milliseconds since 1970. */
  readonly submittedAt: number;
}

export type Submission =
  | { readonly state: 'none' }
  | { readonly state: 'sending' }
  /** The draft is untouched; the same try may be repeated. `null`: the line failed, nobody knows whether it arrived. */
  | { readonly state: 'failed'; readonly code: Code | null }
  /** A desk sees another form and is being shown this one; the next touch sends it, whatever came of that. */
  | { readonly state: 'aligning' }
  /** The form changed meanwhile; what still fits was kept, to be checked again. */
  | { readonly state: 'renewed' };

export interface Formed {
  readonly form: Form;
  readonly say: readonly PanelMessage[];
}

/** What goes to the server. */
export interface Send {
  readonly key: RequestId;
  readonly form: string;
  readonly version: number;
  readonly answers: Answers;
  readonly declared: readonly Path[];
  /** Of which the value was written by staff and accepted. */
  readonly proposed: readonly Path[];
}

/** A form in which nothing was done yet. */
export const untouched = {
  declared: [],
  proposed: [],
  past: [],
  tried: null,
  led: null,
  look: null,
  alignment: { differs: false, heldAt: null },
} as const;

export function begin(rules: Rules, language: Language): Formed {
  const [first] = rules.fields({});
  if (first === undefined) throw new Error('a form definition has at least one field');
  const { writer, say } = panel.open(panelForm(rules), language, stepAt(first.path));
  const place = arrive(rules, writer, first, false);
  return { form: { ...untouched, rules, writer, place }, say };
}

/** Whether something would be lost. */
export function hasDraft({ writer, place }: Form): boolean {
  return Object.keys(writer.values).length > 0 || (place.at === 'field' && place.typed !== '');
}

/** Whether the office has an application of this call, as far as the booth knows. */
export function hasArrived({ place }: Form): boolean {
  if (place.at === 'receipt') return true;
  return (
    place.at === 'check' && place.submission.state === 'failed' && place.submission.code === 'already-applied'
  );
}

/** How many of the form's own questions are asked, and which one this is, from 1. */
export function progress({ rules, writer, place }: Form): { readonly now: number; readonly of: number } {
  const top = rules.fields(writer.values).filter(({ entry }) => entry === null);
  if (place.at !== 'field') return { now: top.length, of: top.length };
  const [name] = split(place.asked.path);
  return { now: top.findIndex(({ path }) => path === name) + 1, of: top.length };
}

export function type(form: Form, typed: string): Form {
  const { place } = form;
  if (place.at !== 'field') return form;
  const declared = form.declared.filter((path) => path !== place.asked.path);
  return { ...form, declared, place: { ...place, typed, error: null } };
}

/** 個人番号ではありません: what was stopped goes through as it is. */
export function declare(form: Form): Formed {
  const { place, declared } = form;
  if (place.at !== 'field' || place.error?.code !== 'my-number') return { form, say: [] };
  return answerIt(form, [...declared, place.asked.path], 'declared');
}

/** Answers the question and goes on; a wrong answer stays, with what is wrong. */
export function next(form: Form): Formed {
  return answerIt(form, form.declared, 'answered');
}

function answerIt(form: Form, declared: readonly Path[], deed: 'answered' | 'declared'): Formed {
  const { rules, writer, place } = form;
  if (place.at !== 'field') return { form, say: [] };
  const { path } = place.asked;
  // Nobody lives here besides: a repeat that is passed without an entry is answered by that.
  const typed = isRepeat(form, path) && place.typed === '' ? '0' : place.typed;
  const answers = { ...writer.values, [path]: typed };
  const error = rules.validate(answers, declared).find((error) => error.path === path);
  if (error !== undefined) return { form: { ...form, place: { ...place, error } }, say: [] };
  const value = rules.normalise(path, typed, declared.includes(path)) ?? '';
  const answered = panel.answer(writer, path, value);
  const { values } = answered.writer;
  const isNew = values[path] !== writer.values[path];
  const proposed = isNew ? form.proposed.filter((other) => other !== path) : form.proposed;
  const past = remember(form, values, value === '' ? 'cleared' : deed, path);
  return onward({ ...form, writer: answered.writer, declared, proposed, past }, place, answered.say);
}

/** The question before; from the first one there is none. What is typed here stays only if it is right. */
export function back(form: Form): Formed {
  const { rules, writer, place } = form;
  if (place.at === 'receipt') return { form, say: [] };
  const asked = rules.fields(writer.values);
  if (place.at === 'check') {
    const last = asked.findLast(({ entry }) => entry === null);
    return last === undefined ? { form, say: [] } : go(form, last, false);
  }
  if (place.fromCheck && place.asked.entry === null) return toCheck(form);
  const here = asked.findIndex(({ path }) => path === place.asked.path);
  const before = asked.slice(0, here).findLast(({ entry }) => entry === null || entry === place.asked.entry);
  return before === undefined ? { form, say: [] } : go(form, before, place.fromCheck);
}

/** Opens a question from the check page or from a proposal; what was found wrong with it is said there once more. */
export function open(form: Form, path: Path): Formed {
  const { place } = form;
  const asked = form.rules.fields(form.writer.values).find((asked) => asked.path === path);
  if (asked === undefined || place.at === 'receipt' || !mayAlter(form)) return { form, say: [] };
  const there = go(form, asked, place.at === 'check' || place.fromCheck);
  const error = place.at === 'check' ? place.errors.find((error) => error.path === path) : undefined;
  if (error === undefined || there.form.place.at !== 'field') return there;
  return { ...there, form: { ...there.form, place: { ...there.form.place, error } } };
}

/** Whether anything can be altered: not while an application is under way, and not after it. */
export function mayAlter({ place }: Form): boolean {
  return place.at === 'field' || (place.at === 'check' && place.submission.state !== 'sending');
}

/** Adds one entry to the repeat that is open, and asks for it. */
export function addEntry(form: Form): Formed {
  const { rules, writer, place } = form;
  if (place.at !== 'field' || !isRepeat(form, place.asked.path)) return { form, say: [] };
  const { path } = place.asked;
  const count = panel.entries(writer, path);
  const error = rules
    .validate({ ...writer.values, [path]: String(count + 1) }, form.declared)
    .find((error) => error.path === path);
  if (error !== undefined) return { form: { ...form, place: { ...place, error } }, say: [] };
  const answered = panel.answer(writer, path, String(count + 1));
  const first = rules
    .fields(answered.writer.values)
    .find((asked) => asked.path.startsWith(`${path}/${count}/`));
  const past = remember(form, answered.writer.values, 'added', path);
  const added = { ...form, writer: answered.writer, past };
  return first === undefined
    ? { form: added, say: answered.say }
    : also(answered.say, go(added, first, place.fromCheck));
}

/** Removes one entry (`household/1`) of the repeat that is open. */
export function removeEntry(form: Form, entry: Path): Formed {
  const { place } = form;
  if (place.at !== 'field' || split(entry)[0] !== place.asked.path) return { form, say: [] };
  const { writer, say } = panel.removeEntry(form.writer, entry);
  // Later entries move up, so what was said of their answers is asked again.
  const declared = form.declared.filter((path) => split(path)[0] !== place.asked.path);
  const proposed = form.proposed.flatMap((path) => afterRemoval(path, entry) ?? []);
  const past = remember(form, writer.values, 'removed', place.asked.path);
  const arrived = arrive(form.rules, writer, place.asked, place.fromCheck);
  return { form: { ...form, writer, declared, proposed, past, place: arrived }, say };
}

/** はい、これでいいです, or ちがいます. */
export function settle(form: Form, id: ProposalId, accepted: boolean): Formed {
  const proposal = form.writer.sheet.proposals.find((proposal) => proposal.id === id);
  if (proposal === undefined || !mayAlter(form)) return { form, say: [] };
  const { path, value } = proposal;
  const { writer, say } = panel.settle(form.writer, id, accepted);
  if (!accepted) return { form: { ...form, writer }, say };
  const { place } = form;
  const here = place.at === 'field' && place.asked.path === path;
  const past = remember(form, writer.values, 'accepted', path);
  const proposed = [...form.proposed.filter((other) => other !== path), path];
  const declared = form.declared.filter((other) => other !== path);
  return {
    form: {
      ...form,
      writer,
      declared,
      proposed,
      past,
      place: here ? { ...place, typed: value, error: null } : place,
    },
    say,
  };
}

/** ひとつ戻す: the latest deed is taken back by changes like any other, so that desks follow. */
export function undo(form: Form): Formed {
  const last = form.past.at(-1);
  if (last === undefined || !mayAlter(form)) return { form, say: [] };
  let { writer } = form;
  const said: PanelMessage[] = [];
  for (const [path, value] of Object.entries(last.values)) {
    const answered = panel.answer(writer, path, value ?? '');
    writer = answered.writer;
    said.push(...answered.say);
  }
  const { declared, proposed } = last;
  const undone = { ...form, writer, declared, proposed, past: form.past.slice(0, -1) };
  const asked = form.rules.fields(writer.values).find(({ path }) => path === last.path);
  const { place } = form;
  if (place.at !== 'field' || asked === undefined) return also(said, toCheck(undone));
  return also(said, go(undone, asked, place.fromCheck));
}

/** Only the resident does this, and only from the check page. Wrong answers are listed instead of sent. */
export function submit(form: Form, newKey: RequestId): Formed & { readonly send?: Send } {
  const { rules, writer, place } = form;
  if (place.at !== 'check' || place.submission.state === 'sending') return { form, say: [] };
  const answers = kept(form);
  const isSent = (path: Path) => answers[path] !== undefined;
  const declared = form.declared.filter(isSent);
  const proposed = form.proposed.filter(isSent);
  const errors = rules.validate(answers, declared);
  if (errors.length > 0) {
    return { form: { ...form, place: { at: 'check', errors, submission: { state: 'none' } } }, say: [] };
  }
  const { alignment } = form;
  if (alignment.differs && alignment.heldAt !== writer.seq) {
    const held: Place = { at: 'check', errors: [], submission: { state: 'aligning' } };
    const snapshot = panel.snapshot(writer);
    return {
      form: { ...form, place: held, alignment: { differs: true, heldAt: writer.seq } },
      say: [snapshot],
    };
  }
  const tried =
    form.tried !== null && same(form.tried.answers, answers) ? form.tried : { key: newKey, answers };
  return {
    form: { ...form, tried, place: { at: 'check', errors: [], submission: { state: 'sending' } } },
    say: [],
    send: { key: tried.key, form: writer.form.id, version: writer.form.version, answers, declared, proposed },
  };
}

export function submitted(form: Form, receipt: Receipt): Formed {
  const { number } = receipt;
  const { writer, say } = panel.moveTo(form.writer, { at: 'receipt', number });
  const { led, look } = untouched;
  return { form: { ...form, writer, led, look, past: [], place: { at: 'receipt', ...receipt } }, say };
}

/** The server refused, or could not be reached (`null`). The draft stays. */
export function refused(form: Form, code: Code | null, errors: readonly FieldError[] = []): Form {
  return form.place.at === 'check'
    ? { ...form, place: { at: 'check', errors, submission: { state: 'failed', code } } }
    : form;
}

/** The form changed while it was filled: what the new version still takes is kept. */
export function renewed(form: Form, rules: Rules): Formed {
  const { declared } = form;
  const old = form.writer.values;
  const { writer, say } = panel.open(panelForm(rules), form.writer.language, { at: 'check' });
  const said: PanelMessage[] = [...say];
  let next = writer;
  for (const [path, value] of Object.entries(old)) {
    if (rules.normalise(path, value, declared.includes(path)) !== value) continue;
    const answered = panel.answer(next, path, value);
    next = answered.writer;
    said.push(...answered.say);
  }
  const errors = rules.validate(next.values, declared);
  const place: Place = { at: 'check', errors, submission: { state: 'renewed' } };
  const proposed = form.proposed.filter((path) => next.values[path] !== undefined);
  return { form: { ...untouched, rules, writer: next, place, declared, proposed }, say: said };
}

/** The answers that a submission holds: those that are asked. */
export function kept({ rules, writer }: Form): Answers {
  return Object.fromEntries(
    rules.fields(writer.values).flatMap(({ path }) => {
      const value = writer.values[path];
      return value === undefined ? [] : [[path, value]];
    }),
  );
}

/** After an answer: the next question, the list of entries once an entry is whole, or the check page. */
function onward(form: Form, from: Place & { at: 'field' }, said: readonly PanelMessage[]): Formed {
  const asked = form.rules.fields(form.writer.values);
  const here = asked.findIndex(({ path }) => path === from.asked.path);
  const { entry } = from.asked;
  if (entry !== null) {
    const following = asked[here + 1];
    const [repeat] = split(from.asked.path);
    const to = following?.entry === entry ? following : asked.find(({ path }) => path === repeat);
    return to === undefined ? also(said, toCheck(form)) : also(said, go(form, to, from.fromCheck));
  }
  const following = asked
    .slice(here + 1)
    .find(
      (asked) =>
        (asked.entry === null && !from.fromCheck) ||
        (asked.required && form.writer.values[asked.path] === undefined),
    );
  return also(said, following === undefined ? toCheck(form) : go(form, following, from.fromCheck));
}

function go(form: Form, asked: Asked, fromCheck: boolean): Formed {
  const { writer, say } = panel.moveTo(form.writer, stepAt(asked.path));
  const look = form.look === asked.path ? null : form.look;
  const place = arrive(form.rules, writer, asked, fromCheck);
  return { form: { ...form, writer, place, led: null, look }, say };
}

function toCheck(form: Form): Formed {
  const { writer, say } = panel.moveTo(form.writer, { at: 'check' });
  return {
    form: { ...form, writer, led: null, place: { at: 'check', errors: [], submission: { state: 'none' } } },
    say,
  };
}

function arrive(rules: Rules, writer: Writer, asked: Asked, fromCheck: boolean): Place {
  const typed = writer.values[asked.path] ?? suggestion(rules, writer, asked.path);
  return { at: 'field', asked, typed, error: null, fromCheck };
}

/** フリガナ from a name in kana, and the beginning of an address from its postcode; the resident only goes on from there. */
function suggestion(rules: Rules, writer: Writer, path: Path): string {
  const from = origin(rules, writer, path);
  if (from === null) return '';
  if (from.is === 'kana') return rules.reading(from.value) ?? '';
  const [only, ...others] = rules.places(from.value);
  return others.length > 0 ? '' : (only ?? '');
}

/** Where the postcode of the open question stands for several places, or for none that is known: the choice. */
export function placesToChoose({ rules, writer, place }: Form): readonly string[] | null {
  if (place.at !== 'field' || place.typed !== '') return null;
  const from = origin(rules, writer, place.asked.path);
  return from?.is === 'address' ? rules.places(from.value) : null;
}

/** More is known of postcodes now: an address that was not begun begins with its place. */
export function placesLearned(form: Form): Form {
  const { rules, writer, place } = form;
  if (place.at !== 'field' || place.typed !== '') return form;
  return { ...form, place: { ...place, typed: suggestion(rules, writer, place.asked.path) } };
}

/** What the answer at a path is made from, where it is. */
function origin(
  rules: Rules,
  writer: Writer,
  path: Path,
): { readonly is: 'kana' | 'address'; readonly value: string } | null {
  const field = rules.field(path);
  if ((field?.kind.type !== 'kana' && field?.kind.type !== 'address') || field.kind.of === null) return null;
  const value = writer.values[path.slice(0, path.length - field.id.length) + field.kind.of];
  return value === undefined ? null : { is: field.kind.type, value };
}

function isRepeat({ rules }: Form, path: Path): boolean {
  return rules.field(path)?.kind.type === 'repeat';
}

/** What the panel's writer asks of a form. */
export function panelForm({ definition: { id, version }, access, normalise }: Rules): PanelForm {
  return { id, version, access, normalised: (path, value) => normalise(path, value) };
}

function stepAt(path: Path): Step {
  return { at: 'field', path };
}

function also(said: readonly PanelMessage[], { form, say }: Formed): Formed {
  return { form, say: [...said, ...say] };
}

function same(a: Answers, b: Answers): boolean {
  const paths = Object.keys(a);
  return paths.length === Object.keys(b).length && paths.every((path) => a[path] === b[path]);
}
