/** The tree itself: files short enough to read, no unfinished marks, no path of somebody's machine. */
import { readFileSync, statSync } from 'node:fs';
import { report, trackedFiles } from './report.ts';

const LONGEST = 800;
const SOURCE = /\.(rs|ts|tsx|css|sql)$/;
const TEXT = /\.(rs|ts|tsx|css|sql|md|toml|json|html|sh|yml)$|(^|\/)(Makefile|run|setup)$/;
const GENERATED = /(^|\/)(generated|migrations)\/|-lock\.json$|^Cargo\.lock$/;
// Put together so that this file passes its own check.
const MARKS = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X'].join('|')})\\b|\\bunimplemented!\\(`);
const MACHINE = new RegExp(
  `(^|[\\s"'\`(=])/(${['ro' + 'ot', 'wo' + 'rk', 'ho' + 'me', 'Us' + 'ers'].join('|')})/`,
);

export function judge(path: string, text: string): string[] {
  if (GENERATED.test(path)) return [];
  const lines = text.split('\n');
  const found: string[] = [];
  if (SOURCE.test(path) && lines.length > LONGEST)
    found.push(`${path}: ${lines.length} lines; what is the second idea in it?`);
  for (const [at, line] of lines.entries()) {
    if (SOURCE.test(path) && MARKS.test(line)) found.push(`${path}:${at + 1}: an unfinished mark`);
    if (MACHINE.test(line)) found.push(`${path}:${at + 1}: a path of a machine`);
  }
  return found;
}

if (import.meta.main) {
  const files = trackedFiles().filter(
    (file) => TEXT.test(file) && statSync(file, { throwIfNoEntry: false })?.isFile(),
  );
  report(files.flatMap((file) => judge(file, readFileSync(file, 'utf8'))));
}
