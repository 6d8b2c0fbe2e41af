import type { PanelMessage } from '../../generated/protocol';
import type { RelayChannel } from '../../rtc/channel';
import { payloadText } from '../../rtc/relay';
import { createStore, type Watchable } from '../../store/store';
import { attend, type GuestEffect, type GuestEvent, nothingSeen, type Seen } from './guest';
import type { Act } from './holder';
import { parseHolder } from './parse';
import type { FileFault, Pixels } from './pixels';
import { browserEyes, createShelf, type Eyes } from './shelf';
import { decodeChunk } from './transfer';

export interface SeenStage {
  readonly seen: Seen;
  /** Where the shown picture is in this page, once it is whole. */
  readonly address: string | null;
}

/** A desk's hand on the stage. */
export interface StageGuest extends Watchable<SeenStage> {
  readonly askCamera: (on: boolean) => void;
  readonly freeze: () => void;
  /** Offers a picture to the booth, if this browser can show it itself. */
  readonly offer: (pixels: Pixels) => Promise<void>;
  /** Says that what was chosen cannot be shown. */
  readonly refuse: (why: FileFault) => void;
  readonly withdraw: () => void;
  readonly act: (act: Act) => void;
  readonly close: () => void;
}

/** Attends the stage over a call's channels. */
export function attendStage(
  { panel, bulk }: { readonly panel: RelayChannel; readonly bulk: RelayChannel },
  eyes: Eyes = browserEyes,
): StageGuest {
  const store = createStore<SeenStage>({ seen: nothingSeen, address: null });
  const shelf = createShelf(bulk, eyes);

  function tell(event: GuestEvent): void {
    const { seen, effects } = attend(store.snapshot().seen, event);
    const id = seen.shown?.picture.id;
    shelf.keep(id, seen.offer?.picture.id);
    store.set({ seen, address: seen.pixels.are === 'here' ? shelf.addressOf(id) : null });
    for (const effect of effects) perform(effect);
  }

  function perform(effect: GuestEffect): void {
    switch (effect.effect) {
      case 'say':
        panel.send(JSON.stringify({ from: 'guest', message: effect.message } satisfies PanelMessage));
        break;
      case 'send':
        shelf.send(store.snapshot().seen.offer?.picture.id, effect.next);
        break;
      case 'decode': {
        const { picture, bytes } = effect;
        void shelf.put({ picture, bytes }).then((ok) => tell({ type: 'decoded', picture: picture.id, ok }));
      }
    }
  }

  const stops = [
    panel.onOpen(() => tell({ type: 'opened' })),
    panel.listen((envelope) => {
      const text = envelope.writer && envelope.text ? payloadText(envelope) : null;
      const message = text === null ? null : parseHolder(text);
      if (message !== null) tell({ type: 'heard', message });
    }),
    bulk.listen(({ writer, text, payload }) => {
      const chunk = writer && !text ? decodeChunk(payload) : null;
      if (chunk !== null) tell({ type: 'chunk', chunk });
    }),
  ];

  return {
    snapshot: store.snapshot,
    subscribe: store.subscribe,
    askCamera: (on) => tell({ type: 'ask-camera', on }),
    freeze: () => tell({ type: 'freeze' }),
    offer: async (pixels) => {
      const shows = await shelf.put(pixels);
      tell(shows ? { type: 'offer', picture: pixels.picture } : { type: 'unfit', why: 'unreadable' });
    },
    refuse: (why) => tell({ type: 'unfit', why }),
    withdraw: () => tell({ type: 'withdraw' }),
    act: (act) => tell({ type: 'act', act }),
    close: () => {
      for (const stop of stops) stop();
      shelf.keep();
    },
  };
}
