// A screening or a guide as a file, in the way that the command line publishes it, too.

import type { Body } from '../../generated/protocol';
import { contentOf } from './edit';

export function fileOf(body: Body): Blob {
  return new Blob([`${JSON.stringify(contentOf(body), null, 1)}\n`], { type: 'application/json' });
}

/** The words of a fault. */
export interface FaultTexts {
  readonly missing: (name: string) => string;
  readonly unknown: (name: string) => string;
  readonly variant: (name: string) => string;
  readonly end: string;
  readonly type: string;
  readonly id: string;
  readonly other: string;
}

/** What a program says of a file, in a coordinator's words. */
export function faultWords(problem: string, text: FaultTexts): string {
  const named = (pattern: RegExp) => pattern.exec(problem)?.[1];
  const missing = named(/^missing field `([^`]+)`/);
  if (missing !== undefined) return text.missing(missing);
  const unknown = named(/^unknown field `([^`]+)`/);
  if (unknown !== undefined) return text.unknown(unknown);
  const variant = named(/^unknown variant `([^`]+)`/);
  if (variant !== undefined) return text.variant(variant);
  if (problem.startsWith('EOF')) return text.end;
  if (problem.startsWith('invalid type') || problem.startsWith('invalid value')) return text.type;
  if (problem.startsWith('an id is')) return text.id;
  return text.other;
}
