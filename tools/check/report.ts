import { execFileSync } from 'node:child_process';

/** Prints what was found and makes the process fail if there is anything. */
export function report(found: string[]): void {
  for (const line of found) console.error(line);
  if (found.length > 0) process.exitCode = 1;
}

/** Every file of the tree that git keeps, or would keep. */
export function trackedFiles(...patterns: string[]): string[] {
  const listed = execFileSync(
    'git',
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', ...patterns],
    {
      encoding: 'utf8',
    },
  );
  return [...new Set(listed.split('\0').filter(Boolean))];
}
