import { useCallback, useEffect, useState } from 'react';
import type { ApplicationId } from '../../generated/protocol';
import { createStore } from '../../store/store';
import { useStore } from '../../store/useStore';
import type { OfficeApi } from '../api';
import { useServices } from '../services';
import { correctionOf } from './correction';
import { type Act, type Effect, type Event, next, type Review } from './review';

/** Carries out what the value asks for. `onChanged`: an act was done, so the counts are others. */
export function useReview(id: ApplicationId, onChanged: () => void) {
  const { api, today } = useServices();
  const [store] = useState(() => createStore<Review>({ is: 'loading' }));
  const review = useStore(store);
  const tell = useCallback(
    (event: Event) => {
      const carryOut = async (effect: Effect): Promise<void> => {
        if (effect.effect === 'reread') return turn({ type: 'reread', answer: await api.application(id) });
        const { act, revision } = effect;
        const answer = await send(api, id, act, revision);
        turn({ type: 'answered', act, answer });
        if (answer.is === 'ok') onChanged();
      };
      const turn = (event: Event) => {
        const { review, effects } = next(store.snapshot(), event);
        store.set(review);
        for (const effect of effects) void carryOut(effect);
      };
      turn(event);
    },
    [store, api, id, onChanged],
  );
  const load = useCallback(async () => {
    const [application, definition] = await Promise.all([api.application(id), api.definition(id)]);
    tell({ type: 'loaded', application, definition });
  }, [api, id, tell]);
  useEffect(() => void load(), [load]);
  return { review, tell, load, today: today() };
}

function send(api: OfficeApi, id: ApplicationId, act: Act, revision: number) {
  switch (act.is) {
    case 'review':
    case 'withdraw':
      return api.review(id, revision);
    case 'correction':
      return api.correction(id, correctionOf(act.draft), revision);
    case 'paper':
      return api.paper(id, { path: act.path, received: act.received }, revision);
    case 'complete':
      return api.complete(id, revision);
  }
}
