// What is kept of a visit against the loss of its page. Plain data; notes and settings are not worth it.

import type { Draft } from '../../features/form/draft';
import type { KeptGuide } from '../../features/guide/guidance';
import type { Language, Privacy } from '../../generated/protocol';
import type { Visit } from '../visit';

export interface Kept {
  /** Of this shape. A page of another version does not read it. */
  readonly v: 5;
  readonly language: Language;
  readonly visit: Visit;
  readonly privacy: Privacy;
  readonly form: (Draft & { readonly shown: boolean }) | null;
  readonly guide: (KeptGuide & { readonly shown: boolean }) | null;
}

/** How the keeper is told where a visit stands: it reads `at` and nothing else. */
export interface Envelope {
  readonly at: 'visit' | 'call';
  readonly keep: Kept;
}

export function seal(kept: Kept): Envelope {
  const { at } = kept.visit;
  const calls = at === 'ringing' || at === 'dialling' || at === 'call';
  return { at: calls ? 'call' : 'visit', keep: kept };
}

/** What was kept, or null where there is nothing that this page can read. */
export function unseal(envelope: unknown): Kept | null {
  const { keep } = (envelope ?? {}) as Partial<Envelope>;
  return keep?.v === 5 && typeof keep.visit?.at === 'string' ? keep : null;
}
