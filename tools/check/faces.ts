/** The built faces ask no outside host for anything. */
import { globSync, readFileSync } from 'node:fs';
import { report } from './report.ts';

/** Addresses that are names, not requests: XML namespaces, and help texts inside libraries. */
const NAMES = [
  /^https?:\/\/www\.w3\.org\//,
  /^https?:\/\/(react\.dev|reactjs\.org|fb\.me|react-?aria\.adobe\.com|react-spectrum\.adobe\.com|mths\.be)\b/,
];

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

if (import.meta.main) {
  const files = globSync('web/dist/**/*.{html,css,js}');
  const missing = files.length === 0 ? ['web/dist is empty: build the faces first'] : [];
  report([
    ...missing,
    ...files.flatMap((file) => outsideHosts(readFileSync(file, 'utf8')).map((host) => `${file}: ${host}`)),
  ]);
}
