import type { PanelMessage, PictureId } from '../../generated/protocol';
import type { RelayChannel } from '../../rtc/channel';
import type { LocalMedia } from '../../rtc/media';
import { payloadText } from '../../rtc/relay';
import { createStore, type Watchable } from '../../store/store';
import { type Act, emptyStage, type Held, type HolderEffect, type HolderEvent, hold } from './holder';
import { parseGuest } from './parse';
import { grab, type Pixels } from './pixels';
import { browserEyes, createShelf, type Eyes } from './shelf';
import { decodeChunk } from './transfer';

export interface HeldStage {
  readonly held: Held;
  /** Where the shown picture is in this page. */
  readonly address: string | null;
}

/** The booth's hand on the stage. */
export interface StageHolder extends Watchable<HeldStage> {
  /** はい、うつします, or not. */
  readonly consent: (given: boolean) => void;
  readonly stopCamera: () => void;
  readonly act: (act: Act) => void;
  readonly cover: (covered: boolean) => void;
  /** Forgets everything, and lets the second camera go. */
  readonly close: () => void;
}

/** What the holder stands on; tests hand in their own. */
export interface HolderSurroundings extends Eyes {
  readonly newId: () => PictureId;
  readonly grab: (track: MediaStreamTrack, id: PictureId) => Promise<Pixels | null>;
}

const browser: HolderSurroundings = { ...browserEyes, newId: () => crypto.randomUUID(), grab };

/** Holds the stage over a call's channels. */
export function holdStage(
  { panel, bulk }: { readonly panel: RelayChannel; readonly bulk: RelayChannel },
  media: Pick<LocalMedia, 'hasSecond' | 'openSecond' | 'closeSecond' | 'snapshot' | 'subscribe'>,
  around = browser,
): StageHolder {
  const store = createStore<HeldStage>({ held: emptyStage, address: null });
  const shelf = createShelf(bulk, around);

  function tell(event: HolderEvent): void {
    const { held, effects } = hold(store.snapshot().held, event);
    const id = held.shown?.picture.id;
    shelf.keep(id, held.coming?.picture.id);
    store.set({ held, address: shelf.addressOf(id) });
    for (const effect of effects) perform(effect);
  }

  function perform(effect: HolderEffect): void {
    switch (effect.effect) {
      case 'say':
        panel.send(JSON.stringify({ from: 'holder', message: effect.message } satisfies PanelMessage));
        break;
      case 'send':
        shelf.send(store.snapshot().held.shown?.picture.id, effect.next);
        break;
      case 'decode': {
        const { picture, bytes } = effect;
        void shelf.put({ picture, bytes }).then((ok) => tell({ type: 'decoded', picture: picture.id, ok }));
        break;
      }
      case 'grab':
        void freeze();
        break;
      case 'find-camera':
        if (!media.hasSecond()) tell({ type: 'camera', camera: 'absent' });
        break;
      case 'open-camera':
        void openCamera();
        break;
      case 'close-camera':
        media.closeSecond();
    }
  }

  /** この画面を止める */
  async function freeze(): Promise<void> {
    const { second } = media.snapshot().tracks;
    const pixels = second === null ? null : await around.grab(second, around.newId());
    const kept = pixels !== null && (await shelf.put(pixels));
    tell({ type: 'grabbed', picture: kept ? pixels.picture : null });
  }

  async function openCamera(): Promise<void> {
    const problem = await media.openSecond();
    if (problem === 'not-found') tell({ type: 'camera', camera: 'absent' });
    else tell({ type: 'camera', camera: problem === null ? 'live' : 'failed' });
  }

  const ends = [
    panel.onOpen(() => tell({ type: 'opened' })),
    panel.listen((envelope) => {
      const text = envelope.text ? payloadText(envelope) : null;
      const message = text === null ? null : parseGuest(text);
      if (message !== null) tell({ type: 'heard', message });
    }),
    bulk.listen(({ text, payload }) => {
      const chunk = text ? null : decodeChunk(payload);
      if (chunk !== null) tell({ type: 'chunk', chunk });
    }),
    media.subscribe(() => {
      const lost = media.snapshot().tracks.second === null;
      if (lost && store.snapshot().held.camera === 'live') tell({ type: 'camera', camera: 'unplugged' });
    }),
  ];

  return {
    snapshot: store.snapshot,
    subscribe: store.subscribe,
    consent: (given) => tell({ type: 'consent', given }),
    stopCamera: () => tell({ type: 'camera', camera: 'off' }),
    act: (act) => tell({ type: 'act', act }),
    cover: (covered) => tell({ type: 'cover', covered }),
    close: () => {
      for (const end of ends) end();
      tell({ type: 'cover', covered: true });
      shelf.keep();
    },
  };
}
