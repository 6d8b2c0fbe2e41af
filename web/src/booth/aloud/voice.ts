// Who reads aloud: the booth's own program, or on a tablet a voice of the browser that needs no network.

import type { Language } from '../../generated/protocol';
import { createStore, type Watchable } from '../../store/store';
import type { Terminal } from '../terminal/terminal';

/** The languages it can say now; a browser learns of its voices late. */
export interface Voice extends Watchable<readonly Language[]> {
  /** Resolves when it has been said, was stopped or could not be. Never rejects. */
  readonly say: (text: string, language: Language, until: AbortSignal) => Promise<void>;
}

/** Plays a sound to its end, or until it is told to stop. May reject. */
export type Play = (sound: Blob, until: AbortSignal) => Promise<void>;

export function terminalVoice(
  terminal: Pick<Terminal, 'speech'>,
  speaks: readonly Language[],
  play: Play,
): Voice {
  return {
    ...createStore(speaks),
    async say(text, language, until) {
      const sound = await terminal.speech(text, language, until);
      if (sound !== null && !until.aborted) await play(sound, until).catch(() => {});
    },
  };
}

/** On the machine's own loudspeaker where one was set up. */
export const playOn =
  (speaker: () => string | null): Play =>
  async (sound, until) => {
    const address = URL.createObjectURL(sound);
    const audio = new Audio(address);
    const id = speaker();
    try {
      // A loudspeaker that was unplugged leaves the sound on the system's own.
      if (id !== null) await audio.setSinkId?.(id).catch(() => {});
      await new Promise<void>((resolve, reject) => {
        audio.onended = () => resolve();
        audio.onerror = () => reject(audio.error);
        until.addEventListener('abort', () => resolve());
        if (until.aborted) resolve();
        else audio.play().catch(reject);
      });
    } finally {
      audio.pause();
      audio.removeAttribute('src');
      URL.revokeObjectURL(address);
    }
  };

/** Only voices of this machine: any other sends the words to somebody outside. */
export function browserVoice(synthesis: SpeechSynthesis | undefined): Voice {
  const find = (language: Language) => {
    const tag = language === 'en' ? 'en' : 'ja';
    return synthesis
      ?.getVoices()
      .find((voice) => voice.localService && voice.lang.toLowerCase().startsWith(tag));
  };
  const spoken = () => (['ja', 'easy', 'en'] as const).filter((language) => find(language) !== undefined);
  const store = createStore<readonly Language[]>(spoken());
  synthesis?.addEventListener?.('voiceschanged', () => store.set(spoken()));
  return {
    ...store,
    say: (text, language, until) =>
      new Promise((resolve) => {
        const voice = find(language);
        if (synthesis === undefined || voice === undefined || until.aborted) return resolve();
        const words = new SpeechSynthesisUtterance(text);
        words.voice = voice;
        words.lang = voice.lang;
        words.onend = () => resolve();
        words.onerror = () => resolve();
        until.addEventListener('abort', () => {
          synthesis.cancel();
          resolve();
        });
        synthesis.speak(words);
      }),
  };
}
