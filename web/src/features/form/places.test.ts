import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import json from '../../../../forms/definitions/fureai-shushu.json';
import { openDoor } from '../../forms/door';
import { forms } from '../../forms/forms';
import type { Definition } from '../../generated/forms';
import * as filling from './machine';
import { rulesOf } from './rules';

const bytes = await readFile(new URL('../../generated/forms.wasm', import.meta.url));
const { instance } = await WebAssembly.instantiate(bytes);
let known: Record<string, string[]> = {};
const rules = rulesOf(
  forms(openDoor(instance)),
  json as unknown as Definition,
  () => '2026-12-01',
  (postcode) => known[postcode] ?? [],
);

/** The form, open at the address, after a postcode was typed. */
function atAddress(postcode: string): filling.Form {
  const begun = filling.begin(rules, 'ja').form;
  const there = filling.open(begun, 'postcode').form;
  return filling.next(filling.type(there, postcode)).form;
}
const typed = ({ place }: filling.Form) => (place.at === 'field' ? place.typed : place.at);

test('an address begins with the one place that its postcode stands for', () => {
  known = { '803-0814': ['福岡県北九州市小倉北区大手町'] };
  const form = atAddress('８０３０８１４');
  expect(typed(form)).toBe('福岡県北九州市小倉北区大手町');
  expect(filling.placesToChoose(form)).toBeNull();
});

test('of several places the resident chooses, and for none the address is written whole', () => {
  known = { '802-0000': ['福岡県北九州市小倉北区', '福岡県北九州市小倉南区'] };
  const form = atAddress('802-0000');
  expect([typed(form), filling.placesToChoose(form)]).toEqual(['', known['802-0000']]);
  expect(filling.placesToChoose(filling.type(form, '福岡県'))).toBeNull();
  expect(filling.placesToChoose(atAddress('999-9999'))).toEqual([]);
});

test('what is learned late begins an address that was not begun, and leaves one that was', () => {
  known = {};
  const form = atAddress('803-0814');
  expect(filling.placesLearned(form)).toEqual(form);
  known = { '803-0814': ['大手町'] };
  expect(typed(filling.placesLearned(form))).toBe('大手町');
  expect(typed(filling.placesLearned(filling.type(form, '試験町')))).toBe('試験町');
});
