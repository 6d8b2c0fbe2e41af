import { describe, expect, test } from 'vitest';
import type { Language } from '../../generated/protocol';
import { createStore } from '../../store/store';
import { createAloud, type Script } from './aloud';
import { browserVoice, terminalVoice, type Voice } from './voice';
import { spoken } from './words';

/** A reader whose voice says a text until the test lets it end. */
function reader(languages: readonly Language[] = ['ja', 'easy', 'en']) {
  const said: string[] = [];
  const held: boolean[] = [];
  let finish = () => {};
  const voice: Voice = {
    ...createStore(languages),
    say: (text, language, until) =>
      new Promise((resolve) => {
        said.push(`${language} ${text}`);
        finish = resolve;
        until.addEventListener('abort', () => {
          said.push('stopped');
          resolve();
        });
      }),
  };
  const aloud = createAloud(voice, (on) => void held.push(on));
  const end = async () => {
    finish();
    await null;
    await null;
  };
  return { aloud, said, held, end };
}

const script = (text: string, more: Partial<Script> = {}): Script => ({
  parts: [text],
  language: 'ja',
  onRequest: false,
  ...more,
});

describe('reading aloud', () => {
  test('is off until somebody switches it on, and then reads what is on screen', () => {
    const { aloud, said } = reader();
    aloud.show(script('はじめ'));
    expect(said).toEqual([]);
    aloud.turn(true);
    expect(said).toEqual(['ja はじめ。']);
  });

  test('reads each screen when it comes, and no screen that has gone', () => {
    const { aloud, said } = reader();
    aloud.turn(true);
    const gone = aloud.show(script('一'));
    gone();
    aloud.show(script('二'));
    gone();
    aloud.again();
    expect(said).toEqual(['ja 一。', 'stopped', 'ja 二。', 'stopped', 'ja 二。']);
  });

  test('reads a warning over a screen, and the screen again once it has gone', () => {
    const { aloud, said } = reader();
    aloud.show(script('一'));
    const gone = aloud.show(script('まだお使いですか'));
    aloud.turn(true);
    gone();
    aloud.again();
    expect(said).toEqual(['ja まだお使いですか。', 'stopped', 'ja 一。']);
  });

  test('ends with a touch, with the switch, and by itself', async () => {
    const { aloud, said, end } = reader();
    aloud.turn(true);
    aloud.show(script('一'));
    expect(aloud.snapshot()).toEqual({ on: true, speaking: true });
    aloud.stop();
    expect(aloud.snapshot()).toEqual({ on: true, speaking: false });
    aloud.again();
    await end();
    expect(aloud.snapshot().speaking).toBe(false);
    aloud.again();
    aloud.turn(false);
    expect(aloud.snapshot()).toEqual({ on: false, speaking: false });
    expect(said.filter((word) => word === 'stopped')).toHaveLength(3);
  });

  test('reads in a call only when asked, and holds the microphone meanwhile', async () => {
    const { aloud, said, held, end } = reader();
    aloud.turn(true);
    aloud.show(script('お名前', { onRequest: true }));
    expect(said).toEqual([]);
    aloud.again();
    expect([said, held]).toEqual([['ja お名前。'], [true]]);
    await end();
    expect(held).toEqual([true, false]);
  });

  test('holds no microphone outside a call', async () => {
    const { aloud, held, end } = reader();
    aloud.turn(true);
    aloud.show(script('一'));
    await end();
    expect(held).toEqual([false, false]);
  });

  test('says nothing in a language that has no voice', () => {
    const { aloud, said } = reader(['en']);
    aloud.turn(true);
    aloud.show(script('一'));
    aloud.again();
    expect([said, aloud.snapshot().speaking]).toEqual([[], false]);
  });

  test('greets before the next screen, once, and stays on', () => {
    const { aloud, said } = reader();
    const greeting = { ja: 'いっしょに始めましょう', easy: '', en: '' };
    expect(aloud.greet(greeting)).toBe(true);
    aloud.show(script('ご用件'));
    aloud.again();
    expect(said).toEqual(['ja いっしょに始めましょう。ご用件。', 'stopped', 'ja ご用件。']);
    expect(reader([]).aloud.greet(greeting)).toBe(false);
  });
});

describe('what is spoken', () => {
  test('has no ruby, no spaces between the words of やさしい日本語, and a stop after each part', () => {
    expect(
      spoken(['{何|なに}を {話|はな}したいですか', '', '{近|ちか}いものを {押|お}してください。'], 'easy'),
    ).toBe('何を話したいですか。近いものを押してください。');
    expect(spoken(['What is it about?', 'Press one'], 'en')).toBe('What is it about? Press one.');
  });

  test('is no longer than the terminal takes', () => {
    expect(spoken(['あ'.repeat(2_000)], 'ja')).toHaveLength(1_000);
  });
});

describe('the voice of the terminal', () => {
  const wav = new Blob(['RIFF']);

  test('plays what the terminal makes of the words', async () => {
    const played: Blob[] = [];
    const voice = terminalVoice(
      { speech: async () => wav },
      ['ja'],
      async (sound) => void played.push(sound),
    );
    await voice.say('はい', 'ja', new AbortController().signal);
    expect([played, voice.snapshot()]).toEqual([[wav], ['ja']]);
  });

  test('plays nothing that was stopped meanwhile, or that cannot be had', async () => {
    const played: Blob[] = [];
    const play = async (sound: Blob) => void played.push(sound);
    const stopped = new AbortController();
    const speech = async () => {
      stopped.abort();
      return wav;
    };
    const slow = terminalVoice({ speech }, ['ja'], play);
    await slow.say('はい', 'ja', stopped.signal);
    await terminalVoice({ speech: async () => null }, ['ja'], play).say(
      'はい',
      'ja',
      new AbortController().signal,
    );
    expect(played).toEqual([]);
  });

  test('is silent where the sound cannot be played', async () => {
    const voice = terminalVoice({ speech: async () => wav }, ['ja'], () =>
      Promise.reject(new Error('no device')),
    );
    await voice.say('はい', 'ja', new AbortController().signal);
  });
});

describe('the voice of a browser', () => {
  const voices = (...given: { lang: string; localService: boolean }[]) =>
    Object.assign(new EventTarget(), { getVoices: () => given }) as unknown as SpeechSynthesis;

  test('is one of this machine, never one of somebody outside', () => {
    expect(browserVoice(voices({ lang: 'ja-JP', localService: false })).snapshot()).toEqual([]);
    expect(browserVoice(voices({ lang: 'ja_JP', localService: true })).snapshot()).toEqual(['ja', 'easy']);
    expect(browserVoice(voices({ lang: 'en-GB', localService: true })).snapshot()).toEqual(['en']);
    expect(browserVoice(undefined).snapshot()).toEqual([]);
  });

  test('may come late', () => {
    const given: { lang: string; localService: boolean }[] = [];
    const synthesis = Object.assign(new EventTarget(), { getVoices: () => given });
    const voice = browserVoice(synthesis as unknown as SpeechSynthesis);
    given.push({ lang: 'ja-JP', localService: true });
    synthesis.dispatchEvent(new Event('voiceschanged'));
    expect(voice.snapshot()).toEqual(['ja', 'easy']);
  });
});
