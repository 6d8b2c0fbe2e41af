// The program that looks after this booth, as its page meets it: on the page's own origin, under /terminal.

import type { Ending, EndReason } from '../erase';
import { type Kept, seal, unseal } from './kept';

/** What the program tells the page; hardware keys and attendants among it. */
export const pageEvents = ['cover', 'together', 'hook-up', 'hook-down', 'presence', 'reload'] as const;
export type PageEvent = (typeof pageEvents)[number];

export interface Terminal {
  /** What a page before this one left of its visit. Null where there was none, or nobody can say. */
  readonly load: () => Promise<Kept | null>;
  /** Keeps this, or with null nothing any more. False where it is not known to be kept. */
  readonly keep: (kept: Kept | null) => Promise<boolean>;
  /** Hands the visit over to be wiped; this browser ends soon after. False if nobody took it. */
  readonly end: (ending: Ending, why: EndReason) => Promise<boolean>;
  readonly listen: (hear: (event: PageEvent) => void) => void;
}

/** Whether a terminal serves this page. */
export function hasTerminal(page: Document): boolean {
  return page.querySelector('meta[name="terminal"]') !== null;
}

const VISIT = '/terminal/visit';
/** Chromium refuses more than this in requests that outlive their page, and the keeper takes no more either. */
export const KEPT_MAX = 64 * 1024;

export function createTerminal(fetcher: typeof fetch, source: (address: string) => EventSource): Terminal {
  const tell = async (method: string, path: string, body?: unknown) => {
    const text = body === undefined ? null : JSON.stringify(body);
    const headers = { 'content-type': 'application/json' };
    // What is said while the page goes must arrive all the same.
    const keepalive = text === null || new Blob([text]).size < KEPT_MAX;
    try {
      const init = text === null ? { method } : { method, headers, body: text };
      return (await fetcher(path, { ...init, keepalive })).ok;
    } catch {
      return false;
    }
  };
  return {
    async load() {
      try {
        const response = await fetcher(VISIT, { cache: 'no-store' });
        return response.status === 200 ? unseal(await response.json()) : null;
      } catch {
        return null;
      }
    },
    keep: (kept) => (kept === null ? tell('DELETE', VISIT) : tell('PUT', VISIT, seal(kept))),
    end: (ending, why) => tell('POST', '/terminal/end', { why, ...ending }),
    listen: (hear) => {
      // The browser opens it again by itself after every break.
      const events = source('/terminal/events');
      for (const event of pageEvents) events.addEventListener(event, () => hear(event));
    },
  };
}
