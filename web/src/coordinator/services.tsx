import { createContext, useContext } from 'react';
import { useDates } from '../calendar/era';
import type { Clock } from '../clock/clock';
import type { Schedule } from '../generated/protocol';
import { useLanguage } from '../i18n/language';
import type { CoordinatorApi } from './api';
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

/** What words about a plan are made with. */
export function useWording(schedule: Schedule): Wording {
  const { language } = useLanguage();
  const dates = useDates();
  return { text: planText[language], names: namesOf(schedule), dates };
}
