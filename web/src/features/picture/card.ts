import type { Clock } from '../../clock/clock';
import { openSink } from './sink';

/** 席札: a picture of words, where the camera is not used. */
export interface Card {
  readonly track: MediaStreamTrack;
  readonly write: (label: string) => void;
  readonly close: () => void;
}

/** Wide enough to be read at a booth; small where hardly anything moves. */
const WIDTH = 1_280;
const HEIGHT = 720;
/** How often it is sent anew, in milliseconds: whoever comes later soon sees it, too. */
const SHOW_MS = 250;
/** A booth that stands shows no more than this of the middle. */
const ROOM = 520;
const LARGEST = 96;
const MARGIN = 80;

/** A section's name, and what the policy lets stand after it: each part is a line. */
export function linesOf(label: string): readonly string[] {
  return label.split(/[\s\u3000]+/).filter((line) => line !== '');
}

/** The largest size, in pixels, at which every line is no wider than there is room. `widths`: at a size of one. */
export function sizeOf(widths: readonly number[], room: number, height: number): number {
  const lines = Math.max(1, widths.length);
  return Math.min(LARGEST, room / Math.max(...widths, 1), height / (lines * 1.5));
}

/** In the tokens' colours and the page's own type. */
export function openCard(label: string, clock: Clock): Card {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [WIDTH, HEIGHT];
  const drawing = canvas.getContext('2d', { willReadFrequently: true });
  const look = getComputedStyle(document.documentElement);
  const token = (name: string) => look.getPropertyValue(name).trim();
  const { fontFamily } = getComputedStyle(document.body);
  let lines = linesOf(label);

  function draw(): void {
    if (drawing === null) return;
    drawing.fillStyle = token('--primary-ground');
    drawing.fillRect(0, 0, WIDTH, HEIGHT);
    drawing.fillStyle = token('--primary');
    drawing.fillRect(0, HEIGHT - MARGIN / 2, WIDTH, MARGIN / 2);
    drawing.fillStyle = token('--ink');
    drawing.textAlign = 'center';
    drawing.textBaseline = 'middle';
    const font = (size: number) => `${token('--bold')} ${size}px ${fontFamily}`;
    drawing.font = font(100);
    const widths = lines.map((line) => drawing.measureText(line).width / 100);
    const size = sizeOf(widths, ROOM, HEIGHT - 2 * MARGIN);
    drawing.font = font(size);
    for (const [at, line] of lines.entries()) {
      const down = (at - (lines.length - 1) / 2) * size * 1.5;
      drawing.fillText(line, WIDTH / 2, (HEIGHT - MARGIN / 2) / 2 + down);
    }
  }

  const sink = openSink(canvas, clock);
  let cancel = () => {};
  // Drawn anew each time: the page's type may have been loaded meanwhile.
  function show(): void {
    draw();
    sink.put();
    cancel = clock.after(SHOW_MS, show);
  }
  show();
  return {
    track: sink.track,
    write: (next) => {
      lines = linesOf(next);
    },
    close: () => {
      cancel();
      sink.close();
    },
  };
}
