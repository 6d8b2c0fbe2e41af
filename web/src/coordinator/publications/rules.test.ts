import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { Screening } from '../../generated/protocol';
import type { Case } from './rules';
import { realRules } from './sample';

test('a draft has its verdict for a subject at a site, by the module of whoever edits', async () => {
  const file = new URL('../../../../demo/screening.json', import.meta.url);
  const screening = JSON.parse(await readFile(file, 'utf8')) as Screening;
  const on: Case = {
    subject: {
      documents: 'originals',
      money: false,
      sensitivity: 'high',
      kiosk: false,
      danger: false,
      reach: 'guidance',
    },
    site: {
      seclusion: 'open',
      handset: true,
      earphone: false,
      document_camera: false,
      printer: false,
      attendant: true,
    },
    tree: 'papers',
  };
  const { decide } = await realRules();
  expect(decide(screening, on, { papers: 'no', talk: 'yes' }, '2026-11-30')).toMatchObject({
    verdict: 'enclosed-booth',
    rule: 'private-matter',
  });
  const guide = { ...on, tree: 'welfare' };
  expect(decide(screening, guide, { 'only-guide': 'yes' }, '2026-11-30')).toMatchObject({
    rule: 'guide-alone',
    guide: true,
  });
});
