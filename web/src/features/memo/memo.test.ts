import { describe, expect, test } from 'vitest';
import type { Memo, MemoContent } from '../../generated/protocol';
import type { Answer } from '../../http/ask';
import { createMemoApi, type MemoApi } from './api';
import { createMemo } from './memo';

const content = (script: string, phrases: string[] = []): MemoContent => ({ script, phrases });

const memo = (revision: number, script: string, before: MemoContent | null = null): Memo => ({
  subject: 'water',
  revision,
  content: content(script),
  before,
  editable: true,
});

/** A server that answers as it is told, and remembers what it was asked. */
function server(first: Answer<Memo>) {
  const asked: unknown[] = [];
  const at = { memo: first, written: { is: 'unreachable' } as Answer<Memo> };
  const api = {
    read: async () => at.memo,
    write: async (...call: unknown[]) => {
      asked.push(call);
      return at.written;
    },
  } as unknown as MemoApi;
  return { api, asked, at };
}

async function editing(first: Memo, draft: MemoContent) {
  const { api, asked, at } = server({ is: 'ok', value: first });
  const client = createMemo(api, 'water', (text) => text.includes('123456789018'));
  await client.load();
  client.edit();
  client.change(draft);
  return { client, asked, at };
}

describe('a memo', () => {
  test('that cannot be fetched says so, and is asked for again', async () => {
    const { api, at } = server({ is: 'unreachable' });
    const client = createMemo(api, 'water', (text) => text.includes('123456789018'));
    await client.load();
    expect(client.snapshot()).toEqual({ is: 'failed' });
    at.memo = { is: 'ok', value: memo(1, '一') };
    await client.load();
    expect(client.snapshot()).toEqual({ is: 'shown', memo: memo(1, '一') });
  });

  test('is saved on the revision that was read, without empty phrases', async () => {
    const { client, asked, at } = await editing(memo(1, '一'), content(' 二 ', ['はい', ' ']));
    at.written = { is: 'ok', value: memo(2, '二') };
    await client.save(false);
    expect(asked).toEqual([['water', 1, { content: content('二', ['はい']), declared: false }]]);
    expect(client.snapshot()).toEqual({ is: 'shown', memo: memo(2, '二') });
  });

  test('that somebody else changed keeps the draft and shows theirs', async () => {
    const { client, asked, at } = await editing(memo(1, '一'), content('私の'));
    at.written = { is: 'refused', code: 'stale-tag', title: '' };
    at.memo = { is: 'ok', value: memo(2, 'だれかの') };
    await client.save(false);
    expect(client.snapshot()).toMatchObject({
      fault: 'stale',
      memo: memo(2, 'だれかの'),
      draft: content('私の'),
    });
    await client.save(false);
    expect(asked.at(-1)).toEqual(['water', 2, { content: content('私の'), declared: false }]);
  });

  test.each([
    [{ is: 'unreachable' }, 'unreachable'],
    [{ is: 'refused', code: 'bad-field', title: '' }, 'flawed'],
  ] as const)('that is not taken (%j) keeps the draft', async (written, fault) => {
    const { client, at } = await editing(memo(1, '一'), content('私の'));
    at.written = written;
    await client.save(false);
    expect(client.snapshot()).toMatchObject({ is: 'editing', busy: false, fault, draft: content('私の') });
  });

  test('with a My Number stays here until its writer says that it is none', async () => {
    const { client, asked, at } = await editing(memo(1, '一'), content('二', ['口座 123456789018']));
    await client.save(false);
    expect(client.snapshot()).toMatchObject({ is: 'editing', busy: false, fault: 'my-number' });
    expect(asked).toEqual([]);
    at.written = { is: 'ok', value: memo(2, '二') };
    await client.save(true);
    expect(asked).toEqual([['water', 1, { content: content('二', ['口座 123456789018']), declared: true }]]);
  });

  test('goes back to what it said before', async () => {
    const { api, asked, at } = server({ is: 'ok', value: memo(2, '二', content('一')) });
    const client = createMemo(api, 'water', (text) => text.includes('123456789018'));
    await client.load();
    at.written = { is: 'ok', value: memo(3, '一', content('二')) };
    await client.undo();
    expect(asked).toEqual([['water', 2, { content: content('一'), declared: true }]]);
  });

  test('that the reader may not change stays as it is', async () => {
    const { api } = server({ is: 'ok', value: { ...memo(1, '一'), editable: false } });
    const client = createMemo(api, 'water', (text) => text.includes('123456789018'));
    await client.load();
    client.edit();
    expect(client.snapshot().is).toBe('shown');
  });
});

test('the requests are those of the protocol', async () => {
  const asked: unknown[] = [];
  const api = createMemoApi((async (path: string, init: RequestInit) => {
    asked.push([init.method, path, new Headers(init.headers).get('if-match'), init.body ?? null]);
    return Response.json([]);
  }) as typeof fetch);
  await api.subjects();
  await api.read('water');
  await api.write('water', 3, { content: content('一') });
  await api.hotlines();
  await api.use('c1', 'police');
  expect(asked).toEqual([
    ['GET', '/api/subjects', null, null],
    ['GET', '/api/memos/water', null, null],
    ['PUT', '/api/memos/water', '"3"', '{"content":{"script":"一","phrases":[]}}'],
    ['GET', '/api/hotlines', null, null],
    ['POST', '/api/calls/c1/hotline', null, '{"hotline":"police"}'],
  ]);
});
