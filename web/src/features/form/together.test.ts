import { describe, expect, test } from 'vitest';
import type { Definition, Field, FieldError, Kind } from '../../generated/forms';
import type { FromReader, PanelMessage } from '../../generated/protocol';
import * as reading from '../panel/reader';
import { snapshot } from '../panel/writer';
import { draftOf, takeUp } from './draft';
import * as helped from './helped';
import { REMEMBERED } from './history';
import type { Form, Formed } from './machine';
import * as form from './machine';
import type { Rules } from './rules';

const words = { ja: '', easy: '', en: '' };
const field = (id: string, kind: Kind, isPrivate = false): Field => ({
  id,
  label: words,
  help: null,
  kind,
  required: id !== 'note',
  private: isPrivate,
  autocomplete: null,
  when: [],
});
const text: Kind = { type: 'text', max_length: 40 };
const items: Kind = { type: 'repeat', min: 0, max: 3, entry: words, fields: [field('what', text)] };
const fields = [
  field('name', text),
  field('items', items),
  field('note', text),
  field('account', text, true),
];
const definition: Definition = {
  id: 'f',
  version: 1,
  effective_from: '2024-04-01',
  effective_until: null,
  subject: 's',
  identity: 'none',
  acting: { proxy: 'anybody', words },
  title: words,
  purpose: words,
  steps: [{ id: 'all', title: words, fields }],
};
const find = (path: string) =>
  path.includes('/') ? field('what', text) : fields.find(({ id }) => id === path);
/** Stands in for SHA-256: of what a desk may see, by path. */
const printed = (answers: Readonly<Record<string, string>>) =>
  JSON.stringify(
    Object.entries(answers)
      .map(([path, value]) => [path, find(path)?.private ? '' : value])
      .sort(),
  );
const rules: Rules = {
  definition,
  field: find,
  access: (path) => {
    const found = find(path);
    if (found === undefined) return undefined;
    return found.private ? 'private' : found.kind.type === 'repeat' ? 'own' : 'open';
  },
  fields: (answers) =>
    fields.flatMap(({ id, required, private: hidden }) => [
      { path: id, step: 'all', entry: null, required, private: hidden },
      ...(id === 'items'
        ? Array.from({ length: Number(answers.items ?? 0) }, (_, entry) => ({
            path: `items/${entry}/what`,
            step: 'all',
            entry,
            required: true,
            private: false,
          }))
        : []),
    ]),
  computed: () => ({}),
  fingerprint: printed,
  normalise: (_path, typed, declared = false) => (typed === '1018' && !declared ? undefined : typed),
  validate: (answers, declared) =>
    fields.flatMap(({ id, required }): FieldError[] => {
      const value = answers[id] ?? '';
      if (value === '' && required) return [{ path: id, code: 'required', message: words }];
      const isGuarded = value === '1018' && !declared.includes(id);
      return isGuarded ? [{ path: id, code: 'my-number', message: words }] : [];
    }),
  places: () => [],
  reading: () => undefined,
};

const begun = () => form.begin(rules, 'ja').form;
const answer = (at: Form, typed: string): Form => form.next(form.type(at, typed)).form;
const filled = () => ['はな', '0', '', '110'].reduce(answer, begun());
const hear = (at: Form, message: FromReader, covered = false) => helped.hear(at, message, covered);
const propose = (at: Form, path: string, value: string) =>
  hear(at, { type: 'propose', proposal: { id: `p-${path}-${value}`, path, value } }).form;
const accept = (at: Form) => form.settle(at, at.writer.sheet.proposals[0]?.id ?? '', true);
const path = ({ place }: Form) => (place.at === 'field' ? place.asked.path : place.at);
const receipt = { number: 'R-1', code: null, helped: [], submittedAt: 0 };

/** A desk that hears everything. */
class Desk {
  reader = reading.receive(reading.waiting, snapshot(begun().writer), true).reader;
  asks: PanelMessage[] = [];

  hear({ say }: Formed): this {
    for (const message of say) {
      const read = reading.receive(this.reader, message, true);
      this.reader = read.reader;
      this.asks.push(...read.say);
    }
    return this;
  }
}

describe('ひとつ戻す', () => {
  test('takes back an answer, a cleared one and one that was declared, the latest first', () => {
    const check = filled();
    const renamed = answer(form.open(check, 'name').form, '1018');
    const declared = form.declare(renamed).form;
    const cleared = answer(form.open(answer(form.open(declared, 'note').form, '門の前'), 'note').form, '');
    expect(cleared.past.slice(-3).map(({ deed }) => deed)).toEqual(['declared', 'answered', 'cleared']);
    const noted = form.undo(cleared).form;
    expect(noted.writer.values.note).toBe('門の前');
    const before = form.undo(form.undo(noted).form).form;
    expect(before.writer.values).toEqual(check.writer.values);
    expect(before.declared).toEqual([]);
    expect(path(before)).toBe('check');
  });

  test('brings back an entry that was removed, with what was written in it', () => {
    const list = answer(begun(), 'はな');
    const one = answer(form.addEntry(list).form, 'ふとん');
    const two = answer(form.addEntry(one).form, 'いす');
    const removed = form.removeEntry(two, 'items/0').form;
    expect(removed.writer.values).toMatchObject({ items: '1', 'items/0/what': 'いす' });
    const { form: back } = form.undo(removed);
    expect(back.writer.values).toEqual(two.writer.values);
    expect(path(back)).toBe('items');
  });

  test('brings back what a proposal replaced, and it is nobody’s proposal any more', () => {
    const accepted = accept(propose(filled(), 'name', '花子')).form;
    expect(accepted.proposed).toEqual(['name']);
    const { form: back } = form.undo(accepted);
    expect(back.writer.values.name).toBe('はな');
    expect(back.proposed).toEqual([]);
  });

  test('travels as numbered changes, which a desk follows', () => {
    const list = form.next(form.type(begun(), 'はな'));
    const added = form.addEntry(list.form);
    const written = form.next(form.type(added.form, 'ふとん'));
    const removed = form.removeEntry(written.form, 'items/0');
    const undone = form.undo(removed.form);
    const desk = new Desk();
    for (const formed of [list, added, written, removed, undone]) desk.hear(formed);
    const { seq, sheet } = undone.form.writer;
    expect(desk.reader).toMatchObject({ state: 'following', seq, sheet, behind: false });
    expect(desk.asks).toEqual([]);
  });

  test('says nothing private', () => {
    const changed = answer(form.open(filled(), 'account').form, '220');
    expect(JSON.stringify(form.undo(changed).say)).not.toContain('110');
  });

  test('reaches back so far and no further, and through the loss of a page', () => {
    let at = filled();
    for (let n = 0; n < REMEMBERED + 5; n += 1) at = answer(form.open(at, 'name').form, `名${n}`);
    at = takeUp(rules, structuredClone(draftOf(at))).form;
    for (let n = 0; n < REMEMBERED; n += 1) at = form.undo(at).form;
    expect(at.writer.values.name).toBe('名4');
    expect(form.undo(at).form).toBe(at);
  });

  test('is over once the application is under way', () => {
    const sending = form.submit(answer(form.open(filled(), 'name').form, '花'), 'k').form;
    expect(form.undo(sending).form).toBe(sending);
    expect(form.submitted(sending, receipt).form.past).toEqual([]);
  });
});

describe('who wrote what', () => {
  test('an accepted proposal is remembered until the answer is given anew', () => {
    const accepted = accept(propose(filled(), 'name', '花子')).form;
    expect(answer(form.open(accepted, 'name').form, '花子').proposed).toEqual(['name']);
    expect(answer(form.open(accepted, 'name').form, '華子').proposed).toEqual([]);
  });

  test('the submission says so of what it holds', () => {
    const accepted = accept(propose(filled(), 'name', '花子')).form;
    expect(form.submit(accepted, 'k').send).toMatchObject({ proposed: ['name'] });
  });

  test('it moves up with its entry, and goes with it', () => {
    const list = answer(begun(), 'はな');
    const two = answer(form.addEntry(answer(form.addEntry(list).form, 'ふとん')).form, 'いす');
    const accepted = accept(propose(two, 'items/1/what', 'ソファー')).form;
    expect(form.removeEntry(accepted, 'items/0').form.proposed).toEqual(['items/0/what']);
    expect(form.removeEntry(accepted, 'items/1').form.proposed).toEqual([]);
  });
});

describe('a desk that leads', () => {
  test('takes the resident there, and もどる brings back what was half typed', () => {
    const typing = form.type(answer(answer(begun(), 'はな'), '0'), '門の');
    const { form: led, say } = hear(typing, { type: 'lead', path: 'name' });
    expect(path(led)).toBe('name');
    expect(say).toHaveLength(1);
    const { form: back, say: told } = helped.goBack(led);
    expect(back.place).toEqual(typing.place);
    expect(back.led).toBeNull();
    expect(told).toHaveLength(1);
  });

  test('led on, the resident still goes back to where they were themselves', () => {
    const there = hear(hear(filled(), { type: 'lead', path: 'name' }).form, {
      type: 'lead',
      path: 'note',
    }).form;
    expect(path(helped.goBack(there).form)).toBe('check');
  });

  test('whoever goes on from there is not led any more', () => {
    const led = hear(filled(), { type: 'lead', path: 'name' }).form;
    expect(form.next(led).form.led).toBeNull();
  });

  test.each(['lead', 'look'] as const)(
    '%s is passed over where nothing is asked, under way and after it',
    (type) => {
      for (const path of ['secret', 'items/0/what', '']) {
        const at = begun();
        expect(hear(at, { type, path }).form).toEqual(at);
      }
      const sending = form.submit(filled(), 'k').form;
      expect(hear(sending, { type, path: 'name' }).form).toEqual(sending);
      const done = form.submitted(sending, receipt).form;
      expect(hear(done, { type, path: 'name' }).form).toEqual(done);
    },
  );

  test('asks to look, and the resident decides', () => {
    const { form: asked, say } = hear(filled(), { type: 'look', path: 'name' });
    expect([path(asked), asked.look, say]).toEqual(['check', 'name', []]);
    expect(helped.lookAway(asked)).toMatchObject({ look: null, place: { at: 'check' } });
    const there = helped.lookThere(asked).form;
    expect([path(there), there.look]).toEqual(['name', null]);
  });
});

describe('comparing', () => {
  const right = (at: Form): FromReader => ({
    type: 'compare',
    seq: at.writer.seq,
    fingerprint: printed(at.writer.values),
  });
  const wrong = (at: Form): FromReader => ({ type: 'compare', seq: at.writer.seq, fingerprint: 'tampered' });
  const found = ({ say }: Formed) => say.map(({ message }) => 'found' in message && message.found);

  test('the same is said to be the same, and nothing waits', () => {
    const heard = hear(filled(), right(filled()));
    expect(found(heard)).toEqual(['same']);
    expect(form.submit(heard.form, 'k').send).toBeDefined();
  });

  test('a number that is not the present one is passed over', () => {
    const at = filled();
    for (const seq of [0, at.writer.seq - 1, at.writer.seq + 1, 2 ** 31]) {
      expect(hear(at, { type: 'compare', seq, fingerprint: 'tampered' })).toEqual({ form: at, say: [] });
    }
  });

  test('a difference holds one touch, with a snapshot, and never the next', () => {
    const differs = hear(filled(), wrong(filled()));
    expect(found(differs)).toEqual(['different']);
    const held = form.submit(differs.form, 'k');
    expect(held.send).toBeUndefined();
    expect(held.say).toEqual([snapshot(differs.form.writer)]);
    expect(held.form.place).toMatchObject({ submission: { state: 'aligning' } });
    expect(form.submit(held.form, 'k').send).toBeDefined();
  });

  test('whatever a desk claims, however often, the second touch sends', () => {
    let at = hear(filled(), wrong(filled())).form;
    at = form.submit(at, 'k').form;
    for (let n = 0; n < 7; n += 1) {
      at = hear(at, wrong(at)).form;
      expect(form.submit(at, 'k').send).toBeDefined();
    }
  });

  test('once the desk has the snapshot, the page waits for nothing', () => {
    const held = form.submit(hear(filled(), wrong(filled())).form, 'k').form;
    const same = hear(held, right(held)).form;
    expect(same.place).toMatchObject({ submission: { state: 'none' } });
    expect(same.alignment.differs).toBe(false);
  });

  test('under the cover nobody learns anything by guessing', () => {
    for (const guess of [right, wrong]) {
      const at = filled();
      const covered = hear(at, guess(at), true);
      expect(found(covered)).toEqual(['covered']);
      expect(covered.form).toBe(at);
    }
  });

  test('a page that was lost forgets what a desk claimed', () => {
    const differs = hear(filled(), wrong(filled())).form;
    const again = takeUp(rules, structuredClone(draftOf(differs))).form;
    expect(form.submit(again, 'k').send).toBeDefined();
  });
});

test('what is wrong is said at the field in the words of the summary', () => {
  const missing = form.submit({ ...form.renewed(begun(), rules).form }, 'k').form;
  const { place } = form.open(missing, 'name').form;
  expect(place).toMatchObject({ at: 'field', error: { path: 'name', code: 'required' } });
});
