// The program that looks after this booth, as its page meets it: on the page's own origin, under /terminal.

import type { Lamp, Language } from '../../generated/protocol';
import type { Ending, EndReason } from '../erase';
import { type Kept, seal, unseal } from './kept';

/** What the program tells the page; hardware keys and attendants among it. */
export const pageEvents = [
  'cover',
  'together',
  'hook-up',
  'hook-down',
  'presence',
  'bystander',
  'reload',
] as const;
export type PageEvent = (typeof pageEvents)[number];

/** What the machine around the page has, as it was set up. */
export interface Equipment {
  /** A part of the name that the browser gives each device; null where any will do. */
  readonly devices: Readonly<
    Record<'camera' | 'document_camera' | 'microphone' | 'speaker' | 'handset' | 'earphone', string | null>
  >;
  readonly prints: boolean;
  /** Languages that can be read aloud. */
  readonly speaks: readonly Language[];
}

/** What is taken for granted where nobody says anything. */
export const bare: Equipment = {
  devices: {
    camera: null,
    document_camera: null,
    microphone: null,
    speaker: null,
    handset: null,
    earphone: null,
  },
  prints: false,
  speaks: [],
};

export interface Terminal {
  readonly equipment: () => Promise<Equipment>;
  /** What a page before this one left of its visit. Null where there was none, or nobody can say. */
  readonly load: () => Promise<Kept | null>;
  /** Keeps this, or with null nothing any more. False where it is not known to be kept. */
  readonly keep: (kept: Kept | null) => Promise<boolean>;
  /** Hands the visit over to be wiped; this browser ends soon after. False if nobody took it. */
  readonly end: (ending: Ending, why: EndReason) => Promise<boolean>;
  /** A text as sound (WAV); null where it cannot be had. */
  readonly speech: (text: string, language: Language, until: AbortSignal) => Promise<Blob | null>;
  /** Prints the page as it stands. False if the printer did not take it. */
  readonly print: () => Promise<boolean>;
  /** How the page meets the devices of a call. False where it is not known to have arrived. */
  readonly health: (lamps: readonly Lamp[]) => Promise<boolean>;
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
  const headers = { 'content-type': 'application/json' };
  const tell = async (method: string, path: string, body?: unknown) => {
    const text = body === undefined ? null : JSON.stringify(body);
    // What is said while the page goes must arrive all the same.
    const keepalive = text === null || new Blob([text]).size < KEPT_MAX;
    try {
      const init = text === null ? { method } : { method, headers, body: text };
      return (await fetcher(path, { ...init, keepalive })).ok;
    } catch {
      return false;
    }
  };
  const ask = async <T>(path: string, init: RequestInit, read: (response: Response) => Promise<T>) => {
    try {
      const response = await fetcher(path, { cache: 'no-store', ...init });
      return response.status === 200 ? await read(response) : null;
    } catch {
      return null;
    }
  };
  return {
    equipment: async () => (await ask<Equipment>('/terminal/config', {}, (answer) => answer.json())) ?? bare,
    load: () => ask(VISIT, {}, async (answer) => unseal(await answer.json())),
    speech: (text, language, signal) => {
      const body = JSON.stringify({ text, language });
      return ask('/terminal/speech', { method: 'POST', headers, body, signal }, (answer) => answer.blob());
    },
    print: () => tell('POST', '/terminal/print'),
    health: (lamps) => tell('PUT', '/terminal/health', { lamps }),
    keep: (kept) => (kept === null ? tell('DELETE', VISIT) : tell('PUT', VISIT, seal(kept))),
    end: (ending, why) => tell('POST', '/terminal/end', { why, ...ending }),
    listen: (hear) => {
      // The browser opens it again by itself after every break.
      const events = source('/terminal/events');
      for (const event of pageEvents) events.addEventListener(event, () => hear(event));
    },
  };
}
