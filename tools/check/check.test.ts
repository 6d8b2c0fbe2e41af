import { describe, expect, test } from 'vitest';
import { crateArrows, moduleArrows } from './arrows.ts';
import { loadedEarly, outsideHosts } from './faces.ts';
import { allowedLicences, canBeMet } from './licences.ts';
import { judge } from './tree.ts';

describe('arrows', () => {
  test('a crate that knows its caller is found', () => {
    const crates = [
      { name: 'protocol', dependencies: ['serde'] },
      { name: 'sfu', dependencies: ['protocol', 'signaling', 'sqlx'] },
      { name: 'signaling', dependencies: ['protocol', 'sfu'] },
    ];
    expect(crateArrows(crates)).toEqual(['sfu must not depend on signaling', 'sfu must not depend on sqlx']);
  });

  test.each([
    ['call/machine.rs', 'use axum::Json;', 'a noun never sees axum'],
    ['call/mod.rs', 'use crate::http::error;', 'a noun does not know its callers'],
    ['hub/mod.rs', 'use sfu::worker;', 'signaling → sfu only in media, app and main'],
    ['db.rs', 'use crate::call::Call;', 'db knows no noun'],
    ['call/mod.rs', 'let q = "SELECT id FROM call";', 'SQL only in store.rs, db and migrations'],
    ['call/mod.rs', 'sqlx::query("x")', 'SQL only in store.rs, db and migrations'],
  ])('%s with %j is found', (path, line, why) => {
    expect(moduleArrows(path, `\n${line}\n`)).toEqual([`signaling/src/${path}:2: ${why}`]);
  });

  test.each([
    ['call/store.rs', 'sqlx::query("SELECT id FROM call")'],
    ['media/mod.rs', 'use sfu::worker;'],
    ['http/call.rs', 'use axum::Json; use crate::call;'],
    ['call/mod.rs', '/// Never sees axum::Json, see protocol::sfu::x'],
  ])('%s with %j may stand', (path, line) => {
    expect(moduleArrows(path, line)).toEqual([]);
  });
});

describe('licences', () => {
  const allowed = allowedLicences(
    '[graph]\nx = ["a"]\n[licenses]\nallow = [\n  "MIT",\n  # "AGPL-3.0",\n  "Apache-2.0 WITH LLVM-exception",\n]\n',
  );

  test('the list is read without its comments', () => {
    expect([...allowed]).toEqual(['MIT', 'Apache-2.0 WITH LLVM-exception']);
  });

  test.each([
    'MIT',
    'GPL-3.0 OR MIT',
    'MIT/Apache-2.0',
    '(GPL-3.0 OR MIT) AND MIT',
    'Apache-2.0 WITH LLVM-exception',
  ])('%s is met', (text) => {
    expect(canBeMet(text, allowed)).toBe(true);
  });

  test.each(['', 'AGPL-3.0', 'MIT AND GPL-3.0', 'Apache-2.0', '(MIT'])('%j is not met', (text) => {
    expect(canBeMet(text, allowed)).toBe(false);
  });
});

describe('tree', () => {
  test('a long file, an unfinished mark and a path of a machine are found', () => {
    expect(judge('a.rs', '\n'.repeat(800))).toHaveLength(1);
    expect(judge('a.rs', `// ${'TO'}DO: later`)).toHaveLength(1);
    expect(judge('a.md', `see /${'home'}/me/x`)).toHaveLength(1);
    expect(judge('a.rs', '\n'.repeat(799))).toEqual([]);
  });
});

describe('faces', () => {
  test.each([
    '<link href="https://fonts.example.com/a.css">',
    '<script src="//cdn.example.com/a.js">',
    'new WebSocket("wss://x.example.org/")',
  ])('%s is found', (text) => {
    expect(outsideHosts(text)).toHaveLength(1);
  });

  test('a namespace is a name, not a request', () => {
    expect(outsideHosts('xmlns="http://www.w3.org/2000/svg" src="/assets/a.js"')).toEqual([]);
  });

  test('a part that waits until it is needed may stand', () => {
    expect(
      loadedEarly(
        ['<script src="/assets/booth-1.js">'],
        ['booth-1.js', 'Scan-2.js', 'Devices-3.js'],
        ['Scan', 'Devices'],
      ),
    ).toEqual([]);
  });

  test('a part that a page loads at once is found, and one that went into another file', () => {
    expect(
      loadedEarly(['<link href="/assets/Scan-2.js">'], ['booth-1.js', 'Scan-2.js'], ['Scan', 'Devices']),
    ).toEqual(['Scan is loaded by a page at once', 'Devices is no part of its own any more']);
  });
});
