import { createContext, useCallback, useContext, useEffect, useRef, useState } from 'react';
import { useDates } from '../calendar/era';
import type { Clock } from '../clock/clock';
import type { Schedule } from '../generated/protocol';
import { useLanguage } from '../i18n/language';
import { useStore } from '../store/useStore';
import type { Answer, CoordinatorApi } from './api';
import { type Asked, createQuestion } from './asked';
import type { PlanDraft } from './plan/drafting';
import { namesOf } from './plan/names';
import { planText } from './plan/text';
import type { Wording } from './plan/words';
import type { Shelf } from './publications/shelf';

/** What the coordinator's pages stand on. */
export interface Services {
  readonly api: CoordinatorApi;
  readonly draft: PlanDraft;
  /** What is published besides hours, as it is being changed. */
  readonly shelf: Shelf;
  readonly clock: Clock;
  readonly newId: () => string;
}

export const ServicesContext = createContext<Services | null>(null);

export function useServices(): Services {
  const services = useContext(ServicesContext);
  if (services === null) throw new Error('useServices needs its context above it');
  return services;
}

/** Asks once for each `key`, and again on request. */
export function useAsked<T>(
  key: string,
  ask: () => Promise<Answer<T>>,
): { asked: Asked<T>; again: () => void } {
  const [question] = useState(() => createQuestion<T>());
  const asked = useStore(question);
  const latest = useRef(ask);
  latest.current = ask;
  const again = useCallback(() => void question.ask(latest.current), [question]);
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
