import { describe, expect, it } from 'vitest';
import type { Mark } from '../../generated/protocol';
import { MARKS_MAX, POINTS_MAX } from './limits';
import { begun, grown, nudged } from './pen';
import { centred, frameOf, isSeen, lastOf, moved, placed, turned, wholeView, without, zoomed } from './stage';

const picture = { id: 'p', media: 'png', width: 400, height: 200, bytes: 90 } as const;
const mark = (id: string, ...points: Mark['points']): Mark => ({ id, points });

describe('marks', () => {
  it('grow under their own hand, and nobody changes those of the other', () => {
    const one = placed([], mark('a', [1, 1]), 'office');
    expect(placed(one, mark('a', [1, 1], [9, 9]), 'office')).toEqual([
      { mark: mark('a', [1, 1], [9, 9]), hand: 'office' },
    ]);
    expect(placed(one, mark('a', [5, 5]), 'resident')).toBe(one);
    expect(without(one, 'a', 'resident')).toEqual(one);
    expect(without(one, 'a', 'office')).toEqual([]);
  });

  it('are taken back in the order of the own hand', () => {
    const all = placed(placed([], mark('a', [1, 1]), 'office'), mark('b', [2, 2]), 'resident');
    expect([lastOf(all, 'office'), lastOf(all, 'resident')]).toEqual(['a', 'b']);
    expect(lastOf([], 'office')).toBeNull();
  });

  it('push the oldest out when there are too many', () => {
    const ids = Array.from({ length: MARKS_MAX + 1 }, (_, n) => `m${n}`);
    const all = ids.reduce(
      (marks, id) => placed(marks, mark(id, [1, 1]), 'office'),
      placed([], mark('first', [1, 1]), 'office'),
    );
    expect(all).toHaveLength(MARKS_MAX);
    expect(all[0]?.mark.id).toBe('m1');
  });
});

describe('the view', () => {
  it('grows to four times and never leaves the picture', () => {
    const near = [1, 1, 1, 1].reduce((view) => zoomed(view, 1), wholeView);
    expect(near.zoom).toBe(4);
    expect(centred(near, [0, 1_000])).toEqual({ turn: 0, zoom: 4, x: 125, y: 875 });
    expect(zoomed(wholeView, -1)).toEqual(wholeView);
    expect(moved(wholeView, 1, 1)).toEqual(wholeView);
  });

  it('moves in the screen’s directions however the picture is turned', () => {
    let view = zoomed(zoomed(wholeView, 1), 1);
    const ways = [];
    for (let quarter = 0; quarter < 4; quarter += 1) {
      const { x, y } = moved(view, 1, 0);
      ways.push([Math.sign(x - view.x), Math.sign(y - view.y)]);
      view = turned(view);
    }
    expect(ways).toEqual([
      [1, 0],
      [0, -1],
      [-1, 0],
      [0, 1],
    ]);
    expect(view.turn).toBe(0);
  });

  it('is drawn in the picture’s own pixels', () => {
    expect(frameOf(picture, wholeView)).toEqual({
      transform: 'translate(0 0) rotate(0)',
      viewBox: '0 0 400 200',
    });
    expect(frameOf(picture, turned(wholeView))).toEqual({
      transform: 'translate(200 0) rotate(90)',
      viewBox: '0 0 200 400',
    });
    expect(frameOf(picture, { turn: 3, zoom: 2, x: 250, y: 250 }).viewBox).toBe('0 200 100 200');
  });

  it('tells what is seen', () => {
    const near = centred(zoomed(wholeView, 1), [250, 250]);
    expect(isSeen(near, [500, 0])).toBe(true);
    expect(isSeen(near, [501, 0])).toBe(false);
  });
});

describe('the pen', () => {
  it('keeps its points on the picture, leaves out those that say nothing, and is full at last', () => {
    let line: Mark | null = begun('a', [-5, 1_200]);
    expect(line.points).toEqual([[0, 1_000]]);
    expect(grown(line, [2, 999])).toBe(line);
    for (let n = 1; n < POINTS_MAX; n += 1) line = line && grown(line, [n % 2 === 0 ? 0 : 900, 500]);
    expect(line?.points).toHaveLength(POINTS_MAX);
    expect(line && grown(line, [0, 0])).toBeNull();
  });

  it('is moved by the arrow keys, in the screen’s directions and by smaller steps when nearer', () => {
    const key = (key: string, shiftKey = false) => ({ key, shiftKey });
    expect(nudged([500, 500], wholeView, key('ArrowRight'))).toEqual([530, 500]);
    expect(nudged([500, 500], wholeView, key('ArrowUp', true))).toEqual([500, 494]);
    expect(nudged([500, 500], { ...wholeView, turn: 1, zoom: 2 }, key('ArrowRight'))).toEqual([500, 485]);
    expect(nudged([0, 0], wholeView, key('ArrowLeft'))).toEqual([0, 0]);
    expect(nudged([0, 0], wholeView, key('a'))).toBeNull();
  });
});
