/** Questions and verdicts, for tests. */

import type { Answered, Guidance, Reason, ScreeningStep, Verdict, Words } from '../../generated/protocol.ts';

const words = (ja: string): Words => ({ ja, easy: `${ja}（easy）`, en: `${ja} (en)` });
const answeredBy = (answers: Record<string, string>): Answered[] =>
  Object.entries(answers).map(([question, answer]) => ({
    question,
    ask: words(`${question}ですか`),
    answer,
    words: words(answer),
  }));

/** The office asks a question with the choices yes, quiet and no, after what was answered. */
export function asks(id: string, answers: Record<string, string> = {}, left = 1): ScreeningStep {
  const choice = (choice: string) => ({
    id: choice,
    label: words(choice),
    // biome-ignore lint/suspicious/noThenProperty: the wire's own name
    then: { outcome: 'answered' } as const,
  });
  return {
    is: 'ask',
    question: {
      id,
      ask: words(`${id}ですか`),
      help: null,
      kind: { type: 'choice', choices: ['yes', 'quiet', 'no'].map(choice) },
    },
    refused: null,
    answered: answeredBy(answers),
    left,
    given: { version: 1, answers },
    renewed: false,
  };
}

const because: Reason = { id: 'because', words: words('わけ') };

export function guidance(
  verdict: Verdict,
  answers: Record<string, string> = {},
  more: Partial<Guidance> = {},
): Guidance {
  return {
    decision: { verdict, title: words(verdict), reasons: [because], rule: 'rule', version: 1 },
    answered: answeredBy(answers),
    given: { version: 1, answers },
    bring: null,
    office: null,
    enclosed: [],
    counter: null,
    kiosk: null,
    may_disagree: true,
    right_to_apply: false,
    ...more,
  };
}

/** The office decides. */
export function decides(
  verdict: Verdict,
  answers: Record<string, string> = {},
  more: Partial<Guidance> = {},
): ScreeningStep {
  return { is: 'decided', guidance: guidance(verdict, answers, more) };
}
