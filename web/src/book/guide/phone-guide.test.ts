import { expect, test } from 'vitest';
import { guide, rules } from '../../features/guide/sample';
import * as walks from '../../features/guide/walk';
import type { Guide } from '../../generated/protocol';
import type { Answer } from '../../http/ask';
import { createPhoneGuide } from './phone-guide';

function phone() {
  const office: { answer: Answer<Guide[]>; asked: string[]; logs: number } = {
    answer: { is: 'ok', value: [guide()] },
    asked: [],
    logs: 0,
  };
  const guiding = createPhoneGuide({
    api: {
      guides: async (ward) => {
        office.asked.push(ward);
        return office.answer;
      },
      logAdvice: async () => {
        office.logs += 1;
        return { is: 'ok', value: null };
      },
    },
    rules: async ({ tree }) => rules(tree.version),
  });
  return { guiding, office };
}

const settled = async () => {
  for (let i = 0; i < 10; i += 1) await Promise.resolve();
};
const link = { ward: 'kokura', guide: 'disability', usable: ['home-help'], perhaps: [] };

test('a guide is walked in the ward that was chosen, and another ward begins anew', async () => {
  const { guiding, office } = phone();
  guiding.open('kokura');
  await settled();
  guiding.act((walk) => walks.next(walks.type(walk, ['care'])));
  guiding.open('kokura');
  await settled();
  expect(guiding.snapshot().guide).toMatchObject({ is: 'open', walk: { answers: { needs: ['care'] } } });
  guiding.act((walk) => walks.next(walks.type(walk, '78')));
  expect(office.logs).toBe(1);
  guiding.open('moji');
  await settled();
  expect(guiding.snapshot().guide).toMatchObject({ is: 'open', walk: { answers: {} } });
  expect(office.asked).toEqual(['kokura', 'kokura', 'moji']);
});

test('a list that came with an address is looked up in the guide as it is now', async () => {
  const { guiding, office } = phone();
  await guiding.list(link);
  expect(guiding.snapshot().listed).toMatchObject({ is: 'loaded', guide: { tree: { id: 'disability' } } });
  office.answer = { is: 'ok', value: [] };
  await guiding.list({ ...link });
  expect(guiding.snapshot().listed).toMatchObject({ is: 'loaded', guide: null });
  office.answer = { is: 'unreachable' };
  await guiding.list({ ...link });
  expect(guiding.snapshot().listed).toMatchObject({ is: 'failed' });
  expect(office.logs).toBe(0);
});

test('of two lists the latest is shown', async () => {
  const { guiding } = phone();
  const first = guiding.list({ ...link, guide: 'other' });
  await Promise.all([first, guiding.list(link)]);
  expect(guiding.snapshot().listed).toMatchObject({ is: 'loaded', link });
});
