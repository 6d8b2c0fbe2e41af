import { describe, expect, it } from 'vitest';
import { createWhip } from './whip';

function serving(answer: Response | Error) {
  const asked: { url: string; init: RequestInit | undefined }[] = [];
  const fetcher = async (url: unknown, init?: RequestInit) => {
    asked.push({ url: String(url), init });
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { asked, whip: createWhip(fetcher as typeof fetch, 'https://desk.example/desk') };
}

const resource = new URL('https://desk.example/media/whip/s');

describe('the media resource', () => {
  it('is joined with the grant and known by its location', async () => {
    const location = '/media/whip/s';
    const { whip, asked } = serving(new Response('answer', { status: 201, headers: { location } }));
    expect(await whip.join('/media/whip', 'token', 'offer')).toEqual({
      is: 'joined',
      answer: 'answer',
      resource,
    });
    expect(asked[0]).toMatchObject({
      url: 'https://desk.example/media/whip',
      init: { method: 'POST', body: 'offer', headers: { authorization: 'Bearer token' } },
    });
  });

  it.each([
    [new Response('{"code":"wrong-fingerprint"}', { status: 403 }), 'wrong-fingerprint'],
    [new Response('<html>', { status: 502 }), 'internal'],
    [new Response('null', { status: 500 }), 'internal'],
    [new Response('an answer without an address', { status: 201 }), 'internal'],
  ])('refuses with a code', async (response, code) => {
    expect(await serving(response).whip.join('/media/whip', 't', 'o')).toEqual({ is: 'refused', code });
  });

  it('is restarted by a whole offer', async () => {
    const { whip, asked } = serving(new Response('answer'));
    expect(await whip.restart(resource, 'offer')).toEqual({ is: 'restarted', answer: 'answer' });
    expect(asked[0]).toMatchObject({ init: { method: 'PATCH', headers: { 'if-match': '*' } } });
    expect(await serving(new Response(null, { status: 404 })).whip.restart(resource, 'o')).toEqual({
      is: 'refused',
    });
  });

  it('is unreachable without a line, and can be left all the same', async () => {
    const { whip } = serving(new TypeError('no line'));
    expect(await whip.join('/media/whip', 't', 'o')).toEqual({ is: 'unreachable' });
    expect(await whip.restart(resource, 'o')).toEqual({ is: 'unreachable' });
    await expect(whip.leave(resource)).resolves.toBeUndefined();
  });
});
