// The booth's side of the panel: the single writer of the form. A plain value; every operation returns the next value
// and the messages to send. With no desk there the messages go nowhere and nothing else changes: a channel that
// opens again starts with a snapshot.

import type { Access } from '../../generated/forms';
import type {
  Change,
  FormId,
  FromReader,
  FromWriter,
  Language,
  PanelMessage,
  Proposal,
  ProposalId,
  Shown,
  Step,
} from '../../generated/protocol';
import { apply, type Path, type Sheet, split, withoutEntry } from './sheet';

/** What the writer needs to know of a form. A repeat's own answer is how many entries it has. */
export type PanelForm = {
  readonly id: FormId;
  readonly version: number;
  /** Undefined where the form has no such field. */
  access(path: Path): Access | undefined;
  /** The answer as the form keeps it; undefined where the form refuses it. */
  normalised(path: Path, value: string): string | undefined;
};

export type Writer = {
  readonly form: PanelForm;
  readonly language: Language;
  /** Of the last change. */
  readonly seq: number;
  readonly sheet: Sheet;
  /** The draft itself, private answers included. Only the submission takes it out of the booth. */
  readonly values: Readonly<Record<Path, string>>;
  /** What staff highlight now. */
  readonly highlight: Path | null;
  /** Proposals that were seen, so that a repetition does nothing. */
  readonly seen: readonly ProposalId[];
};

export type Written = { readonly writer: Writer; readonly say: readonly PanelMessage[] };

/** Proposals remembered against repetition. A desk repeats within seconds, so the latest are enough. */
const REMEMBERED = 200;

export function open(form: PanelForm, language: Language, step: Step): Written {
  const writer: Writer = {
    form,
    language,
    seq: 0,
    sheet: { step, answers: {}, proposals: [] },
    values: {},
    highlight: null,
    seen: [],
  };
  return { writer, say: [snapshot(writer)] };
}

/** Everything, redacted: for a desk that asks, and for every channel that opens. */
export function snapshot(writer: Writer): PanelMessage {
  const { form, seq, language, sheet } = writer;
  return say({
    type: 'snapshot',
    seq,
    form: form.id,
    version: form.version,
    language,
    step: sheet.step,
    answers: { ...sheet.answers },
    proposals: [...sheet.proposals],
  });
}

/** What to tell a desk while no form is open. */
export const noForm: PanelMessage = say({ type: 'no-form' });

/** The resident answers; an empty text clears the field. A proposal for it is settled by that. */
export function answer(writer: Writer, path: Path, value: string): Written {
  const access = writer.form.access(path);
  if (access === undefined || writer.values[path] === value || (value === '' && !(path in writer.values))) {
    return { writer, say: [] };
  }
  const { [path]: _old, ...others } = writer.values;
  const values = value === '' ? others : { ...others, [path]: value };
  const waiting = writer.sheet.proposals.filter((proposal) => proposal.path === path);
  return change(
    { ...writer, values },
    ...waiting.map(({ id }): Change => ({ change: 'settled', id, accepted: false })),
    { change: 'answer', path, value: redacted(access, value) },
  );
}

export function moveTo(writer: Writer, step: Step): Written {
  return same(writer.sheet.step, step) ? { writer, say: [] } : change(writer, { change: 'moved', step });
}

/** Removes one entry (`household/1`) of a repeat. */
export function removeEntry(writer: Writer, path: Path): Written {
  const [repeat] = split(path);
  if (path === repeat || !exists(writer, path)) return { writer, say: [] };
  const left = String(entries(writer, repeat) - 1);
  const values = { ...withoutEntry(writer.values, path), [repeat]: left };
  return change(
    { ...writer, values, highlight: null },
    { change: 'remove-entry', path },
    { change: 'answer', path: repeat, value: redacted(writer.form.access(repeat) ?? 'private', left) },
  );
}

/** How many entries a repeat has. */
export function entries(writer: Writer, repeat: Path): number {
  return Number(writer.values[repeat] ?? 0);
}

/** はい、これでいいです, or ちがいます. */
export function settle(writer: Writer, id: ProposalId, accepted: boolean): Written {
  const proposal = writer.sheet.proposals.find((waiting) => waiting.id === id);
  if (proposal === undefined) return { writer, say: [] };
  const settled: Change = { change: 'settled', id, accepted };
  if (!accepted) return change(writer, settled);
  const { path, value } = proposal;
  return change({ ...writer, values: { ...writer.values, [path]: value } }, settled, {
    change: 'answer',
    path,
    value: { shown: 'value', value },
  });
}

/** What a desk sends. What is the booth's own decision or needs the form's rules is not handled here. */
export function receive(writer: Writer, message: FromReader): Written {
  switch (message.type) {
    case 'snapshot':
      return { writer, say: [snapshot(writer)] };
    case 'open-form':
    case 'lead':
    case 'look':
    case 'compare':
      return { writer, say: [] };
    case 'propose':
      return propose(writer, message.proposal);
    case 'withdraw':
      return writer.sheet.proposals.some(({ id }) => id === message.id)
        ? change(writer, { change: 'settled', id: message.id, accepted: false })
        : { writer, say: [] };
    case 'highlight': {
      const known = message.path !== null && exists(writer, message.path);
      return { writer: { ...writer, highlight: known ? message.path : null }, say: [] };
    }
  }
}

function propose(writer: Writer, proposal: Proposal): Written {
  const { id, path } = proposal;
  if (writer.seen.includes(id)) return { writer, say: [] };
  const next = { ...writer, seen: [...writer.seen, id].slice(-REMEMBERED) };
  const open =
    writer.form.access(path) === 'open' && exists(writer, path) && writer.sheet.step.at !== 'receipt';
  const value = open ? writer.form.normalised(path, proposal.value) : undefined;
  if (value === undefined || value === '' || value === writer.values[path]) return { writer: next, say: [] };
  return change(next, { change: 'proposed', proposal: { id, path, value } });
}

function exists(writer: Writer, path: Path): boolean {
  const [repeat, index, field] = split(path);
  const known = writer.form.access(index !== undefined && field === undefined ? repeat : path);
  if (known === undefined) return false;
  return index === undefined || index < entries(writer, repeat);
}

function change(writer: Writer, ...changes: Change[]): Written {
  let { seq, sheet } = writer;
  const messages: PanelMessage[] = [];
  for (const change of changes) {
    seq += 1;
    sheet = apply(sheet, change);
    messages.push(say({ type: 'change', seq, change }));
  }
  return { writer: { ...writer, seq, sheet }, say: messages };
}

function redacted(access: Access, value: string): Shown {
  if (value === '') return { shown: 'empty' };
  return access === 'private' ? { shown: 'filled' } : { shown: 'value', value };
}

function say(message: FromWriter): PanelMessage {
  return { from: 'writer', message };
}

function same(a: Step, b: Step): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
