import type { Forms } from '../../forms/forms';
import type { Definition } from '../../generated/forms';
import type { OwnApplication } from '../../generated/protocol';
import type { Answer, createAsk } from '../../http/ask';
import { createStore, type Watchable } from '../../store/store';
import { type Act, type Applicant, begin, type Event, next } from './applicant';

export interface ApplicantPhone extends Watchable<Applicant> {
  readonly tell: (event: Event) => void;
}

/** Carries out what the value asks for. `rules`: fetched when somebody puts something right, and not before. */
export function createApplicant(
  ask: ReturnType<typeof createAsk>,
  rules: () => Promise<Forms>,
): ApplicantPhone {
  const store = createStore<Applicant>(begin);

  function tell(event: Event): void {
    const { applicant, act } = next(store.snapshot(), event);
    store.set(applicant);
    if (act !== null) void carryOut(act);
  }

  async function carryOut(act: Act): Promise<void> {
    if (act.is === 'open') return tell({ type: 'opened', act, answer: await open(act.code) });
    const answer: Answer<OwnApplication> =
      act.is === 'look'
        ? await ask('POST', '/api/my-application', { code: act.code })
        : await ask('POST', '/api/my-application/correct', act.ask, {
            headers: { 'idempotency-key': act.key },
          });
    tell({ type: 'looked', act, answer });
  }

  async function open(code: string) {
    const answer: Answer<Definition> = await ask('POST', '/api/my-application/form', { code });
    if (answer.is !== 'ok') return answer;
    try {
      return { is: 'ok', value: (await rules()).form(answer.value) } as const;
    } catch {
      // The rules did not come, or cannot read this form: neither is known to be lasting.
      return { is: 'unreachable' } as const;
    }
  }

  return { snapshot: store.snapshot, subscribe: store.subscribe, tell };
}
