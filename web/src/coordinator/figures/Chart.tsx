import { useId } from 'react';
import { type Bar, draw } from './chart';

/** Widths in units of the drawing; it is as wide as its place. */
const NAMES = 180;
const BARS = 380;
const VALUES = 80;
const LINE = 26;
const AXIS = 24;

/** Bars beside their names. Its title tells it to a screen reader; the table below has every number. */
export function Chart({
  title,
  bars,
  words,
}: {
  readonly title: string;
  readonly bars: readonly Bar[];
  readonly words: (bar: Bar) => string;
}) {
  const id = useId();
  const { height, marks, bars: placed } = draw(bars, BARS, LINE);
  return (
    <svg
      className="chart"
      role="img"
      aria-labelledby={id}
      viewBox={`0 0 ${NAMES + BARS + VALUES} ${height + AXIS}`}
    >
      <title id={id}>{title}</title>
      {marks.map(({ value, x }) => (
        <g key={value}>
          <line className="grid" x1={NAMES + x} x2={NAMES + x} y1={0} y2={height} />
        </g>
      ))}
      {placed.map((bar) => (
        <g key={bar.key}>
          <text className="name" x={NAMES - 8} y={bar.y + bar.height * 0.75} textAnchor="end">
            {short(bar.name)}
          </text>
          <rect className="bar" x={NAMES} y={bar.y} width={bar.width} height={bar.height} />
          <text x={NAMES + bar.width + 6} y={bar.y + bar.height * 0.75}>
            {words(bar)}
          </text>
        </g>
      ))}
    </svg>
  );
}

/** As much of a name as there is room for; the table has all of it. */
function short(name: string): string {
  return name.length > 12 ? `${name.slice(0, 11)}…` : name;
}
