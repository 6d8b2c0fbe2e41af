// A small screening and a small guide for the tests of this folder, and the real rules.

import { readFile } from 'node:fs/promises';
import { openDoor } from '../../forms/door';
import type { Body, Guide, Question, Screening, Tree, Words } from '../../generated/protocol';
import { type DraftRules, draftRules } from './rules';
import { newRule } from './templates';

export const said = (ja: string): Words => ({ ja, easy: ja, en: ja });

const question = (id: string, choices: readonly [string, string][]): Question => ({
  id,
  ask: said(`${id}？`),
  help: null,
  kind: {
    type: 'choice',
    choices: choices.map(([choice, outcome]) => {
      const then = { outcome };
      return { id: choice, label: said(choice), then };
    }),
  },
});

const tree = (id: string, questions: Question[]): Tree => ({
  id,
  version: 1,
  effective_from: '2026-04-01',
  effective_until: null,
  title: said(id),
  start: { question: questions[0]?.id ?? '' },
  questions,
  outcomes: [{ id: 'end', title: said('おわり'), reasons: [] }],
});

const talk = () =>
  question('talk', [
    ['yes', 'end'],
    ['no', 'end'],
  ]);

/** Two trees that share a question; who does not want to be heard is sent to an enclosed booth. */
export const screening = (): Screening => ({
  version: 1,
  effective_from: '2026-04-01',
  effective_until: null,
  trees: [tree('plain', [talk()]), tree('more', [talk()])],
  reasons: [
    { id: 'wish', words: said('ご希望です') },
    { id: 'here', words: said('ここでできます') },
  ],
  rules: [
    {
      ...newRule('wish', 'wish'),
      title: '個室で話したい',
      when: { ...newRule('', undefined).when, answers: [{ question: 'talk', is: ['no'] }] },
      verdict: 'enclosed-booth',
    },
    { ...newRule('rest', 'here'), title: '残り' },
  ],
});

/** One question, and a scheme for those of 65 and more who want it. */
export const guide = (): Guide => ({
  tree: tree('care', [talk()]),
  schemes: [
    {
      id: 'help',
      name: said('手伝い'),
      about: said('手伝います'),
      place: said('窓口'),
      bring: said('なし'),
      online: null,
      my_number: false,
      when: [{ all: [{ question: 'talk', wants: { is: ['yes'] } }] }],
      perhaps: [],
    },
  ],
});

export const ofScreening = (its = screening()): Body => ({ is: 'screening', screening: its });
export const ofGuide = (its = guide()): Body => ({ is: 'guide', guide: its });

/** The rules as the faces have them. */
export async function realRules(): Promise<DraftRules> {
  const bytes = await readFile(new URL('../../generated/trees-editor.wasm', import.meta.url));
  const { instance } = await WebAssembly.instantiate(bytes);
  return draftRules(openDoor(instance));
}
