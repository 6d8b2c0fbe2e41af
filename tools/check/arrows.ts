/** Who may know whom: between crates, and between the folders of `signaling`. ARCHITECTURE.md has the picture. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { report, trackedFiles } from './report.ts';

/** Crate → crates of ours that it may depend on. */
const CRATES: Record<string, string[]> = {
  protocol: [],
  certs: [],
  forms: ['protocol'],
  schedule: ['protocol', 'forms'],
  trees: ['protocol', 'forms'],
  paper: ['protocol', 'forms'],
  sfu: ['protocol'],
  signaling: ['protocol', 'forms', 'schedule', 'trees', 'paper', 'sfu', 'certs'],
  'booth-client': ['protocol', 'forms'],
  bench: ['protocol', 'forms', 'schedule'],
  fuzz: ['protocol', 'forms', 'schedule', 'trees', 'sfu'],
};
/** Crate → outside crates that it must not depend on, as they would give it work that is not its own. */
const KEPT_OUT: Record<string, string[]> = {
  protocol: ['tokio', 'axum', 'sqlx', 'str0m', 'mio'],
  forms: ['tokio', 'axum', 'sqlx', 'str0m', 'mio'],
  schedule: ['tokio', 'axum', 'sqlx', 'str0m', 'mio'],
  trees: ['tokio', 'axum', 'sqlx', 'str0m', 'mio'],
  paper: ['tokio', 'axum', 'sqlx', 'str0m', 'mio'],
  sfu: ['sqlx', 'axum'],
};
/** What in `signaling/src` is no noun: the rim, and what nouns stand on. */
const RIM = [
  'http',
  'session',
  'media',
  'serve',
  'tls',
  'live',
  'app',
  'main',
  'lib',
  'db',
  'config',
  'clock',
  'metrics',
];
const SQL = /\bsqlx::query|\b(SELECT|INSERT INTO|DELETE FROM)\s+[a-z_*]|\bUPDATE\s+[a-z_]+\s+SET\b/;

export interface Crate {
  name: string;
  dependencies: string[];
}

export function crateArrows(crates: Crate[]): string[] {
  const ours = new Set(crates.map((crate) => crate.name));
  return crates.flatMap(({ name, dependencies }) => {
    const may = CRATES[name];
    if (!may) return [`${name}: a crate that tools/check/arrows.ts does not know`];
    const foreign = dependencies.filter((d) => ours.has(d) && !may.includes(d));
    const keptOut = dependencies.filter((d) => KEPT_OUT[name]?.includes(d));
    return [...foreign, ...keptOut].map((d) => `${name} must not depend on ${d}`);
  });
}

/** Judges one file of `signaling/src` by its path inside it. */
export function moduleArrows(path: string, source: string): string[] {
  const [first = ''] = path.replace(/\.rs$/, '').split('/');
  const noun = !RIM.includes(first);
  const found: string[] = [];
  // Comments may name what code may not.
  const lines = source.split('\n').map((line) => line.replace(/\/\/.*$/, ''));
  const refuse = (pattern: RegExp, why: string) => {
    for (const [at, line] of lines.entries())
      if (pattern.test(line)) found.push(`signaling/src/${path}:${at + 1}: ${why}`);
  };
  if (noun) {
    refuse(/\baxum(_extra|_server)?::/, 'a noun never sees axum');
    refuse(/\bcrate::(http|session)\b/, 'a noun does not know its callers');
  }
  if (!['media', 'main', 'app'].includes(first))
    refuse(/(?<![:\w])sfu::/, 'signaling → sfu only in media, app and main');
  if (first === 'db') refuse(/\bcrate::(?!db\b|config\b|fault\b)/, 'db knows no noun');
  if (first === 'http') refuse(/\bcrate::db::(?!Db\b)/, 'http → noun → db');
  const mayHoldSql =
    first === 'db' ||
    path.endsWith('store.rs') ||
    path.includes('/store/') ||
    /(^|\/)tests?(\/|\.rs)/.test(path);
  if (!mayHoldSql) refuse(SQL, 'SQL only in store.rs, db and migrations');
  return found;
}

function workspace(): Crate[] {
  const metadata = JSON.parse(
    execFileSync('cargo', ['metadata', '--no-deps', '--format-version', '1'], {
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    }),
  ) as { packages: { name: string; dependencies: { name: string; kind: string | null }[] }[] };
  // Tests may bring a neighbour in to play the other side.
  return metadata.packages.map(({ name, dependencies }) => ({
    name,
    dependencies: dependencies.filter((d) => d.kind !== 'dev').map((d) => d.name),
  }));
}

if (import.meta.main) {
  const root = 'signaling/src/';
  const files = trackedFiles(`${root}*.rs`).filter((file) => existsSync(file));
  report([
    ...crateArrows(workspace()),
    ...files.flatMap((file) => moduleArrows(file.slice(root.length), readFileSync(file, 'utf8'))),
  ]);
}
