// Nobody at the booth: a warning by sight and sound, then everything is erased. Times are in milliseconds of any
// steady clock; the caller brings the clock.

/** While somebody chooses. */
export const CHOOSING_MS = 60_000;
/** Once something is typed. */
export const TYPING_MS = 180_000;
/** While somebody may say how it was. */
export const RATING_MS = 20_000;
/** The warning's length. */
export const WARNING_MS = 30_000;

export type Idle = {
  /** How long may nothing be touched; null where waiting is allowed (in a call, or nothing to erase). */
  readonly limit: number | null;
  readonly touchedAt: number;
};

export type Seen =
  /** Nothing to do before `wakeAt`. */
  | { readonly seen: 'present'; readonly wakeAt: number | null }
  | { readonly seen: 'warning'; readonly secondsLeft: number; readonly wakeAt: number }
  | { readonly seen: 'gone' };

export function touched(idle: Idle, now: number): Idle {
  return { ...idle, touchedAt: now };
}

/** Another limit applies now. A new limit starts counting anew, so that a call that ends does not erase at once. */
export function limited(idle: Idle, limit: number | null, now: number): Idle {
  return idle.limit === limit ? idle : { limit, touchedAt: now };
}

export function look({ limit, touchedAt }: Idle, now: number): Seen {
  if (limit === null) return { seen: 'present', wakeAt: null };
  const warnsAt = touchedAt + limit;
  const goneAt = warnsAt + WARNING_MS;
  if (now < warnsAt) return { seen: 'present', wakeAt: warnsAt };
  if (now >= goneAt) return { seen: 'gone' };
  const secondsLeft = Math.ceil((goneAt - now) / 1000);
  return { seen: 'warning', secondsLeft, wakeAt: goneAt - (secondsLeft - 1) * 1000 };
}
