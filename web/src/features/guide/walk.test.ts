import { expect, test } from 'vitest';
import { rules } from './sample';
import * as walks from './walk';

const pass = (walk: walks.Walking, typed: string | string[]) => walks.next(walks.type(walk, typed));
const atAge = () => pass(walks.begin(rules()), ['care']);
const atEnd = () => pass(atAge(), '７８');
const where = (walk: walks.Walking) => walks.questionOf(walk)?.id ?? 'list';

test('one question a page, to the list of schemes; what was typed is written in its one way', () => {
  const walk = walks.begin(rules());
  expect([where(walk), where(atAge()), where(atEnd())]).toEqual(['needs', 'age', 'list']);
  expect(walk.advice).toBeNull();
  expect(atEnd().answers).toEqual({ needs: ['care'], age: '78' });
  expect(atEnd().advice?.log.usable).toEqual(['home-help']);
});

test('nothing goes on without an answer, nor with a wrong one', () => {
  const walk = walks.begin(rules());
  expect(walks.next(walk).refused).toBe('empty');
  expect(pass(walk, []).refused).toBe('empty');
  const wrong = pass(atAge(), 'あ');
  expect(where(wrong)).toBe('age');
  expect(wrong.refused).toMatchObject({ ja: '数字で答えてください' });
  expect(wrong.answers).toEqual({ needs: ['care'] });
  expect(walks.type(wrong, '7').refused).toBeNull();
});

test('どれでもない stands alone', () => {
  const chosen = (...ids: string[]) => walks.chosenOf(ids.reduce(walks.toggle, walks.begin(rules())));
  expect(chosen('care', 'work')).toEqual(['care', 'work']);
  expect(chosen('care', 'work', 'care')).toEqual(['work']);
  expect(chosen('care', 'none')).toEqual(['none']);
  expect(chosen('none', 'work')).toEqual(['work']);
  const age = atAge();
  expect(walks.toggle(age, 'care')).toBe(age);
});

test('the way back shows each answer, and forward again passes what follows', () => {
  const back = walks.back(walks.back(atEnd()));
  expect([where(back), back.typed]).toEqual(['needs', ['care']]);
  expect(walks.isFirst(back)).toBe(true);
  expect(walks.back(back)).toBe(back);
  const on = pass(back, ['work']);
  expect([where(on), on.typed]).toEqual(['age', '78']);
  expect(where(walks.next(on))).toBe('list');
  expect(walks.next(on).answers).toEqual({ needs: ['work'], age: '78' });
});

test('an answer that is changed from the list leads back to the list', () => {
  const opened = walks.open(atEnd(), 'needs');
  expect([where(opened), walks.isFirst(opened)]).toEqual(['needs', false]);
  expect(where(walks.back(opened))).toBe('list');
  expect(where(pass(opened, ['work']))).toBe('list');
  expect(walks.open(atEnd(), 'unknown').back).toBeNull();
});

test('the number of the question is told, and how many there are', () => {
  expect(walks.progress(walks.begin(rules()))).toEqual({ now: 1, of: 2 });
  expect(walks.progress(atAge())).toEqual({ now: 2, of: 2 });
  expect(walks.progress(walks.back(atAge()))).toEqual({ now: 1, of: 2 });
});

test('desks are told what was answered, never what is being entered, and walk to the same page', () => {
  const typing = walks.type(atAge(), '7');
  expect(walks.shared(typing)).toEqual({
    guide: 'disability',
    version: 1,
    answers: { needs: ['care'] },
    back_at: null,
  });
  expect(where(walks.follow(rules(), walks.shared(typing)))).toBe('age');
  const back = walks.back(atEnd());
  expect(where(walks.follow(rules(), walks.shared(back)))).toBe('age');
  expect(walks.follow(rules(), walks.shared(atEnd())).advice?.log.usable).toEqual(['home-help']);
});

test('a lost page is taken up at the same letter', () => {
  const typing = walks.type(walks.open(atEnd(), 'age'), '6');
  const again = walks.begin(rules(), walks.draftOf(typing));
  expect([where(again), again.typed, again.fromEnd]).toEqual(['age', '6', true]);
  expect(walks.hasDraft(again)).toBe(true);
  expect(walks.hasDraft(walks.begin(rules()))).toBe(false);
});

test('a newer version takes the answers over, and says what it asks again', () => {
  const carried = walks.begin(rules(2), walks.draftOf(atEnd()));
  expect([where(carried), carried.answers, carried.askedAgain]).toEqual(['needs', { age: '78' }, ['needs']]);
  const on = pass(carried, ['work']);
  expect([where(on), on.askedAgain]).toEqual(['list', ['needs']]);
  expect(walks.restart(on).askedAgain).toBeNull();
});
