// What colleagues, or the applicant, did to an application between two looks at it.

import type { ApplicationHistory, ReviewedApplication } from '../../generated/protocol';

export interface Differences {
  readonly deeds: readonly ApplicationHistory[];
  /** Paths of answers that are not what they were, gone ones too. */
  readonly answers: readonly string[];
  /** Paths of papers that came, or after all did not. */
  readonly papers: readonly string[];
}

export function differences(before: ReviewedApplication, after: ReviewedApplication): Differences {
  const paths = new Set([...Object.keys(before.answers), ...Object.keys(after.answers)]);
  return {
    deeds: after.history.slice(before.history.length),
    answers: [...paths].filter((path) => before.answers[path] !== after.answers[path]),
    papers: after.papers
      .filter(({ path, received_at }) => (received_at === null) !== (receivedAt(before, path) === null))
      .map(({ path }) => path),
  };
}

function receivedAt({ papers }: ReviewedApplication, path: string): number | null {
  return papers.find((paper) => paper.path === path)?.received_at ?? null;
}
