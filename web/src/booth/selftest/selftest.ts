// 点検: three plain questions to a person, and what their answers mean for the lamps. A plain value.

import type { Lamp } from '../../generated/protocol';
import type { DeviceProblem, LocalState } from '../../rtc/media';
import type { Link } from '../../signal/client';
import { lamp } from '../terminal/lamps';

export const questions = ['camera', 'microphone', 'speaker'] as const;
export type Question = (typeof questions)[number];

/** True: seen or heard. What was not asked yet is not there. */
export type Answers = { readonly [question in Question]?: boolean };

export type SelfTest =
  /** No device is on yet. */
  | { readonly at: 'before' }
  | { readonly at: 'question'; readonly question: Question; readonly answers: Answers }
  | { readonly at: 'report'; readonly answers: Answers };

export const before: SelfTest = { at: 'before' };

export function start(): SelfTest {
  return { at: 'question', question: questions[0], answers: {} };
}

export function answer(test: SelfTest, yes: boolean): SelfTest {
  if (test.at !== 'question') return test;
  const { question } = test;
  const answers = { ...test.answers, [question]: yes };
  const following = questions[questions.indexOf(question) + 1];
  return following === undefined
    ? { at: 'report', answers }
    : { at: 'question', question: following, answers };
}

/** The question before, with its answer taken back; from the first one, nothing was begun. */
export function back(test: SelfTest): SelfTest {
  if (test.at !== 'question') return before;
  const earlier = questions[questions.indexOf(test.question) - 1];
  if (earlier === undefined) return before;
  const { [earlier]: _takenBack, ...answers } = test.answers;
  return { at: 'question', question: earlier, answers };
}

/** What a device is said to lack where nothing else is known of it. */
const unseen = { camera: 'black', microphone: 'silent', speaker: 'not-heard' } as const;

/** The lamps of whatever was answered. A person's yes outweighs what the browser thinks. */
export function lampsOf(answers: Answers, problems: LocalState['problems']): readonly Lamp[] {
  return questions.flatMap((question) => {
    const yes = answers[question];
    if (yes === undefined) return [];
    const problem: DeviceProblem | undefined = problems[question];
    return [yes ? lamp(question, undefined, 'good') : lamp(question, problem, unseen[question])];
  });
}

/** What this page can tell of the line without a call. */
export interface Line {
  /** Signaling, over TCP. */
  readonly tcp: boolean;
  /** Pictures and sound, over UDP: a page cannot try it; the booth's own program does, where there is one. */
  readonly udp: 'program' | 'unknown';
}

export function lineOf(link: Link | null, hasProgram: boolean): Line {
  return { tcp: link?.is === 'open', udp: hasProgram ? 'program' : 'unknown' };
}
