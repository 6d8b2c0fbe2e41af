// What a desk says it holds of a form, as the booth says it: SHA-256 of the redacted form, by the rules of the forms crate.

import type { Forms } from '../../forms';
import type { Definition } from '../../generated/forms';
import type { FormId } from '../../generated/protocol';
import type { Sheet } from '../panel/sheet';

/** Null where the form cannot be compared: another version is out by now, or what is asked hangs on what no desk sees. */
export type Fingerprints = (form: FormId, version: number) => Promise<((sheet: Sheet) => string) | null>;

/** Asks for each form once; `definition` is null where it cannot be had, which the next call tries anew. */
export function fingerprints(
  forms: () => Promise<Forms>,
  definition: (form: FormId) => Promise<Definition | null>,
): Fingerprints {
  const known = new Map<string, (sheet: Sheet) => string>();
  return async (form, version) => {
    const key = `${form} ${version}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const given = await definition(form);
    if (given === null || given.version !== version) return null;
    const rules = (await forms()).form(given);
    if (!isComparable(rules.definition)) return null;
    const print = (sheet: Sheet) => rules.fingerprint(asAnswers(rules.definition, sheet));
    known.set(key, print);
    return print;
  };
}

/** A question that is asked for a private answer's sake is one that a desk cannot know of. */
function isComparable({ steps }: Definition): boolean {
  const all = steps.flatMap(({ fields }) => fields);
  const inner = all.flatMap(({ kind }) => (kind.type === 'repeat' ? [kind.fields] : []));
  return [all, ...inner].every((fields) => {
    const hidden = fields.filter((field) => field.private).map(({ id }) => id);
    return fields.every(({ when }) => when.every(({ field }) => !hidden.includes(field)));
  });
}

/** What stands for a private answer: it is one, and its content does not count. */
const SOME = '入力済';

function asAnswers({ steps }: Definition, { answers }: Sheet): Record<string, string> {
  const held = Object.fromEntries(
    Object.entries(answers).map(([path, shown]) => [path, shown.shown === 'value' ? shown.value : SOME]),
  );
  // A private repeat keeps its count to itself; its entries show how many there are at least.
  for (const { id, kind } of steps.flatMap(({ fields }) => fields)) {
    if (kind.type !== 'repeat' || held[id] !== SOME) continue;
    const entries = Object.keys(held).filter((path) => path.startsWith(`${id}/`));
    held[id] = String(Math.max(0, ...entries.map((path) => Number(path.split('/')[1]) + 1)));
  }
  return held;
}
