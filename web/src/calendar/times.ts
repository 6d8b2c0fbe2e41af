import { half } from '../i18n/widths';

/** A time of day as people type it (9:00, 900, ９：００, 9時, 17時15分) as the protocol writes it: `09:00`. */
export function readTime(text: string): string | null {
  const plain = half(text).trim();
  const match =
    /^(\d{1,2})(?::(\d{2}))?$/.exec(plain) ??
    /^(\d{1,2})(\d{2})$/.exec(plain) ??
    /^(\d{1,2})時(?:(\d{1,2})分)?$/.exec(plain);
  if (match === null) return null;
  const hour = Number(match[1]);
  const minute = Number(match[2] ?? 0);
  if (minute > 59 || hour * 60 + minute > 24 * 60) return null;
  return timeOf(hour * 60 + minute);
}

/** A whole number that is not negative, in any width. */
export function readNumber(text: string): number | null {
  const plain = half(text).trim();
  return /^\d{1,5}$/.test(plain) ? Number(plain) : null;
}

/** Minutes since midnight; 24:00 is 1440. */
export function minutesOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}

export function timeOf(minutes: number): string {
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}

/** As it is shown: `9:00`. */
export function shortTime(time: string): string {
  return time.replace(/^0/, '');
}

/** `9:00–16:30` */
export function span({ opens, closes }: { readonly opens: string; readonly closes: string }): string {
  return `${shortTime(opens)}–${shortTime(closes)}`;
}
