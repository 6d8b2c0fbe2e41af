// Joins the booth to its terminal: the visit is kept after every change, and what the terminal says is done.

import type { Clock } from '../../clock/clock';
import type { Booth } from '../booth';
import type { Visit } from '../visit';
import type { PageEvent, Terminal } from './terminal';

/** Typing comes in bursts; a crash inside one loses at most this much, in milliseconds. */
const BURST_MS = 300;
const AGAIN_MS = 2_000;

/** Keeps the visit. Answers how to keep it at once, for a page that goes. */
export function keepVisit(booth: Booth, terminal: Terminal, clock: Clock): () => void {
  let kept = JSON.stringify(booth.kept());
  let cancel = () => {};
  let busy = false;

  async function keep(): Promise<void> {
    cancel();
    // The end itself forgets everything; nothing is written after it.
    if (busy || booth.snapshot().visit.at === 'erased') return;
    const now = booth.kept();
    const text = JSON.stringify(now);
    if (text === kept) return;
    busy = true;
    const done = await terminal.keep(now);
    busy = false;
    if (done) kept = text;
    soon(done ? BURST_MS : AGAIN_MS);
  }

  function soon(ms: number): void {
    cancel();
    cancel = clock.after(ms, () => void keep());
  }

  booth.subscribe(() => {
    if (!busy) soon(BURST_MS);
  });
  return () => void keep();
}

/** Does what the terminal says. A page is loaded anew only between visits. */
export function obey(
  booth: Booth,
  terminal: Terminal,
  { reload, greet }: { readonly reload: () => void; readonly greet: () => void },
): void {
  let stale = false;
  const between = () => isBetween(booth.snapshot().visit);
  const reloadBetween = () => {
    if (!stale || !between()) return;
    stale = false;
    reload();
  };
  booth.subscribe(reloadBetween);

  const does: Record<PageEvent, () => void> = {
    cover: () => {
      if (!between()) booth.cover(!booth.snapshot().covered);
    },
    together: () => {
      if (!between()) return;
      booth.tell({ type: 'again' });
      booth.tell({ type: 'begin' });
      greet();
    },
    presence: () => booth.touch(),
    'hook-up': () => booth.touch(),
    'hook-down': () => {},
    reload: () => {
      stale = true;
      reloadBetween();
    },
  };
  terminal.listen((event) => does[event]());
}

function isBetween({ at }: Visit): boolean {
  return at === 'start' || at === 'erased';
}
