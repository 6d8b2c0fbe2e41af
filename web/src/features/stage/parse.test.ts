import { describe, expect, it } from 'vitest';
import type { FromGuest, FromHolder } from '../../generated/protocol';
import { POINTS_MAX } from './limits';
import { parseGuest, parseHolder } from './parse';

const picture = { id: 'p', media: 'png', width: 1, height: 1, bytes: 90 } as const;
const view = { turn: 1, zoom: 2, x: 500, y: 500 };
const mark = { id: 'm', points: [[1, 2]] as [number, number][] };

const asked: FromGuest[] = [
  { type: 'look' },
  { type: 'camera', on: true },
  { type: 'freeze' },
  { type: 'offer', picture },
  { type: 'view', picture: 'p', view },
  { type: 'mark', picture: 'p', mark },
  { type: 'unmark', picture: 'p', mark: 'm' },
  { type: 'clear', picture: 'p' },
  { type: 'close', picture: 'p' },
  { type: 'received', picture: 'p', next: 3 },
];
const said: FromHolder[] = [
  { type: 'stage', camera: 'live', shown: { picture, view } },
  { type: 'stage', camera: 'off', shown: null },
  { type: 'view', picture: 'p', view },
  { type: 'marked', picture: 'p', hand: 'resident', mark },
  { type: 'unmarked', picture: 'p', mark: 'm' },
  { type: 'cleared', picture: 'p' },
  { type: 'received', picture: 'p', next: 0 },
  { type: 'refused', picture: 'p', why: 'covered' },
];

describe('a message about the stage', () => {
  it.each(asked)('is read from a desk: $type', (message) => {
    const text = JSON.stringify({ from: 'guest', message });
    expect(parseGuest(text)).toEqual(message);
    expect(parseHolder(text)).toBeNull();
  });

  it.each(said)('is read from the booth: $type', (message) => {
    const text = JSON.stringify({ from: 'holder', message });
    expect(parseHolder(text)).toEqual(message);
    expect(parseGuest(text)).toBeNull();
  });

  it.each([
    { type: 'mark', picture: 'p', mark: { id: 'm', points: [] } },
    { type: 'mark', picture: 'p', mark: { id: 'm', points: [[1, 1_001]] } },
    { type: 'mark', picture: 'p', mark: { id: 'm', points: [[1, 1.5]] } },
    { type: 'mark', picture: 'p', mark: { id: 'm', points: Array(POINTS_MAX + 1).fill([1, 1]) } },
    { type: 'mark', picture: '../p', mark },
    { type: 'view', picture: 'p', view: { ...view, zoom: 5 } },
    { type: 'view', picture: 'p', view: { ...view, turn: -1 } },
    { type: 'offer', picture: { ...picture, media: 'svg' } },
    { type: 'offer', picture: { ...picture, bytes: -1 } },
    { type: 'received', picture: 'p', next: 70_000 },
    { type: 'camera', on: 'yes' },
    { type: 'eval' },
    null,
  ])('is nothing if it is not exactly one: %j', (message) => {
    expect(parseGuest(JSON.stringify({ from: 'guest', message }))).toBeNull();
  });

  it.each([
    { type: 'stage', camera: 'on fire', shown: null },
    { type: 'stage', camera: 'off' },
    { type: 'stage', camera: 'off', shown: { picture } },
    { type: 'marked', picture: 'p', hand: 'nobody', mark },
    { type: 'refused', picture: 'p', why: 'because' },
  ])('is nothing from the booth, either: %j', (message) => {
    expect(parseHolder(JSON.stringify({ from: 'holder', message }))).toBeNull();
  });
});
