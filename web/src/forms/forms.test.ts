import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Definition } from '../generated/forms';
import { type Door, openDoor } from './door';
import { type Form, type Forms, forms } from './forms';

const repository = new URL('../../../', import.meta.url);

async function json<T>(path: string): Promise<T> {
  return JSON.parse(await readFile(new URL(path, repository), 'utf8'));
}

let door: Door;
let memory: WebAssembly.Memory;
let rules: Forms;
let form: Form;

beforeAll(async () => {
  const bytes = await readFile(new URL('web/src/generated/forms.wasm', repository));
  const { instance } = await WebAssembly.instantiate(bytes);
  memory = instance.exports.memory as WebAssembly.Memory;
  door = openDoor(instance);
  rules = forms(door);
  form = rules.form(await json<Definition>('forms/definitions/fureai-shushu.json'));
});

describe('vectors that the Rust test runs too', () => {
  type Vector = { call: { form?: string }; ok: unknown };
  test.each(['writing', 'form'])('%s', async (file) => {
    const vectors = await json<Vector[]>(`forms/vectors/${file}.json`);
    expect(vectors.length).toBeGreaterThan(0);
    for (const { call, ok } of vectors) {
      const { form: named, ...rest } = call;
      const request = named === undefined ? rest : { ...rest, definition: form.definition };
      expect(door(request), JSON.stringify(rest)).toEqual(ok);
    }
  });
});

describe('vectors of every kind of field', () => {
  type Case = { raw: string; times?: number; value?: string; fault?: string };
  test('that the Rust test runs too', async () => {
    const groups = await json<{ kind: { type: string }; cases: Case[] }[]>('forms/vectors/kinds.json');
    const words = { ja: 'a', easy: 'a', en: 'a' };
    for (const { kind, cases } of groups) {
      const fields = [{ id: 'a', label: words, kind }];
      const steps = [{ id: 'step', title: words, fields }];
      const acting = { proxy: 'none', words };
      const definition = { ...form.definition, acting, title: words, purpose: words, steps };
      for (const { raw, times = 1, value, fault } of cases) {
        const typed = raw.repeat(times);
        const answer = door({ call: 'normalise', definition, path: 'a', raw: typed }) as {
          value?: string;
          error?: { code: string };
        };
        const got = { value: answer.value, fault: answer.error?.code };
        expect(got, `${kind.type} ${typed.slice(0, 40)}`).toEqual({ value, fault });
      }
    }
  });
});

describe('a form', () => {
  test('asks for an entry after its count is answered', () => {
    const asked = (household: string) => form.fields({ household }).map(({ path }) => path);
    expect(asked('0')).not.toContain('household/0/name');
    expect(asked('1')).toContain('household/0/name');
  });

  test('finds fields with every default in place', () => {
    expect(form.field('household/0/relation')?.label.en).toBe(
      'Relation to the person who will use the service',
    );
    expect(form.field('name')?.private).toBe(false);
    expect(form.field('nobody')).toBeUndefined();
  });

  test('tells the panel what a desk may do', () => {
    expect(['name', 'agree', 'emergency-name', 'nobody'].map((path) => form.access(path))).toEqual([
      'open',
      'own',
      'private',
      undefined,
    ]);
  });

  test('normalises or refuses with words', () => {
    expect(form.normalise('birth-date', '昭和２３年４月５日')).toEqual({ value: '1948-04-05' });
    expect(form.normalise('birth-date', '昭和23年2月30日').error).toMatchObject({
      path: 'birth-date',
      code: 'bad-date',
      message: { en: 'Please check the date. Example: 1948-04-05' },
    });
  });

  test('takes what is said to be no My Number', () => {
    const answers = { 'reason-other': '口座 1234-5678-9018' };
    expect(form.normalise('reason-other', '口座 1234-5678-9018').error?.code).toBe('my-number');
    expect(form.normalise('reason-other', '口座 1234-5678-9018', true).value).toBe('口座 1234-5678-9018');
    const codes = (declared: string[]) =>
      form.validate({ ...answers, reason: 'other' }, '2026-11-20', declared).map(({ code }) => code);
    expect(codes([])).toContain('my-number');
    expect(codes(['reason-other'])).not.toContain('my-number');
  });

  test('drops and reports what is not asked', () => {
    const answers = { 'filled-by': 'self', 'acting-name': '門司 三郎' };
    expect(form.kept(answers)).toEqual({ 'filled-by': 'self' });
    expect(form.validate(answers, '2026-11-20')).toContainEqual(
      expect.objectContaining({ path: 'acting-name', code: 'not-asked' }),
    );
  });

  test('that does not hold together is not opened', () => {
    expect(() => rules.form({ ...form.definition, version: 0 })).toThrow('version: counts from 1');
  });
});

describe('writing', () => {
  test('days go to their era and back', () => {
    const day = rules.parseDate('S23.4.5');
    expect(day).toBe('1948-04-05');
    const era = rules.toEra('1948-04-05');
    expect(era).toEqual({ era: 'showa', year: 23, month: 4, day: 5 });
    expect(era && rules.fromEra(era)).toBe(day);
    expect(rules.eraText('2019-05-01')).toBe('令和元年5月1日');
  });

  test('a reading is suggested only for a name in kana', () => {
    expect(rules.suggestKana('はなこ')).toBe('ハナコ');
    expect(rules.suggestKana('花子')).toBeNull();
  });

  test('a My Number is found', () => {
    expect(rules.holdsMyNumber('１２３４ ５６７８ ９０１８')).toBe(true);
    expect(rules.holdsMyNumber('093-582-3311')).toBe(false);
  });
});

test('many calls do not fill the memory', () => {
  for (let i = 0; i < 20; i++) form.fields({ household: '6' });
  const before = memory.buffer.byteLength;
  for (let i = 0; i < 200; i++) form.fields({ household: '6' });
  expect(memory.buffer.byteLength).toBe(before);
});
