import { expect, test } from 'vitest';
import type { Answer } from './ask';
import { createQuestion } from './asked';

const ok = (value: string): Answer<string> => ({ is: 'ok', value });

test('a value stays in sight while the server cannot be reached', async () => {
  const question = createQuestion<string>();
  await question.ask(async () => ok('一'));
  await question.ask(async () => ({ is: 'unreachable' }));
  expect(question.snapshot()).toEqual({ is: 'loaded', value: '一', stale: true });
  await question.ask(async () => ok('二'));
  expect(question.snapshot()).toEqual({ is: 'loaded', value: '二', stale: false });
});

test('a late answer to an older question is dropped', async () => {
  const question = createQuestion<string>();
  let answerLate = (_: Answer<string>) => {};
  const late = question.ask(
    () =>
      new Promise((done) => {
        answerLate = done;
      }),
  );
  await question.ask(async () => ok('新しい'));
  answerLate(ok('古い'));
  await late;
  expect(question.snapshot()).toMatchObject({ value: '新しい' });
});

test('a refusal says whether it is about the person', async () => {
  const question = createQuestion<string>();
  await question.ask(async () => ({ is: 'refused', code: 'bad-field', title: '日付が違います。' }));
  expect(question.snapshot()).toEqual({ is: 'failed', forbidden: false, title: '日付が違います。' });
  await question.ask(async () => ({ is: 'refused', code: 'forbidden', title: '' }));
  expect(question.snapshot()).toMatchObject({ is: 'failed', forbidden: true });
});
