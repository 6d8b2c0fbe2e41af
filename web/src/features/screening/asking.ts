import type { ChoiceId, ScreeningAsked, ScreeningStep } from '../../generated/protocol';
import type { Answer } from '../../http/ask';
import type { Walk } from './walk';
import * as walks from './walk';

/** Asks the office what a walk waits for, and takes the answers to its questions. */
export interface Asking {
  /** Asks for what the walk that stands there waits for. */
  readonly go: () => void;
  readonly choose: (choice: ChoiceId) => void;
  readonly again: () => void;
}

/** Where the walk is held. */
export interface Around {
  /** Null where nothing is screened. */
  readonly walk: () => Walk | null;
  readonly learn: (walk: Walk) => void;
}

export function createAsking(
  ask: (asked: ScreeningAsked) => Promise<Answer<ScreeningStep>>,
  { walk: now, learn }: Around,
): Asking {
  async function go(): Promise<void> {
    const asked = now();
    if (asked === null || !walks.isWaiting(asked)) return;
    const answer = await ask(walks.askedOf(asked));
    // Whoever went on meanwhile waits for something else.
    if (now() === asked) learn(walks.heard(asked, answer));
  }

  function step(to: (walk: Walk) => Walk): void {
    const before = now();
    if (before === null) return;
    const after = to(before);
    if (after === before) return;
    learn(after);
    void go();
  }

  return {
    go: () => void go(),
    choose: (choice) => step((walk) => walks.choose(walk, choice)),
    again: () => step(walks.again),
  };
}
