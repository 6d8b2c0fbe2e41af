import { readFile } from 'node:fs/promises';
import { beforeAll, expect, test } from 'vitest';
import { openDoor } from '../../forms/door';
import { type Forms, forms } from '../../forms/forms';
import type { Definition } from '../../generated/forms';
import type { Shown } from '../../generated/protocol';
import { panelForm } from '../form/machine';
import { rulesOf } from '../form/rules';
import type { Sheet } from '../panel/sheet';
import { answer, open, removeEntry } from '../panel/writer';
import { fingerprints } from './fingerprint';

const repository = new URL('../../../../', import.meta.url);
let rules: Forms;
let bulky: Definition;
let water: Definition;

beforeAll(async () => {
  const bytes = await readFile(new URL('web/src/generated/forms.wasm', repository));
  rules = forms(openDoor((await WebAssembly.instantiate(bytes)).instance));
  const read = async (name: string): Promise<Definition> =>
    rules.form(JSON.parse(await readFile(new URL(`forms/definitions/${name}.json`, repository), 'utf8')))
      .definition;
  [bulky, water] = await Promise.all([read('bulky-waste'), read('water')]);
});

const prints = (definition: Definition | null) =>
  fingerprints(
    async () => rules,
    async () => definition,
  );

/** What the booth says of answers, and the sheet that a desk has of them. */
function booth(definition: Definition, answers: Readonly<Record<string, string>>) {
  const form = rulesOf(rules, definition, () => '2026-12-01');
  let { writer } = open(panelForm(form), 'ja', { at: 'check' });
  for (const [path, value] of Object.entries(answers)) writer = answer(writer, path, value).writer;
  return { form, writer, says: form.fingerprint(writer.values) };
}

test('a desk finds the same from what it may see, private answers and entries included', async () => {
  const items = { items: '2', 'items/0/item': 'futon', 'items/0/number': '2', 'items/1/item': 'sofa' };
  const answers = { agree: 'yes', name: '試験 花子', ...items, place: 'inside', carry: 'alone,injury' };
  const { writer, says, form } = booth(bulky, answers);
  expect(writer.sheet.answers.carry).toEqual({ shown: 'filled' });
  const print = await prints(bulky)('bulky-waste', 1);
  expect(print?.(writer.sheet)).toBe(says);
  const { writer: fewer } = removeEntry(writer, 'items/0');
  expect(print?.(fewer.sheet)).toBe(form.fingerprint(fewer.values));
  expect(print?.(fewer.sheet)).not.toBe(says);
});

test('what is lost, other or made up is found', async () => {
  const { writer, says } = booth(water, { agree: 'yes', what: 'stop', refund: 'account', bank: '0001' });
  const print = await prints(water)('water', 1);
  const other = (answers: Record<string, Shown>): Sheet => ({ ...writer.sheet, answers });
  const { bank: _bank, ...lost } = writer.sheet.answers as Record<string, Shown>;
  expect(print?.(writer.sheet)).toBe(says);
  expect(print?.(other(lost))).not.toBe(says);
  expect(print?.(other({ ...writer.sheet.answers, name: { shown: 'value', value: '誰か' } }))).not.toBe(says);
});

test('a form is not compared by another version, nor where a question hangs on a private answer', async () => {
  expect(await prints(null)('water', 1)).toBeNull();
  expect(await prints(water)('water', 2)).toBeNull();
  const steps = water.steps.map((step) => ({
    ...step,
    fields: step.fields.map((field) => (field.id === 'refund' ? { ...field, private: true } : field)),
  }));
  expect(await prints({ ...water, steps })('water', 1)).toBeNull();
});
