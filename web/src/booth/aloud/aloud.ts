// よみあげ: reads each screen when it comes, for whoever has switched it on.

import type { Language } from '../../generated/protocol';
import { createStore, type Watchable } from '../../store/store';
import type { Voice } from './voice';
import { spoken } from './words';

/** What of a screen is read: its heading and its sentence, a question with its options. Never what somebody typed. */
export interface Script {
  readonly parts: readonly string[];
  readonly language: Language;
  /** In a call only what the resident asks for is read: over people's voices nobody understands either. */
  readonly onRequest: boolean;
}

export interface AloudState {
  readonly on: boolean;
  readonly speaking: boolean;
}

export interface Aloud extends Watchable<AloudState> {
  readonly voice: Watchable<readonly Language[]>;
  /** On, what is on screen is read at once. */
  readonly turn: (on: boolean) => void;
  /** A screen came; answers how to say that it went. */
  readonly show: (script: Script) => () => void;
  /** Reads the screen once more. */
  readonly again: () => void;
  readonly stop: () => void;
  /** Switched on by an attendant: the next screen is read after these words. False where there is no voice for them. */
  readonly greet: (words: Readonly<Record<Language, string>>) => boolean;
}

/**
 * `holdMicrophone` is called around what is read in a call. The officer must not take the machine's voice for the
 * resident's, and the echo canceller removes only most of it; so the microphone pauses for these few seconds, and the
 * screen says that it does. The officer stays as loud as before: any touch ends the reading.
 */
export function createAloud(voice: Voice, holdMicrophone: (held: boolean) => void): Aloud {
  const store = createStore<AloudState>({ on: false, speaking: false });
  /** What stands on screen, the latest last: a warning goes, and the screen under it is there again. */
  let shown: readonly Script[] = [];
  let greeting: Readonly<Record<Language, string>> | null = null;
  let speech: AbortController | null = null;

  const learn = (news: Partial<AloudState>) => store.update((now) => ({ ...now, ...news }));

  function stop(): void {
    if (speech === null) return;
    speech.abort();
    speech = null;
    holdMicrophone(false);
    learn({ speaking: false });
  }

  async function read({ parts, language, onRequest }: Script): Promise<void> {
    stop();
    if (!voice.snapshot().includes(language)) return;
    const mine = new AbortController();
    speech = mine;
    holdMicrophone(onRequest);
    learn({ speaking: true });
    await voice.say(spoken(parts, language), language, mine.signal);
    if (speech === mine) stop();
  }

  const again = () => {
    const latest = shown.at(-1);
    if (latest !== undefined) void read(latest);
  };

  return {
    snapshot: store.snapshot,
    subscribe: store.subscribe,
    voice,
    turn(on) {
      learn({ on });
      if (on) again();
      else stop();
    },
    show(script) {
      const words = greeting?.[script.language];
      greeting = null;
      const mine = words === undefined ? script : { ...script, parts: [words, ...script.parts] };
      shown = [...shown, script];
      if (store.snapshot().on && !script.onRequest) void read(mine);
      return () => {
        if (shown.at(-1) === script) stop();
        shown = shown.filter((other) => other !== script);
      };
    },
    again,
    stop,
    greet(words) {
      if (!voice.snapshot().includes(shown.at(-1)?.language ?? 'ja')) return false;
      greeting = words;
      learn({ on: true });
      return true;
    },
  };
}
