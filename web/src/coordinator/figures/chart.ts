/** The marks of an axis from zero: as many as are read at a glance, at round values. */
export function ticks(most: number, wanted = 4): number[] {
  if (most <= 0) return [0, 1];
  const rough = most / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(
    1,
    [1, 2, 5, 10].map((times) => times * power).find((one) => one >= rough) ?? 10 * power,
  );
  const count = Math.ceil(most / step);
  return Array.from({ length: count + 1 }, (_, at) => at * step);
}

/** One bar of a chart: a value, or none where it is hidden or unknown. */
export interface Bar {
  readonly key: string;
  readonly name: string;
  readonly value: number | null;
}

export interface Placed extends Bar {
  readonly y: number;
  readonly height: number;
  readonly width: number;
}

/** Bars that lie below each other, in units of the drawing. */
export interface Drawing {
  readonly height: number;
  readonly marks: readonly { readonly value: number; readonly x: number }[];
  readonly bars: readonly Placed[];
}

/** A line for each bar; the longest is as wide as the last mark says. */
export function draw(bars: readonly Bar[], width: number, line: number): Drawing {
  const most = Math.max(0, ...bars.map(({ value }) => value ?? 0));
  const marks = ticks(most);
  const end = marks.at(-1) ?? 1;
  return {
    height: bars.length * line,
    marks: marks.map((value) => ({ value, x: (value / end) * width })),
    bars: bars.map((bar, at) => ({
      ...bar,
      y: at * line + line * 0.15,
      height: line * 0.7,
      width: ((bar.value ?? 0) / end) * width,
    })),
  };
}

/** A part of a whole in percent, where both are known and there is a whole. */
export function share(part: number | null, whole: number | null): number | null {
  if (part === null || whole === null || whole === 0) return null;
  return Math.round((part / whole) * 100);
}
