import { useText } from '../../i18n/language';
import { Notice } from '../../ui/Notice';
import type { Refusal } from './booking';
import { type BookingWords, bookingText } from './text';

/** What was refused, and what to do about it. Nothing where nothing was. */
export function Refused({ refusal }: { readonly refusal: Refusal | 'unreachable' | null }) {
  const { refused: text } = useText(bookingText);
  return <div role="alert">{refusal !== null && <Notice kind="act">{wordsOf(refusal, text)}</Notice>}</div>;
}

type Known = Exclude<keyof BookingWords['refused'], 'other' | 'unreachable'>;

function wordsOf(refusal: Refusal | 'unreachable', text: BookingWords['refused']): string {
  if (refusal === 'unreachable') return text.unreachable;
  const { code, title } = refusal;
  const isKnown = (word: string): word is Known => word in text && word !== 'other';
  if (!isKnown(code)) return text.other(title);
  // Why it is not open is in the server's sentence alone.
  return code === 'not-open' ? `${title} ${text[code]}` : text[code];
}
