import { expect, test } from 'vitest';
import type { Definition } from '../../generated/forms';
import type { ReviewedApplication } from '../../generated/protocol';
import type { Answer } from '../../http/ask';
import { application, NOON, row, TODAY } from '../sample';
import { write } from './correction';
import {
  type Act,
  doable,
  type Effect,
  type Event,
  next,
  type Open,
  openPoints,
  type Review,
} from './review';

const definition = { id: 'fureai-shushu', steps: [] } as unknown as Definition;
const ok = <T>(value: T): Answer<T> => ({ is: 'ok', value });
const no = (code: 'stale-tag' | 'wrong-state' | 'forbidden' | 'not-found', title = ''): Answer<never> => ({
  is: 'refused',
  code,
  title,
});

/** A reviewer before one application, and a server that answers what the test says. */
class Desk {
  review: Review = { is: 'loading' };
  effects: readonly Effect[] = [];

  tell(event: Event): this {
    const turn = next(this.review, event);
    this.review = turn.review;
    this.effects = turn.effects;
    return this;
  }

  get open(): Open {
    if (this.review.is !== 'open') throw new Error(`it is ${this.review.is}`);
    return this.review;
  }

  act(act: Act): this {
    return this.tell({ type: 'act', act });
  }

  answer(answer: Answer<ReviewedApplication>): this {
    const act = this.open.doing?.act;
    if (act === undefined) throw new Error('nothing is under way');
    return this.tell({ type: 'answered', act, answer });
  }

  static at(one = application()): Desk {
    return new Desk().tell({ type: 'loaded', application: ok(one), definition: ok(definition) });
  }
}

test('an application that may not be seen, is not there or does not come says so', () => {
  const failed = (answer: Answer<ReviewedApplication>) =>
    new Desk().tell({ type: 'loaded', application: answer, definition: ok(definition) }).review;
  expect(failed(no('forbidden'))).toEqual({ is: 'failed', forbidden: true, title: '' });
  expect(failed(no('not-found', '見つかりません'))).toMatchObject({
    forbidden: false,
    title: '見つかりません',
  });
  expect(failed({ is: 'unreachable' })).toEqual({ is: 'failed', forbidden: false, title: '' });
});

test('an act goes out once, under the revision it was decided on', () => {
  const desk = Desk.at(application({ row: row(), revision: 1 })).act({ is: 'review' });
  expect(desk.effects).toEqual([{ effect: 'act', act: { is: 'review' }, revision: 1 }]);
  desk.act({ is: 'review' });
  expect(desk.effects).toEqual([]);
  desk.answer(ok(application()));
  expect(desk.open).toMatchObject({ doing: null, said: { is: 'done' }, application: { revision: 2 } });
});

test('a correction begins with the findings, is not sent as long as it is wrong, and is gone once it arrived', () => {
  const desk = Desk.at().tell({ type: 'ask', what: 'correction', today: TODAY });
  expect(desk.open.draft?.lines.map(({ path }) => path)).toEqual(['address']);
  const { draft } = desk.open;
  if (draft === null) throw new Error('a draft was begun');
  desk.tell({ type: 'write', draft: write(draft, 'address', '') }).tell({ type: 'send', today: TODAY });
  expect(desk.open).toMatchObject({ tried: true, doing: null });
  expect(desk.effects).toEqual([]);
  desk.tell({ type: 'write', draft }).tell({ type: 'send', today: TODAY });
  expect(desk.effects).toMatchObject([{ effect: 'act', act: { is: 'correction', draft }, revision: 2 }]);
  desk.answer(ok(application({ row: row({ status: 'correction' }), revision: 3 })));
  expect(desk.open).toMatchObject({ asking: null, draft: null, said: { is: 'done' } });
});

test('a draft outlives a closed dialog, a lost line and a refusal', () => {
  const desk = Desk.at().tell({ type: 'ask', what: 'correction', today: TODAY });
  const { draft } = desk.open;
  if (draft === null) throw new Error('a draft was begun');
  const written = write(draft, 'address', '部屋の番号まで書いてください。');
  desk.tell({ type: 'write', draft: written });
  desk
    .tell({ type: 'ask', what: null, today: TODAY })
    .tell({ type: 'ask', what: 'correction', today: TODAY });
  expect(desk.open.draft).toEqual(written);
  desk.tell({ type: 'send', today: TODAY }).answer({ is: 'unreachable' });
  expect(desk.open).toMatchObject({ asking: 'correction', draft: written, said: { is: 'unreachable' } });
  desk.tell({ type: 'send', today: TODAY }).answer(no('wrong-state', 'もう変えられません'));
  expect(desk.open).toMatchObject({
    asking: 'correction',
    draft: written,
    said: { is: 'refused', title: 'もう変えられません', errors: [] },
  });
});

test('who comes too late is shown what a colleague did, and keeps what was typed', () => {
  const desk = Desk.at().tell({ type: 'ask', what: 'correction', today: TODAY });
  desk.tell({ type: 'send', today: TODAY }).answer(no('stale-tag'));
  expect(desk.effects).toEqual([{ effect: 'reread' }]);
  expect(desk.open.doing?.how).toBe('rereading');
  const deed = { at: NOON + 7_200_000, deed: 'paper-received', by: '八幡 花子（例）' } as const;
  const newer = application({
    revision: 3,
    answers: { ...application().answers, address: '大手町1-1-203', name: '小倉 花子' },
    history: [...application().history, deed],
    papers: [{ path: 'certificate', way: 'post', received_at: NOON }],
  });
  desk.tell({ type: 'reread', answer: ok(newer) });
  expect(desk.open).toMatchObject({
    said: { is: 'stale' },
    changed: { deeds: [deed], answers: ['address'], papers: ['certificate'] },
    asking: 'correction',
    doing: null,
  });
  expect(desk.open.draft?.lines).toHaveLength(1);
  const seen = next(desk.open, { type: 'seen' });
  expect(seen.review).toMatchObject({ changed: null, said: null });
  desk.tell({ type: 'send', today: TODAY });
  expect(desk.effects).toMatchObject([{ revision: 3 }]);
  expect(desk.open.changed).toBeNull();
});

test('a newer version that does not come leaves everything as it was', () => {
  const desk = Desk.at().act({ is: 'complete' }).answer(no('stale-tag'));
  desk.tell({ type: 'reread', answer: { is: 'unreachable' } });
  expect(desk.open).toMatchObject({ said: { is: 'unreachable' }, doing: null, changed: null });
});

test('what is wrong with a correction is told as the server says it', () => {
  const errors = [
    { path: 'reasons/0/words', code: 'private', message: '個人の欄の内容は書かないでください。' },
  ];
  const desk = Desk.at().tell({ type: 'ask', what: 'correction', today: TODAY });
  desk.tell({ type: 'send', today: TODAY });
  desk.answer({ is: 'refused', code: 'bad-field', title: '', errors });
  expect(desk.open).toMatchObject({ asking: 'correction', said: { is: 'refused', errors } });
});

test('a paper is noted beside a correction that is being written', () => {
  const desk = Desk.at().tell({ type: 'ask', what: 'correction', today: TODAY });
  desk.act({ is: 'paper', path: 'certificate', received: true }).answer(ok(application({ revision: 3 })));
  expect(desk.open).toMatchObject({ asking: 'correction', said: { is: 'done' } });
  expect(desk.open.draft).not.toBeNull();
});

const nothing = { review: false, withdraw: false, correction: false, complete: false, paper: false };

test.each([
  ['submitted', { review: true, paper: true }],
  ['review', { correction: true, complete: true, paper: true }],
  ['correction', { withdraw: true, paper: true }],
  ['complete', {}],
  ['handed-over', {}],
] as const)('what can be done where it is %s', (status, can) => {
  expect(doable(application({ row: row({ status }) }))).toEqual({ ...nothing, ...can });
});

test('nothing can be done to what is erased', () => {
  expect(doable(application({ row: row({ status: 'review', erased: true }) }))).toEqual(nothing);
});

test('open are the findings, and the papers that have not come', () => {
  const { papers } = openPoints(
    application({
      papers: [
        { path: 'certificate', way: 'post', received_at: NOON },
        { path: 'letter', way: 'counter', received_at: null },
      ],
    }),
  );
  expect(papers.map(({ path }) => path)).toEqual(['letter']);
});
