/** Every dependency, Rust and npm, has a licence that deny.toml allows. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { report } from './report.ts';

/** The list under `[licenses] allow` of deny.toml. */
export function allowedLicences(denyToml: string): Set<string> {
  const list = /\[licenses\][^[]*?allow = \[([^\]]*)\]/.exec(denyToml)?.[1] ?? '';
  return new Set([...list.matchAll(/^\s*"([^"]+)"/gm)].map((match) => match[1] as string));
}

/** Whether an SPDX expression can be met with the allowed licences: one side of each OR, both of each AND. */
export function canBeMet(expression: string, allowed: Set<string>): boolean {
  const tokens = expression.replaceAll('/', ' OR ').match(/\(|\)|[^\s()]+/g) ?? [];
  let at = 0;
  const atom = (): boolean => {
    if (tokens[at] === '(') {
      at += 1;
      const inner = either();
      at += 1;
      return inner;
    }
    let name = tokens[at++] ?? '';
    if (tokens[at] === 'WITH') {
      name = `${name} WITH ${tokens[at + 1]}`;
      at += 2;
    }
    return allowed.has(name);
  };
  const both = (): boolean => {
    let met = atom();
    while (tokens[at] === 'AND') {
      at += 1;
      met = atom() && met;
    }
    return met;
  };
  const either = (): boolean => {
    let met = both();
    while (tokens[at] === 'OR') {
      at += 1;
      met = both() || met;
    }
    return met;
  };
  return tokens.length > 0 && either() && at === tokens.length;
}

interface Dependency {
  name: string;
  licence: string | undefined;
}

function crates(): Dependency[] {
  const json = execFileSync(
    'cargo',
    ['metadata', '--format-version', '1', '--filter-platform', 'x86_64-unknown-linux-gnu'],
    {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  const { packages } = JSON.parse(json) as {
    packages: { name: string; version: string; license: string | null }[];
  };
  return packages.map(({ name, version, license }) => ({
    name: `crate ${name} ${version}`,
    licence: license ?? undefined,
  }));
}

function npmPackages(): Dependency[] {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, { version?: string; license?: string }>;
  };
  return Object.entries(lock.packages).map(([path, { version, license }]) => ({
    name: `npm ${path.replace(/^.*node_modules\//, '') || 'ourselves'} ${version ?? ''}`,
    licence: license,
  }));
}

if (import.meta.main) {
  const allowed = allowedLicences(readFileSync('deny.toml', 'utf8'));
  report(
    [...crates(), ...npmPackages()]
      .filter(({ licence }) => !licence || !canBeMet(licence, allowed))
      .map(({ name, licence }) => `${name}: ${licence ?? 'no licence stated'}`),
  );
}
