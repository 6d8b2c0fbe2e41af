// How marks come into being: under a pointer, and under the arrow keys.

import type { Mark, MarkId, View } from '../../generated/protocol';
import { POINTS_MAX } from './limits';
import { between, type Point, unturned } from './stage';

/** Points nearer than this to the last one say nothing new, in thousandths. */
const NEAR = 5;

export function begun(id: MarkId, point: Point): Mark {
  return { id, points: [on(point)] };
}

/** The mark with a further point; null if it is full. */
export function grown(mark: Mark, point: Point): Mark | null {
  const next = on(point);
  const last = mark.points.at(-1);
  if (last !== undefined && Math.hypot(next[0] - last[0], next[1] - last[1]) < NEAR) return mark;
  return mark.points.length < POINTS_MAX ? { ...mark, points: [...mark.points, next] } : null;
}

/** Steps of the cross in thousandths of what is seen; smaller ones with Shift. */
const STEP = 30;
const SMALL_STEP = 6;

/** Where an arrow key moves the cross, in the screen's own directions; null for any other key. */
export function nudged(
  from: Point,
  view: View,
  { key, shiftKey }: { readonly key: string; readonly shiftKey: boolean },
): Point | null {
  const way = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[key];
  if (way === undefined) return null;
  const step = (shiftKey ? SMALL_STEP : STEP) / view.zoom;
  const [right = 0, down = 0] = way;
  const [x, y] = unturned(view, right * step, down * step);
  return on([from[0] + x, from[1] + y]);
}

function on([x, y]: Point): Point {
  return [between(0, Math.round(x), 1_000), between(0, Math.round(y), 1_000)];
}
