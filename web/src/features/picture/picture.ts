import type { Tracks } from '../../rtc/attempt';
import type { LocalMedia } from '../../rtc/media';
import { createStore, type Watchable } from '../../store/store';
import type { Card } from './card';
import type { Covered } from './coverer';
import type { Keep, PictureChoice } from './kept';
import { fitting, type Oval } from './oval';

/** What of the officer is sent. */
export interface PictureState {
  readonly choice: PictureChoice;
  readonly oval: Oval;
  /** `blurred`: by our oval, which can be moved; `own-blur`: by the browser itself. */
  readonly sent: 'nothing' | 'camera' | 'blurred' | 'own-blur' | 'card';
  /** Blurring was chosen and came to nothing: the card is sent instead, until the officer chooses anew. */
  readonly failed: boolean;
  /** The camera's track is the only one that is not the devices' own. */
  readonly tracks: Tracks;
}

/**
 * カメラのまま, 背景をぼかす or 席札. It fails closed: from the moment of a choice no track with more in it exists, and
 * where blurring fails, the card is sent. Nothing of it throws or rejects.
 */
export interface Picture extends Watchable<PictureState> {
  /** Chooses, or tries once more. */
  readonly choose: (choice: PictureChoice) => void;
  readonly aim: (oval: Oval) => void;
  /** What the card says. */
  readonly name: (label: string) => void;
  readonly close: () => void;
}

/** What the browser does for it; tests hand in their own. */
export interface Tools {
  /** A track of the same camera that can be stopped by itself. */
  readonly copy: (camera: MediaStreamTrack) => MediaStreamTrack;
  /** Whether the browser blurs backgrounds itself. */
  readonly hasBlur: (camera: MediaStreamTrack) => boolean;
  /** Turns that on or off; true once the camera says that it blurs. */
  readonly blur: (camera: MediaStreamTrack, on: boolean) => Promise<boolean>;
  /** Calls back once a camera that blurred does so no more; answers how to stop listening. */
  readonly watchBlur: (camera: MediaStreamTrack, onLost: () => void) => () => void;
  readonly cover: (camera: MediaStreamTrack, oval: Oval, onFailed: () => void) => Covered;
  readonly card: (label: string) => Card;
}

/** What is made of one camera for one choice. */
interface Made {
  readonly of: PictureChoice | 'nothing';
  readonly camera: MediaStreamTrack | null;
  /** Ends the tracks that were made. */
  close: () => void;
  aim: (oval: Oval) => void;
  name: (label: string) => void;
}

const none = { close: () => {}, aim: () => {}, name: () => {} };

export function createPicture({
  media,
  tools,
  keep,
  label,
}: {
  readonly media: LocalMedia;
  readonly tools: Tools;
  readonly keep: Keep;
  readonly label: string;
}): Picture {
  const { choice, oval } = keep.read();
  const nothing = (tracks: Tracks): Tracks => ({ ...tracks, camera: null });
  const store = createStore<PictureState>({
    choice,
    oval,
    sent: 'nothing',
    failed: false,
    tracks: nothing(media.snapshot().tracks),
  });
  let called = label;
  let made: Made = { of: 'nothing', camera: null, ...none };

  function show(sent: PictureState['sent'], camera: MediaStreamTrack | null): void {
    store.update((now) => ({ ...now, sent, tracks: { ...media.snapshot().tracks, camera } }));
  }

  /** Makes what is wanted of what there is; what stands already stays. */
  function follow(): void {
    const { isOpen, tracks, cameraOff } = media.snapshot();
    const { choice, failed } = store.snapshot();
    const wanted = failed ? 'card' : choice;
    const camera = wanted === 'card' ? null : tracks.camera;
    const of = isOpen && (wanted === 'card' || camera !== null) ? wanted : 'nothing';
    if (made.of !== of || made.camera !== camera) {
      // First nothing is left of what was sent, then something else is made.
      made.close();
      made = { of, camera, ...none };
      show('nothing', null);
      if (of === 'card') makeCard(made);
      if (camera !== null && of === 'camera') makeBare(made, camera);
      if (camera !== null && of === 'blurred') void makeBlurred(made, camera);
    }
    const { camera: sent } = store.snapshot().tracks;
    if (sent !== null) sent.enabled = made.of === 'card' || !cameraOff;
    show(store.snapshot().sent, sent);
  }

  function makeCard(mine: Made): void {
    const card = tools.card(called);
    mine.close = card.close;
    mine.name = card.write;
    show('card', card.track);
  }

  function makeBare(mine: Made, camera: MediaStreamTrack): void {
    const copy = tools.copy(camera);
    copy.contentHint = 'motion';
    mine.close = () => copy.stop();
    show('camera', copy);
  }

  async function makeBlurred(mine: Made, camera: MediaStreamTrack): Promise<void> {
    if (!tools.hasBlur(camera)) return makeCovered(mine, camera);
    mine.close = () => void tools.blur(camera, false);
    const blurs = await tools.blur(camera, true);
    if (made !== mine) return;
    if (!blurs) {
      makeCovered(mine, camera);
      return follow();
    }
    const copy = tools.copy(camera);
    copy.contentHint = 'motion';
    const stop = tools.watchBlur(camera, () => fail(mine));
    mine.close = () => {
      stop();
      copy.stop();
      void tools.blur(camera, false);
    };
    show('own-blur', copy);
    follow();
  }

  function makeCovered(mine: Made, camera: MediaStreamTrack): void {
    try {
      const covered = tools.cover(camera, store.snapshot().oval, () => fail(mine));
      mine.close = covered.close;
      mine.aim = covered.aim;
      show('blurred', covered.track);
    } catch {
      fail(mine);
    }
  }

  function fail(mine: Made): void {
    if (made !== mine) return;
    store.update((now) => ({ ...now, failed: true }));
    needCamera();
    follow();
  }

  /** The camera's lamp is on only while something of it is sent. */
  function needCamera(): void {
    const { choice, failed } = store.snapshot();
    media.needCamera(choice !== 'card' && !failed);
  }

  needCamera();
  const stop = media.subscribe(follow);
  follow();
  return {
    snapshot: store.snapshot,
    subscribe: store.subscribe,
    choose: (choice) => {
      store.update((now) => ({ ...now, choice, failed: false }));
      keep.write({ choice, oval: store.snapshot().oval });
      // What was sent ends before anything is asked of the camera.
      follow();
      needCamera();
    },
    aim: (next) => {
      const oval = fitting(next);
      store.update((now) => ({ ...now, oval }));
      keep.write({ choice: store.snapshot().choice, oval });
      made.aim(oval);
    },
    name: (label) => {
      called = label;
      made.name(label);
    },
    close: () => {
      stop();
      made.close();
      made = { of: 'nothing', camera: null, ...none };
      show('nothing', null);
    },
  };
}
