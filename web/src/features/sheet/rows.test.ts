import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import json from '../../../../forms/definitions/fureai-shushu.json';
import { openDoor } from '../../forms/door';
import { forms } from '../../forms/forms';
import type { Definition } from '../../generated/forms';
import type { Shown } from '../../generated/protocol';
import type { Sheet } from '../panel/sheet';
import { dayInWords, layOut, progress } from './rows';

const bytes = await readFile(new URL('../../generated/forms.wasm', import.meta.url));
const { instance } = await WebAssembly.instantiate(bytes);
const { definition } = forms(openDoor(instance)).form(json as unknown as Definition);
const value = (text: string): Shown => ({ shown: 'value', value: text });

function laidOut(answers: Record<string, Shown>, more: Partial<Sheet> = {}) {
  const sheet: Sheet = { step: { at: 'check' }, answers, proposals: [], ...more };
  const parts = layOut(definition, sheet, 'ja');
  const rows = parts.flatMap((part) => part.rows);
  return { parts, rows, at: (path: string) => rows.find((row) => row.path === path) };
}

describe('the form as the desk sees it', () => {
  it('says answers in words', () => {
    const { at } = laidOut({
      name: value('小倉 花子'),
      'birth-date': value('1948-04-05'),
      'filled-by': value('family'),
    });
    expect(at('name')?.value).toEqual({ is: 'words', words: '小倉 花子' });
    expect(at('birth-date')?.value).toEqual({ is: 'words', words: '昭和23年4月5日（1948年）' });
    expect(at('filled-by')?.value).toEqual({ is: 'words', words: '家族' });
    expect(at('address')?.value).toEqual({ is: 'empty' });
    expect(laidOut({ agree: value('yes') }).at('agree')?.value).toEqual({ is: 'agreed' });
  });

  it('shows a private answer as filled, even if its value were sent', () => {
    const { at } = laidOut({
      'emergency-name': { shown: 'filled' },
      'emergency-telephone': value('093-582-3311'),
    });
    expect(at('emergency-name')?.value).toEqual({ is: 'filled' });
    expect(at('emergency-telephone')?.value).toEqual({ is: 'filled' });
    expect(at('emergency-name')?.suggest).toEqual({ by: 'nothing' });
  });

  it('asks only what a condition lets in', () => {
    expect(laidOut({}).at('acting-name')).toBeUndefined();
    expect(laidOut({ 'filled-by': value('self') }).at('acting-name')).toBeUndefined();
    expect(laidOut({ 'filled-by': value('family') }).at('acting-name')).toBeDefined();
  });

  it('stands entries under their repeat', () => {
    const { rows } = laidOut({ household: value('2'), 'household/1/name': value('小倉 太郎') });
    const paths = rows.filter(({ path }) => path.startsWith('household/')).map(({ path }) => path);
    expect(paths).toContain('household/0/name');
    expect(paths).toContain('household/1/relation');
    expect(
      laidOut({ household: value('99') }).rows.filter(({ path }) => path.endsWith('/relation')),
    ).toHaveLength(6);
  });

  it('shows where the resident is and what staff suggest', () => {
    const proposals = [{ id: 'p', path: 'birth-date', value: '1948-04-05' }];
    const { at } = laidOut({}, { step: { at: 'field', path: 'name' }, proposals });
    expect([at('name')?.here, at('address')?.here]).toEqual([true, false]);
    expect(at('birth-date')?.proposal).toEqual({
      id: 'p',
      value: '1948-04-05',
      words: '昭和23年4月5日（1948年）',
    });
  });

  it('lets staff suggest neither a consent nor a count', () => {
    const { at } = laidOut({});
    expect([at('agree')?.suggest.by, at('household')?.suggest.by]).toEqual(['nothing', 'nothing']);
    expect([at('filled-by')?.suggest.by, at('birth-date')?.suggest.by, at('name')?.suggest.by]).toEqual([
      'choosing',
      'day',
      'typing',
    ]);
  });

  it('counts what is answered', () => {
    const { parts } = laidOut({ name: value('小倉 花子'), 'emergency-name': { shown: 'filled' } });
    expect(progress(parts).answered).toBe(2);
  });

  it('leaves what is no day as it is', () => {
    for (const text of ['', '2024', '2024-13-40', 'きょう']) expect(dayInWords(text, 'ja')).toBe(text);
    expect(dayInWords('2019-05-01', 'ja')).toBe('令和元年5月1日（2019年）');
    expect(dayInWords('1948-04-05', 'en')).toBe('5 April 1948 (昭和23年)');
  });
});
