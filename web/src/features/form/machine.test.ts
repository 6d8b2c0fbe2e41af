import { describe, expect, test } from 'vitest';
import type { Asked, Definition, Field, FieldError, Kind } from '../../generated/forms';
import { split } from '../panel/sheet';
import { snapshot } from '../panel/writer';
import { hear } from './helped';
import * as form from './machine';
import { type Form, type Formed, hasDraft, progress } from './machine';
import type { Answers, Rules } from './rules';

const words = { ja: '', easy: '', en: '' };
const receipt = { number: 'R-12', code: 'K7MR4TPX', helped: ['高齢者支援課 3番'], submittedAt: 0 };
const field = (id: string, kind: Kind, more: Partial<Field> = {}): Field => ({
  id,
  label: words,
  help: null,
  kind,
  required: true,
  private: false,
  autocomplete: null,
  when: [],
  ...more,
});
const text: Kind = { type: 'text', max_length: 5 };

const definition = (version: number, nameMax = 5): Definition => ({
  id: 'example',
  version,
  effective_from: '2024-04-01',
  effective_until: null,
  subject: 'garbage-support',
  identity: 'none',
  acting: { proxy: 'anybody', words },
  title: words,
  purpose: words,
  steps: [
    {
      id: 'all',
      title: words,
      fields: [
        field('name', { type: 'text', max_length: nameMax }),
        field('kana', { type: 'kana', max_length: 9, of: 'name' }),
        field('household', {
          type: 'repeat',
          min: 0,
          max: 2,
          entry: words,
          fields: [field('name', text), field('age', text)],
        }),
        field('reason', {
          type: 'choice',
          options: [
            { id: 'walk', label: words },
            { id: 'other', label: words },
          ],
        }),
        field('which', text, { when: [{ field: 'reason', is: ['other'] }] }),
        field('contact', text, { private: true }),
      ],
    },
  ],
});

/** As much of the forms crate's rules as these tests need; the rules themselves are tested there. */
function rules(version = 1, nameMax = 5): Rules {
  const all = definition(version, nameMax);
  const ask = (field: Field, path: string, entry: number | null): Asked => ({
    path,
    step: 'all',
    entry,
    required: field.required,
    private: field.private,
  });
  const fields = (answers: Answers): Asked[] =>
    (all.steps[0]?.fields ?? []).flatMap((field) => {
      if (!field.when.every(({ field, is }) => is.includes(answers[field] ?? ''))) return [];
      if (field.kind.type !== 'repeat') return [ask(field, field.id, null)];
      const inner = field.kind.fields;
      const count = Number(answers[field.id] ?? 0);
      const entries = Array.from({ length: count }, (_, i) =>
        inner.map((sub) => ask(sub, `${field.id}/${i}/${sub.id}`, i)),
      );
      return [ask(field, field.id, null), ...entries.flat()];
    });
  const find = (path: string): Field | undefined => {
    const [name, , inner] = split(path);
    const top = all.steps[0]?.fields.find(({ id }) => id === name);
    return inner !== undefined && top?.kind.type === 'repeat'
      ? top.kind.fields.find(({ id }) => id === inner)
      : top;
  };
  const fault = (path: string, value: string, declared: boolean): FieldError['code'] | null => {
    const kind = find(path)?.kind;
    if (value === '') return 'required';
    if (kind?.type === 'repeat') return Number(value) > kind.max ? 'too-many-entries' : null;
    if (kind?.type === 'text' && value === '1018' && !declared) return 'my-number';
    if (kind?.type === 'text') return value.length > kind.max_length ? 'too-long' : null;
    return null;
  };
  return {
    definition: all,
    fields,
    field: find,
    access: (path) => {
      const field = find(path);
      return field?.private ? 'private' : field?.kind.type === 'repeat' ? 'own' : field && 'open';
    },
    normalise: (path, typed, declared = false) => {
      const wrong = fault(path, typed.trim(), declared);
      return wrong === null || wrong === 'required' ? typed.trim() : undefined;
    },
    validate: (answers, declared) =>
      fields(answers).flatMap(({ path }) => {
        const code = fault(path, (answers[path] ?? '').trim(), declared.includes(path));
        return code === null ? [] : [{ path, code, message: words } as FieldError];
      }),
    computed: () => ({}),
    fingerprint: (answers) => JSON.stringify(answers),
    places: () => [],
    reading: (name) => (/^\p{Script=Hiragana}+$/u.test(name) ? 'カナ' : undefined),
  };
}

const begun = () => form.begin(rules(), 'ja').form;
const answer = (at: Form, typed: string): Form => form.next(form.type(at, typed)).form;
const path = ({ place }: Form) => (place.at === 'field' ? place.asked.path : place.at);
const filled = () => ['はな', 'ハナ', '0', 'walk', '110'].reduce(answer, begun());
const said = ({ say }: Formed) =>
  say.map(
    ({ message }) => ('change' in message && message.change.change) || ('type' in message && message.type),
  );

describe('one question at a time', () => {
  test('goes through the questions in order to the check page', () => {
    const at = begun();
    expect(path(at)).toBe('name');
    expect(progress(at)).toEqual({ now: 1, of: 5 });
    expect(path(answer(at, 'はな'))).toBe('kana');
    expect(path(filled())).toBe('check');
  });

  test('a wrong answer stays in the field and says what is wrong; typing on takes the error away', () => {
    for (const [typed, code] of [
      ['', 'required'],
      ['ながすぎる名', 'too-long'],
    ] as const) {
      const wrong = answer(begun(), typed);
      expect(wrong.place).toMatchObject({ at: 'field', typed, error: { code } });
      expect(wrong.writer.values).toEqual({});
      expect(form.type(wrong, 'x').place).toMatchObject({ error: null });
    }
  });

  test('the answer is kept as the form writes it, and the desk hears of both answer and move', () => {
    const formed = form.next(form.type(begun(), ' はな '));
    expect(formed.form.writer.values).toEqual({ name: 'はな' });
    expect(said(formed)).toEqual(['answer', 'moved']);
  });

  test('kana is made from a name in kana, never from kanji', () => {
    expect(answer(begun(), 'はな').place).toMatchObject({ typed: 'カナ' });
    expect(answer(begun(), '花子').place).toMatchObject({ typed: '' });
  });

  test('back keeps what was answered', () => {
    const { form: back } = form.back(answer(begun(), 'はな'));
    expect(back.place).toMatchObject({ at: 'field', asked: { path: 'name' }, typed: 'はな' });
    expect(form.back(back).form).toBe(back);
  });

  test('a condition decides what is asked', () => {
    const upTo = ['はな', 'ハナ', '0'].reduce(answer, begun());
    expect(path(answer(upTo, 'walk'))).toBe('contact');
    expect(path(answer(upTo, 'other'))).toBe('which');
  });
});

describe('entries of a repeat', () => {
  const atHousehold = () => ['はな', 'ハナ'].reduce(answer, begun());
  const withTaro = () => ['太郎', '80'].reduce(answer, form.addEntry(atHousehold()).form);

  test('an entry is asked question by question and comes back to the list', () => {
    const added = form.addEntry(atHousehold()).form;
    expect(path(added)).toBe('household/0/name');
    expect(path(answer(added, '太郎'))).toBe('household/0/age');
    const listed = withTaro();
    expect(path(listed)).toBe('household');
    expect(path(form.next(listed).form)).toBe('reason');
    expect(listed.writer.values).toMatchObject({ household: '1', 'household/0/name': '太郎' });
  });

  test('nobody is an answer too', () => {
    expect(form.next(atHousehold()).form.writer.values.household).toBe('0');
  });

  test('one too many is refused with the reason', () => {
    const two = ['次郎', '78'].reduce(answer, form.addEntry(withTaro()).form);
    expect(form.addEntry(two).form.place).toMatchObject({ error: { code: 'too-many-entries' } });
  });

  test('removing moves the others up', () => {
    const two = ['次郎', '78'].reduce(answer, form.addEntry(withTaro()).form);
    const { form: left, say } = form.removeEntry(two, 'household/0');
    expect(left.writer.values).toMatchObject({ household: '1', 'household/0/name': '次郎' });
    expect(left.place).toMatchObject({ at: 'field', typed: '1' });
    expect(say).toHaveLength(2);
  });

  test('an entry left half done is asked again before the form goes on', () => {
    const half = form.back(answer(form.addEntry(atHousehold()).form, '太郎')).form;
    const list = form.back(half).form;
    expect(path(list)).toBe('household');
    expect(path(form.next(list).form)).toBe('household/0/age');
  });
});

describe('the check page', () => {
  test('a change comes back to it', () => {
    const changing = form.open(filled(), 'name').form;
    expect(changing.place).toMatchObject({ at: 'field', fromCheck: true, typed: 'はな' });
    expect(path(answer(changing, 'はなこ'))).toBe('check');
    expect(path(form.back(changing).form)).toBe('check');
  });

  test('a change that opens a new question asks it first', () => {
    const changed = answer(form.open(filled(), 'reason').form, 'other');
    expect(path(changed)).toBe('which');
    expect(path(answer(changed, '坂'))).toBe('check');
  });

  test('an answer that is not asked any more is not submitted', () => {
    const other = answer(answer(form.open(filled(), 'reason').form, 'other'), '坂');
    const walk = answer(form.open(other, 'reason').form, 'walk');
    expect(form.kept(walk)).not.toHaveProperty('which');
  });
});

describe('個人番号ではありません', () => {
  test('what was stopped goes through as it is, and the submission says so', () => {
    const stopped = answer(begun(), '1018');
    expect(stopped.place).toMatchObject({
      asked: { path: 'name' },
      typed: '1018',
      error: { code: 'my-number' },
    });
    const said = form.declare(stopped).form;
    expect(path(said)).toBe('kana');
    const check = ['ハナ', '0', 'walk', '110'].reduce(answer, said);
    expect(form.submit(check, 'k1').send).toMatchObject({ answers: { name: '1018' }, declared: ['name'] });
  });

  test('is said of one answer, not of what is typed in its place or of anything else', () => {
    const said = form.declare(answer(begun(), '1018')).form;
    const again = answer(form.back(said).form, '1018');
    expect(again.place).toMatchObject({ error: { code: 'my-number' } });
    expect(form.declare(begun()).form.declared).toEqual([]);
  });
});

describe('submitting', () => {
  test('sends every answer, private ones too, under the key', () => {
    const { send, form: sending } = form.submit(filled(), 'k1');
    expect(send).toEqual({
      key: 'k1',
      form: 'example',
      version: 1,
      answers: { name: 'はな', kana: 'ハナ', household: '0', reason: 'walk', contact: '110' },
      declared: [],
      proposed: [],
    });
    expect(form.submit(sending, 'k2').send).toBeUndefined();
    expect(JSON.stringify(snapshot(sending.writer))).not.toContain('110');
  });

  test('only from the check page', () => {
    expect(form.submit(begun(), 'k1').send).toBeUndefined();
  });

  test('the same answers go out again under the same key, other answers under a new one', () => {
    const failed = form.refused(form.submit(filled(), 'k1').form, null);
    expect(failed.place).toMatchObject({ submission: { state: 'failed', code: null } });
    expect(form.submit(failed, 'k2').send?.key).toBe('k1');
    const changed = answer(form.open(failed, 'name').form, '花子');
    expect(form.submit(changed, 'k3').send?.key).toBe('k3');
  });

  test("the server's problems are listed and the draft stays", () => {
    const errors = [{ path: 'name', code: 'too-long', message: words } as unknown as FieldError];
    const refused = form.refused(form.submit(filled(), 'k1').form, 'invalid-form', errors);
    expect(refused.place).toMatchObject({ at: 'check', errors });
    expect(refused.writer.values).toEqual(filled().writer.values);
  });

  test('a new version keeps what still fits and asks for the rest', () => {
    const long = answer(form.open(filled(), 'name').form, 'はなこさん');
    const { form: renewed, say } = form.renewed(form.submit(long, 'k1').form, rules(2, 3));
    expect(renewed.writer.form.version).toBe(2);
    expect(renewed.writer.values).not.toHaveProperty('name');
    expect(renewed.place).toMatchObject({
      at: 'check',
      submission: { state: 'renewed' },
      errors: [{ path: 'name' }],
    });
    expect(JSON.stringify(say)).not.toContain('110');
    expect(form.submit(answer(form.open(renewed, 'name').form, 'はな'), 'k2').send).toMatchObject({
      key: 'k2',
      version: 2,
    });
  });

  test('the receipt ends it: nothing can be changed after it', () => {
    const { form: done, say } = form.submitted(form.submit(filled(), 'k1').form, receipt);
    expect(done.place).toEqual({ at: 'receipt', ...receipt });
    expect(say).toHaveLength(1);
    expect(form.open(done, 'name').form).toBe(done);
    expect(form.back(done).form).toBe(done);
  });
});

describe('with staff', () => {
  const proposed = () =>
    hear(begun(), { type: 'propose', proposal: { id: 'p1', path: 'name', value: '花子' } }, false).form;

  test('a proposal changes nothing before it is accepted', () => {
    expect(proposed().writer.values).toEqual({});
    expect(proposed().place).toMatchObject({ typed: '' });
    const accepted = form.settle(proposed(), 'p1', true).form;
    expect(accepted.writer.values).toEqual({ name: '花子' });
    expect(accepted.place).toMatchObject({ typed: '花子' });
  });

  test('a declined one leaves what is typed', () => {
    const typing = form.type(proposed(), 'はな');
    expect(form.settle(typing, 'p1', false).form.place).toMatchObject({ typed: 'はな' });
  });

  test('nothing can be altered while the application is under way', () => {
    const sending = form.submit(
      hear(filled(), { type: 'propose', proposal: { id: 'p1', path: 'name', value: '花子' } }, false).form,
      'k1',
    ).form;
    expect(form.settle(sending, 'p1', true).form).toBe(sending);
    expect(form.open(sending, 'name').form).toBe(sending);
  });
});

test('a draft is there once something is typed', () => {
  expect(hasDraft(begun())).toBe(false);
  expect(hasDraft(form.type(begun(), 'は'))).toBe(true);
  expect(hasDraft(filled())).toBe(true);
});
