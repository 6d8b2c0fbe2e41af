/** A run of text, with its reading where it has one. */
export interface RubyPart {
  readonly text: string;
  readonly reading?: string;
}

/** Splits `{漢字|かんじ}` markup. Text that is not whole markup stays as it is. */
export function rubyParts(markup: string): RubyPart[] {
  const parts: RubyPart[] = [];
  let end = 0;
  for (const match of markup.matchAll(/\{([^{}|]+)\|([^{}|]+)\}/g)) {
    const [whole, text = '', reading = ''] = match;
    if (match.index > end) parts.push({ text: markup.slice(end, match.index) });
    parts.push({ text, reading });
    end = match.index + whole.length;
  }
  if (end < markup.length) parts.push({ text: markup.slice(end) });
  return parts;
}

/** The text without its readings: for titles, labels and places where ruby cannot stand. */
export function withoutRuby(markup: string): string {
  return rubyParts(markup)
    .map((part) => part.text)
    .join('');
}
