// Checks a booking in: asks the office for the code, and rings with what it says.

import type { Language, Subject, SubjectId } from '../../generated/protocol';
import type { Api } from '../api';
import type { Event } from '../visit';
import type { Arrival } from './arrival';
import * as arrivals from './arrival';

/** The visit around it. */
export interface Around {
  /** Null where nobody is arriving. */
  readonly arrival: () => Arrival | null;
  readonly subject: (id: SubjectId) => Subject | undefined;
  /** Goes on in a language: the one in which it was booked. */
  readonly speak: (language: Language) => void;
  readonly tell: (event: Event) => void;
}

/** What it stands on. */
export interface Tools {
  readonly api: Pick<Api, 'checkIn' | 'look'>;
  readonly newId: () => string;
}

export function createCheckIn(
  { api, newId }: Tools,
  { arrival: now, subject: subjectOf, speak, tell }: Around,
) {
  const learn = (arrival: Arrival) => tell({ type: 'arrival', arrival });

  async function checkIn(): Promise<void> {
    const before = now();
    if (before === null) return;
    const { arrival, code } = arrivals.ask(before);
    learn(arrival);
    if (code === null) return;
    const answer = await api.checkIn(code);
    // Whoever went back or has gone does not ring.
    if (now() !== arrival) return;
    if (answer.is === 'unreachable') return learn(arrivals.refused(arrival, null, null));
    if (answer.is === 'ok') {
      const { booking, time, subject: id, language } = answer.value;
      speak(language);
      const subject = subjectOf(id);
      if (subject !== undefined)
        return tell({ type: 'arrived', request: newId(), subject, booked: { booking, time } });
      return learn(arrivals.refused(arrival, { code: 'not-remote' }, null));
    }
    const looked = arrivals.tellsMore(answer.code) ? await api.look(code) : null;
    if (now() !== arrival) return;
    learn(arrivals.refused(arrival, answer, looked?.is === 'ok' ? looked.value : null));
  }

  return {
    checkIn,
    /** Types the code, or gives the one that the camera has read, which is asked for at once. */
    type: (typed: string) => change((arrival) => arrivals.type(arrival, typed)),
    press: (letter: string) => change((arrival) => arrivals.press(arrival, letter)),
    erase: () => change(arrivals.erase),
    scanned: (code: string) => {
      change((arrival) => arrivals.type(arrivals.again(arrival), code));
      void checkIn();
    },
  };

  function change(step: (arrival: Arrival) => Arrival): void {
    const arrival = now();
    if (arrival !== null) learn(step(arrival));
  }
}
