import { createContext, useCallback, useContext, useEffect, useRef, useState } from 'react';
import type { Clock } from '../clock/clock';
import type { Schedule } from '../generated/protocol';
import { useLanguage } from '../i18n/language';
import type { Answer, CoordinatorApi } from './api';
import { useDates } from './calendar/era';
import type { Draft } from './plan/drafting';
import { namesOf } from './plan/names';
import { planText } from './plan/text';
import type { Wording } from './plan/words';

/** What the coordinator's pages stand on. */
export interface Services {
  readonly api: CoordinatorApi;
  readonly draft: Draft;
  readonly clock: Clock;
  readonly newId: () => string;
}

export const ServicesContext = createContext<Services | null>(null);

export function useServices(): Services {
  const services = useContext(ServicesContext);
  if (services === null) throw new Error('useServices needs its context above it');
  return services;
}

/** What was asked for; a value stays in sight while a newer one is on its way. */
export type Asked<T> =
  | { readonly is: 'loading' }
  | { readonly is: 'failed'; readonly forbidden: boolean; readonly title: string }
  | { readonly is: 'loaded'; readonly value: T; readonly stale: boolean };

/** Asks once for each `key`, and again on request. An answer to an older question is dropped. */
export function useAsked<T>(
  key: string,
  ask: () => Promise<Answer<T>>,
): { asked: Asked<T>; again: () => void } {
  const [asked, setAsked] = useState<Asked<T>>({ is: 'loading' });
  const latest = useRef(ask);
  latest.current = ask;
  const turn = useRef(0);
  const again = useCallback(() => {
    turn.current += 1;
    const mine = turn.current;
    void latest.current().then((answer) => {
      if (mine !== turn.current) return;
      setAsked((before) => {
        if (answer.is === 'ok') return { is: 'loaded', value: answer.value, stale: false };
        if (before.is === 'loaded') return { ...before, stale: true };
        const refused = answer.is === 'refused';
        return {
          is: 'failed',
          forbidden: refused && answer.code === 'forbidden',
          title: refused ? answer.title : '',
        };
      });
    });
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for everything that the question is made of
  useEffect(again, [key, again]);
  return { asked, again };
}

/** What words about a plan are made with. */
export function useWording(schedule: Schedule): Wording {
  const { language } = useLanguage();
  const dates = useDates();
  return { text: planText[language], names: namesOf(schedule), dates };
}
