/** The built faces ask no outside host for anything, and load no more at first than they show. */
import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { report } from './report.ts';

/** Addresses that are names, not requests: XML namespaces, and help texts inside libraries. */
const NAMES = [
  /^https?:\/\/www\.w3\.org\//,
  /^https?:\/\/(react\.dev|reactjs\.org|fb\.me|react-?aria\.adobe\.com|react-spectrum\.adobe\.com|mths\.be)\b/,
  // Of pdf.js: bases to resolve a page's own address against.
  /^https?:\/\/(example\.com|foo\.bar)$/,
];

/** Parts that are loaded when somebody needs them, and not before. */
const ON_DEMAND = ['Scan', 'Practice', 'SelfTest', 'Devices', 'Attendance', 'BookingPart', 'pdf'];

/** Where a built text would load from: attributes and CSS load by themselves, scripts name any address. */
export function outsideHosts(text: string): string[] {
  const found = [
    ...text.matchAll(/(?:https?:|wss?:)?\/\/[a-z0-9][a-z0-9.-]*\.[a-z]{2,}(?:[/?#][^\s"'`)<>\\]*)?/gi),
  ].map((match) => match[0]);
  const absolute = found.filter((address) => /^(https?|wss?):/.test(address));
  const relative = [...text.matchAll(/(?:src|href|url)\s*[=(]\s*["']?(\/\/[^\s"')>]+)/gi)].map(
    (match) => match[1] as string,
  );
  return [...absolute, ...relative].filter((address) => !NAMES.some((name) => name.test(address)));
}

/** Which parts would not wait until they are needed, by the faces' pages and the names of all built files. */
export function loadedEarly(
  pages: string[],
  built: string[],
  parts: readonly string[] = ON_DEMAND,
): string[] {
  return parts.flatMap((part) => {
    const file = built.find((name) => name.startsWith(`${part}-`) && name.endsWith('.js'));
    if (file === undefined) return [`${part} is no part of its own any more`];
    return pages.some((page) => page.includes(file)) ? [`${part} is loaded by a page at once`] : [];
  });
}

if (import.meta.main) {
  const files = globSync('web/dist/**/*.{html,css,js}');
  const pages = files.filter((file) => file.endsWith('.html')).map((file) => readFileSync(file, 'utf8'));
  const missing = files.length === 0 ? ['web/dist is empty: build the faces first'] : [];
  report([
    ...missing,
    ...loadedEarly(
      pages,
      files.map((file) => basename(file)),
    ),
    ...files.flatMap((file) => outsideHosts(readFileSync(file, 'utf8')).map((host) => `${file}: ${host}`)),
  ]);
}
