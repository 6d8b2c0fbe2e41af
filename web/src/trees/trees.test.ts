import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Door, openDoor } from '../forms/door';
import type { Advice, Guide, Walk } from '../generated/protocol';

const repository = new URL('../../../', import.meta.url);
const today = '2026-11-30';

async function json<T>(path: string): Promise<T> {
  return JSON.parse(await readFile(new URL(path, repository), 'utf8'));
}

let door: Door;

beforeAll(async () => {
  const bytes = await readFile(new URL('web/src/generated/trees.wasm', repository));
  const { instance } = await WebAssembly.instantiate(bytes);
  door = openDoor(instance);
});

describe('without the server', () => {
  test('a guide is walked from its first question to the list of schemes', async () => {
    const guide = await json<Guide>('demo/guide-disability.json');
    const answers: Record<string, string | string[]> = {};
    const ask = () => door({ call: 'step', tree: guide.tree, answers, today }) as Walk;
    for (let step = ask(); step.is === 'ask'; step = ask()) {
      const { id, kind } = step.question;
      if (kind.type === 'choice') answers[id] = kind.choices[0]?.id ?? '';
      else if (kind.type === 'several') answers[id] = [kind.choices[0]?.id ?? ''];
      else answers[id] = '78';
    }
    const advice = door({ call: 'advise', guide, answers, today }) as Advice;
    expect(advice.usable.map(({ scheme }) => scheme)).toContain('medical-aid');
    expect(advice.usable.length + advice.perhaps.length + advice.others.length).toBe(guide.schemes.length);
  });

  test('what whoever edits asks is not carried along', () => {
    expect(() => door({ call: 'check', body: {} })).toThrow(/unknown variant/);
  });
});
