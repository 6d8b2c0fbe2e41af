// A desk's eyes on the guide that stands beside the officer at the booth. It follows the one walker and answers nothing: it
// asks what is open, suggests a guide, and points.

import type { FromAdviser, GuidePoint, PanelMessage, SharedGuide, TreeId } from '../../generated/protocol';
import type { RelayChannel } from '../../rtc/channel';
import { payloadText } from '../../rtc/relay';
import { createStore, type Watchable } from '../../store/store';
import { parsePanel } from '../panel/parse';

export interface SeenGuide {
  /** What the booth shows: `unheard` since the channel opened, or null where no guide stands there or it is covered. */
  readonly shown: SharedGuide | 'unheard' | null;
  /** What this desk points at, as long as the page is the same. */
  readonly pointed: GuidePoint | null;
}

/** A desk's hand on the guide. What cannot be sent says so by `false`. */
export interface Adviser extends Watchable<SeenGuide> {
  readonly suggest: (guide: TreeId) => boolean;
  readonly point: (at: GuidePoint | null) => boolean;
  readonly close: () => void;
}

export function attendGuide(panel: RelayChannel): Adviser {
  const store = createStore<SeenGuide>({ shown: 'unheard', pointed: null });
  const send = (message: FromAdviser) =>
    panel.send(JSON.stringify({ from: 'adviser', message } satisfies PanelMessage));

  const stops = [
    panel.onOpen(() => {
      send({ type: 'look' });
      const { pointed } = store.snapshot();
      if (pointed !== null) send({ type: 'point', at: pointed });
    }),
    panel.listen((envelope) => {
      const text = envelope.writer && envelope.text ? payloadText(envelope) : null;
      const message = text === null ? null : parsePanel(text);
      if (message?.from !== 'walker') return;
      const { guide: shown } = message.message;
      // The booth drops what is pointed at with its page, and so does whoever points.
      store.update((now) => ({ shown, pointed: isSamePage(now.shown, shown) ? now.pointed : null }));
    }),
  ];

  return {
    snapshot: store.snapshot,
    subscribe: store.subscribe,
    suggest: (guide) => send({ type: 'suggest', guide }),
    point: (at) => {
      const sent = send({ type: 'point', at });
      if (sent) store.update((now) => ({ ...now, pointed: at }));
      return sent;
    },
    close: () => {
      for (const stop of stops) stop();
    },
  };
}

function isSamePage(before: SeenGuide['shown'], after: SharedGuide | null): boolean {
  return JSON.stringify(before) === JSON.stringify(after);
}
