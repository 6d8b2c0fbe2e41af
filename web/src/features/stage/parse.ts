// What came over `panel` about the stage, read into its type. Other people's bytes: anything else is null.

import type {
  FromGuest,
  FromHolder,
  Hand,
  Mark,
  NotShown,
  OnStage,
  Picture,
  SecondCamera,
  View,
} from '../../generated/protocol';
import { POINTS_MAX } from './limits';

type Fields = Readonly<Record<string, unknown>>;

/** Reads what the booth says; whether it was the booth, the SFU's stamp tells. */
export function parseHolder(text: string): FromHolder | null {
  const { from, message } = fields(json(text));
  return from === 'holder' ? fromHolder(fields(message)) : null;
}

/** Reads what a desk asks. */
export function parseGuest(text: string): FromGuest | null {
  const { from, message } = fields(json(text));
  return from === 'guest' ? fromGuest(fields(message)) : null;
}

function fromHolder(message: Fields): FromHolder | null {
  const { type, picture, next } = message;
  if (type === 'stage') {
    const shown = message.shown === null ? null : onStage(fields(message.shown));
    if (!isOneOf(CAMERAS, message.camera) || (shown === null && message.shown !== null)) return null;
    return { type, camera: message.camera, shown };
  }
  if (!isId(picture)) return null;
  switch (type) {
    case 'view': {
      const view = asView(fields(message.view));
      return view === null ? null : { type, picture, view };
    }
    case 'marked': {
      const mark = asMark(fields(message.mark));
      return mark === null || !isOneOf(HANDS, message.hand)
        ? null
        : { type, picture, hand: message.hand, mark };
    }
    case 'unmarked':
      return isId(message.mark) ? { type, picture, mark: message.mark } : null;
    case 'cleared':
      return { type, picture };
    case 'received':
      return isWhole(next, 0, 0xffff) ? { type, picture, next } : null;
    case 'refused':
      return isOneOf(REASONS, message.why) ? { type, picture, why: message.why } : null;
    default:
      return null;
  }
}

function fromGuest(message: Fields): FromGuest | null {
  const { type, picture, next } = message;
  if (type === 'look' || type === 'freeze') return { type };
  if (type === 'camera') return typeof message.on === 'boolean' ? { type, on: message.on } : null;
  if (type === 'offer') {
    const offered = asPicture(fields(picture));
    return offered === null ? null : { type, picture: offered };
  }
  if (!isId(picture)) return null;
  switch (type) {
    case 'view': {
      const view = asView(fields(message.view));
      return view === null ? null : { type, picture, view };
    }
    case 'mark': {
      const mark = asMark(fields(message.mark));
      return mark === null ? null : { type, picture, mark };
    }
    case 'unmark':
      return isId(message.mark) ? { type, picture, mark: message.mark } : null;
    case 'clear':
    case 'close':
      return { type, picture };
    case 'received':
      return isWhole(next, 0, 0xffff) ? { type, picture, next } : null;
    default:
      return null;
  }
}

const CAMERAS: readonly SecondCamera[] = [
  'off',
  'asked',
  'opening',
  'live',
  'declined',
  'absent',
  'failed',
  'unplugged',
];
const HANDS: readonly Hand[] = ['resident', 'office'];
const REASONS: readonly NotShown[] = ['covered', 'replaced', 'too-large', 'not-a-picture', 'no-screen'];

/** Its limits are looked at where there is somebody to tell. */
function asPicture({ id, media, width, height, bytes }: Fields): Picture | null {
  const isSize = (n: unknown) => isWhole(n, 0, Number.MAX_SAFE_INTEGER);
  if (!isId(id) || (media !== 'jpeg' && media !== 'png')) return null;
  return isSize(width) && isSize(height) && isSize(bytes) ? { id, media, width, height, bytes } : null;
}

function onStage(message: Fields): OnStage | null {
  const picture = asPicture(fields(message.picture));
  const view = asView(fields(message.view));
  return picture === null || view === null ? null : { picture, view };
}

function asView({ turn, zoom, x, y }: Fields): View | null {
  const fits = isWhole(turn, 0, 3) && isWhole(zoom, 1, 4) && isWhole(x, 0, 1_000) && isWhole(y, 0, 1_000);
  return fits ? ({ turn, zoom, x, y } as View) : null;
}

function asMark({ id, points }: Fields): Mark | null {
  if (!isId(id) || !Array.isArray(points) || points.length === 0 || points.length > POINTS_MAX) return null;
  return points.every(isPoint) ? { id, points } : null;
}

function isPoint(value: unknown): value is [number, number] {
  return Array.isArray(value) && value.length === 2 && value.every((n) => isWhole(n, 0, 1_000));
}

function isWhole(value: unknown, least: number, most: number): value is number {
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
}

function isOneOf<T>(list: readonly T[], value: unknown): value is T {
  return list.includes(value as T);
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Za-z0-9_-]{1,64}$/.test(value);
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}
