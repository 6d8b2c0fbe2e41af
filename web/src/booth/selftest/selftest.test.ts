import { describe, expect, test } from 'vitest';
import { answer, back, before, lampsOf, lineOf, type SelfTest, start } from './selftest';

/** After these answers, in order. */
const answered = (...answers: boolean[]): SelfTest => answers.reduce(answer, start());

describe('the questions', () => {
  test('are camera, microphone, loudspeaker, and end in a report', () => {
    expect(start()).toMatchObject({ question: 'camera' });
    expect(answered(true)).toMatchObject({ question: 'microphone' });
    expect(answered(true, false)).toMatchObject({ question: 'speaker' });
    expect(answered(true, false, true)).toEqual({
      at: 'report',
      answers: { camera: true, microphone: false, speaker: true },
    });
  });

  test('can be gone back to, with the answer taken back', () => {
    expect(back(answered(true, true))).toEqual({
      at: 'question',
      question: 'microphone',
      answers: { camera: true },
    });
    expect(back(start())).toBe(before);
  });

  test('take no answer before the start or after the end', () => {
    expect(answer(before, true)).toBe(before);
    const report = answered(true, true, true);
    expect(answer(report, false)).toBe(report);
    expect(back(report)).toBe(before);
  });
});

describe('the lamps', () => {
  test('are good where a person saw or heard, whatever the browser thinks', () => {
    expect(lampsOf({ camera: true, speaker: true }, { camera: 'failed' })).toEqual([
      { part: 'camera', state: 'good' },
      { part: 'speaker', state: 'good' },
    ]);
  });

  test('say what was missing', () => {
    expect(lampsOf({ camera: false, microphone: false, speaker: false }, {})).toEqual([
      { part: 'camera', state: 'bad', note: 'black' },
      { part: 'microphone', state: 'bad', note: 'silent' },
      { part: 'speaker', state: 'bad', note: 'not-heard' },
    ]);
  });

  test('name the cause where the browser knows it', () => {
    expect(
      lampsOf({ camera: false, microphone: false }, { camera: 'not-found', microphone: 'in-use' }),
    ).toEqual([
      { part: 'camera', state: 'bad', note: 'absent' },
      { part: 'microphone', state: 'bad', note: 'busy' },
    ]);
  });

  test('are of nothing that was not asked', () => {
    expect(lampsOf({}, { camera: 'not-found' })).toEqual([]);
  });
});

test('the line is up while signaling is, and UDP is for the booth’s program to judge', () => {
  expect(lineOf({ is: 'open' }, true)).toEqual({ tcp: true, udp: 'program' });
  expect(lineOf({ is: 'connecting', failures: 3 }, false)).toEqual({ tcp: false, udp: 'unknown' });
  expect(lineOf(null, false)).toEqual({ tcp: false, udp: 'unknown' });
});
