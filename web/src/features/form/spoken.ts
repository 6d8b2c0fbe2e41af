import type { Computation, Kind, Text } from '../../generated/forms';
import { handIn, isWay } from './hand-in';
import { optionsIn } from './several';

/** The words of a face, in the language of whoever reads. */
export interface Speaker {
  readonly word: (text: Text) => string;
  /** 同意します */
  readonly yes: string;
  readonly count: (entries: number) => string;
  /** Null where nothing computed is shown. */
  readonly computed: Readonly<Record<Computation['type'], (amount: string) => string>> | null;
  readonly day: (iso: string) => string;
}

/** An answer as its writer would say it: an option by its words, a day as it is spoken. */
export function spoken(kind: Kind | undefined, value: string, speaker: Speaker): string {
  const { word } = speaker;
  switch (kind?.type) {
    case 'choice':
    case 'several':
      return (
        optionsIn(kind, value)
          .map(({ label }) => word(label))
          .join('・') || value
      );
    case 'attachment':
      return isWay(value) ? word(handIn[value]) : value;
    case 'number':
      return `${Number(value).toLocaleString('ja-JP')}${word(kind.unit)}`;
    case 'consent':
      return speaker.yes;
    case 'repeat':
      return speaker.count(Number(value));
    case 'computed':
      return speaker.computed?.[kind.from.type](Number(value).toLocaleString('ja-JP')) ?? value;
    case 'date':
      return /^\d{4}-\d{2}-\d{2}$/.test(value) ? speaker.day(value) : value;
    default:
      return value;
  }
}
