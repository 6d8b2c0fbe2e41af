// Joins the booth to its terminal: the visit is kept after every change, and what the terminal says is done.

import type { Clock } from '../../clock/clock';
import { hidesScreen } from '../../rtc/privacy';
import type { Booth } from '../booth';
import type { Visit } from '../visit';
import { lampsOf } from './lamps';
import { tellLatest } from './latest';
import type { Equipment, PageEvent, Terminal } from './terminal';

/** Keeps the visit. Answers how to keep it at once, for a page that goes. */
export function keepVisit(booth: Booth, terminal: Terminal, clock: Clock): () => void {
  // The end itself forgets everything; nothing is written after it.
  const look = () => (booth.snapshot().visit.at === 'erased' ? undefined : booth.kept());
  const { changed, atOnce } = tellLatest(look, terminal.keep, clock, booth.kept());
  booth.subscribe(changed);
  return atOnce;
}

/** Tells how the devices are while a call uses them. */
export function reportDevices(booth: Booth, terminal: Terminal, clock: Clock, { devices }: Equipment): void {
  const { media } = booth;
  const look = () => {
    const { visit, fitness } = booth.snapshot();
    return visit.at === 'call' ? lampsOf(media.snapshot(), fitness, devices.document_camera) : undefined;
  };
  const { changed } = tellLatest(look, terminal.health, clock);
  booth.subscribe(changed);
  media.subscribe(changed);
}

/** A page must be this old before it is loaded anew for another version, in milliseconds: a server may be behind for long. */
const RENEW_MS = 60_000;

/** Loads a tablet's page anew between visits once the server speaks another version. */
export function renewPage(booth: Booth, clock: Clock, reload: () => void): void {
  const from = clock.now() + RENEW_MS;
  let cancel = () => {};
  booth.subscribe(() => {
    cancel();
    const { stage, visit } = booth.snapshot();
    if (stage === 'outdated' && isBetween(visit))
      cancel = clock.after(Math.max(0, from - clock.now()), reload);
  });
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
      if (between()) return;
      if (!hidesScreen(booth.snapshot().privacy)) booth.cover();
      else booth.lift('off');
    },
    together: () => {
      if (!between()) return;
      greet();
      booth.tell({ type: 'again' });
      booth.tell({ type: 'begin' });
    },
    presence: () => booth.touch(),
    bystander: () => {
      if (!between()) booth.cover('sensor');
    },
    'hook-up': () => {
      booth.touch();
      booth.hearing.hook(true);
    },
    'hook-down': () => booth.hearing.hook(false),
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
