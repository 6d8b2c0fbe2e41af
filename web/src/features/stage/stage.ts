// What stands on the stage, on both sides alike: a picture, how it is looked at, and the marks on it.

import type { Hand, Mark, MarkId, OnStage, Picture, View } from '../../generated/protocol';
import { MARKS_MAX } from './limits';

/** In thousandths of the picture's width and height. */
export type Point = Mark['points'][number];

export interface Placed {
  readonly mark: Mark;
  readonly hand: Hand;
}
export type Marks = readonly Placed[];

/** A picture with everything that is on it. */
export interface Shown extends OnStage {
  readonly marks: Marks;
}

/** The picture upright and whole. */
export const wholeView: View = { turn: 0, zoom: 1, x: 500, y: 500 };

const ZOOM_MAX = 4;

/** A mark that is new, or has grown. Nobody changes what the other hand drew. */
export function placed(marks: Marks, mark: Mark, hand: Hand): Marks {
  const before = marks.find((other) => other.mark.id === mark.id);
  if (before === undefined) return [...marks, { mark, hand }].slice(-MARKS_MAX);
  return before.hand === hand ? marks.map((other) => (other === before ? { mark, hand } : other)) : marks;
}

export function without(marks: Marks, id: MarkId, hand: Hand): Marks {
  return marks.filter(({ mark, hand: whose }) => mark.id !== id || whose !== hand);
}

/** What a hand drew last. */
export function lastOf(marks: Marks, hand: Hand): MarkId | null {
  return marks.findLast((placed) => placed.hand === hand)?.mark.id ?? null;
}

export function zoomed(view: View, by: 1 | -1): View {
  return within({ ...view, zoom: view.zoom + by });
}

/** A quarter turn clockwise. */
export function turned(view: View): View {
  return { ...view, turn: (view.turn + 1) % 4 };
}

/** Another point in the middle. */
export function centred(view: View, [x, y]: Point): View {
  return within({ ...view, x, y });
}

/** Half of what is seen further, in the screen's own directions. */
export function moved(view: View, right: number, down: number): View {
  const step = Math.round(500 / view.zoom);
  const [x, y] = unturned(view, right * step, down * step);
  return within({ ...view, x: view.x + x, y: view.y + y });
}

/** A direction on the screen as one on the picture. */
export function unturned({ turn }: View, right: number, down: number): readonly [x: number, y: number] {
  switch (turn) {
    case 1:
      return [down, -right];
    case 2:
      return [-right, -down];
    case 3:
      return [-down, right];
    default:
      return [right, down];
  }
}

/** A view that can be: nothing of it is beside the picture. */
export function within({ turn, zoom, x, y }: View): View {
  const times = between(1, zoom, ZOOM_MAX);
  const edge = Math.ceil(500 / times);
  return { turn, zoom: times, x: between(edge, x, 1_000 - edge), y: between(edge, y, 1_000 - edge) };
}

/** Whether a point of the picture is seen. */
export function isSeen({ zoom, x, y }: View, [px, py]: Point): boolean {
  const reach = 500 / zoom;
  return Math.abs(px - x) <= reach && Math.abs(py - y) <= reach;
}

/** What a drawing in the picture's own pixels needs: the turn as a transformation, and the part that is seen. */
export function frameOf({ width, height }: Picture, view: View): { transform: string; viewBox: string } {
  const { turn, zoom, x, y } = view;
  const lies = turn % 2 === 1;
  const [w, h] = lies ? [height, width] : [width, height];
  const [px, py] = [(x / 1_000) * width, (y / 1_000) * height];
  const turns: readonly (readonly [cx: number, cy: number, right: number, down: number])[] = [
    [px, py, 0, 0],
    [height - py, px, height, 0],
    [width - px, height - py, width, height],
    [py, width - px, 0, width],
  ];
  const [cx, cy, right, down] = turns[turn] ?? [px, py, 0, 0];
  return {
    transform: `translate(${right} ${down}) rotate(${turn * 90})`,
    viewBox: [cx - w / zoom / 2, cy - h / zoom / 2, w / zoom, h / zoom].map(Math.round).join(' '),
  };
}

export function between(least: number, n: number, most: number): number {
  return Math.min(most, Math.max(least, n));
}
