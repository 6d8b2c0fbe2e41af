import { type KeyboardEvent, type PointerEvent, useId, useRef, useState } from 'react';
import type { Mark, Picture } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import { withoutRuby } from '../../ui/ruby-markup';
import { Words } from '../../ui/Words';
import type { Act } from './holder';
import './board.css';
import { begun, grown, nudged } from './pen';
import { centred, frameOf, isSeen, type Marks, type Point, type Shown } from './stage';
import { boardText } from './text';

/** A line that grows is told this often, in milliseconds. */
const TELL_MS = 100;

/** The picture with everybody's marks. Whoever may draws on it: by finger, pen and mouse, or by the keyboard. */
export function PictureBoard({
  shown,
  drawn = [],
  address,
  onAct,
}: {
  readonly shown: Shown;
  /** Marks of our own that are not in `shown` yet. */
  readonly drawn?: Marks;
  readonly address: string;
  /** Null for those who only look. */
  readonly onAct: ((act: Act) => void) | null;
}) {
  const text = useText(boardText);
  const help = useId();
  const { picture, view } = shown;
  const { transform, viewBox } = frameOf(picture, view);
  const [cross, setCross] = useState<Point | null>(null);
  const pen = usePen(picture, onAct);
  const press = (event: KeyboardEvent) => {
    const next = nudged(cross ?? [view.x, view.y], view, event);
    if (next !== null) {
      event.preventDefault();
      setCross(next);
      if (!isSeen(view, next)) onAct?.({ act: 'view', view: centred(view, next) });
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      onAct?.({ act: 'mark', mark: begun(crypto.randomUUID(), cross ?? [view.x, view.y]) });
    }
  };
  const canvas = (
    <svg viewBox={viewBox} role="img" aria-label={withoutRuby(text.picture)} data-picture={picture.id}>
      <g transform={transform} {...pen}>
        <image href={address} width={picture.width} height={picture.height} />
        {[...shown.marks, ...drawn].map(({ mark, hand }, at) => (
          // Ours stands in both lists for a moment.
          // biome-ignore lint/suspicious/noArrayIndexKey: the index only tells the two apart
          <MarkLine key={`${mark.id} ${at}`} mark={mark} picture={picture} hand={hand} />
        ))}
        {cross !== null && <Cross at={cross} picture={picture} />}
      </g>
    </svg>
  );
  if (onAct === null) return <div className="board">{canvas}</div>;
  return (
    <>
      <div
        className="board"
        role="application"
        aria-label={withoutRuby(text.picture)}
        aria-describedby={help}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an application of its own keys, as its description says
        tabIndex={0}
        data-draws
        onKeyDown={press}
        onFocus={(event) => {
          if (event.target.matches(':focus-visible')) setCross([view.x, view.y]);
        }}
        onBlur={() => setCross(null)}
      >
        {canvas}
      </div>
      <p className="board-help" id={help}>
        <Words>{text.help}</Words>{' '}
        <span className="keys">{cross !== null && <Words>{text.keys}</Words>}</span>
      </p>
    </>
  );
}

/** What a finger, a pen or a mouse does on the picture. */
function usePen(picture: Picture, onAct: ((act: Act) => void) | null) {
  const line = useRef<{ mark: Mark; told: Mark; toldAt: number } | null>(null);
  if (onAct === null) return {};
  const at = (event: PointerEvent<SVGGElement>): Point => {
    const matrix = event.currentTarget.getScreenCTM()?.inverse();
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix);
    return [(x / picture.width) * 1_000, (y / picture.height) * 1_000];
  };
  const tell = (mark: Mark, now: number) => {
    if (line.current?.told !== mark) onAct({ act: 'mark', mark });
    line.current = { mark, told: mark, toldAt: now };
  };
  return {
    onPointerDown: (event: PointerEvent<SVGGElement>) => {
      if (event.button !== 0 || !event.isPrimary) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      tell(begun(crypto.randomUUID(), at(event)), event.timeStamp);
    },
    onPointerMove: (event: PointerEvent<SVGGElement>) => {
      const { current } = line;
      if (current === null || !event.isPrimary) return;
      const mark = grown(current.mark, at(event));
      const last = current.mark.points.at(-1);
      if (mark !== null) current.mark = mark;
      if (mark === null || event.timeStamp - current.toldAt >= TELL_MS) tell(current.mark, event.timeStamp);
      // A full line goes on as the next.
      if (mark === null && last !== undefined) tell(begun(crypto.randomUUID(), last), event.timeStamp);
    },
    onPointerUp: (event: PointerEvent<SVGGElement>) => {
      if (line.current !== null) tell(line.current.mark, event.timeStamp);
      line.current = null;
    },
    onPointerCancel: () => {
      line.current = null;
    },
  };
}

/** How thick a line is, and how large a ring, beside the picture's longer side. */
const LINE = 1 / 160;
const RING = 1 / 28;

/** Pink with a white seam, to be seen on any paper. */
function MarkLine({
  mark,
  picture,
  hand,
}: {
  readonly mark: Mark;
  readonly picture: Picture;
  readonly hand: string;
}) {
  const { width, height } = picture;
  const long = Math.max(width, height);
  const points = mark.points.map(([x, y]) => [(x / 1_000) * width, (y / 1_000) * height] as const);
  const [first] = points;
  if (first === undefined) return null;
  return ['seam', 'ink'].map((part) => {
    const shape = { className: part, strokeWidth: long * LINE * (part === 'seam' ? 2 : 1) };
    return points.length === 1 ? (
      <circle key={part} {...shape} cx={first[0]} cy={first[1]} r={long * RING} data-hand={hand} />
    ) : (
      <polyline key={part} {...shape} points={points.join(' ')} data-hand={hand} />
    );
  });
}

function Cross({ at: [x, y], picture }: { readonly at: Point; readonly picture: Picture }) {
  const { width, height } = picture;
  const reach = Math.max(width, height) * RING;
  const [px, py] = [(x / 1_000) * width, (y / 1_000) * height];
  const path = `M${px - reach} ${py}H${px + reach}M${px} ${py - reach}V${py + reach}`;
  return ['seam', 'cross'].map((part) => (
    <path
      key={part}
      className={part}
      d={path}
      strokeWidth={Math.max(width, height) * LINE * (part === 'seam' ? 1.5 : 0.5)}
    />
  ));
}
