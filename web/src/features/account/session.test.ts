import { describe, expect, it } from 'vitest';
import { administers, createSession, dutyOf, supervises, takesCalls } from './session';

const me = { account: 'a', name: '職員', ward: 'w', sections: [], roles: ['staff'] };

/** A server that answers in turn; `null` is a line that is down. */
function serving(...answers: ([status: number, body: unknown] | null)[]) {
  const asked: { method: string; body: unknown }[] = [];
  const fetcher = async (_address: unknown, init?: RequestInit) => {
    asked.push({ method: init?.method ?? 'GET', body: init?.body && JSON.parse(String(init.body)) });
    const answer = answers.shift();
    if (answer === null || answer === undefined) throw new TypeError('no line');
    return new Response(answer[1] === null ? null : JSON.stringify(answer[1]), { status: answer[0] });
  };
  return { session: createSession(fetcher as typeof fetch), asked };
}

describe('the session', () => {
  it('finds out who is signed in', async () => {
    const { session } = serving([200, me]);
    await session.look();
    expect(session.snapshot()).toEqual({ is: 'in', me });
  });

  it('asks nobody when a field is empty', async () => {
    const { session, asked } = serving();
    await session.signIn(' ', 'x');
    expect(session.snapshot()).toMatchObject({ fault: { is: 'missing', login: true, password: false } });
    expect(asked).toEqual([]);
  });

  it.each([
    [[401, { code: 'bad-credentials' }], { is: 'wrong' }],
    [[429, { code: 'too-many', retry_after: 30 }], { is: 'too-many', seconds: 30 }],
    [[500, 'not a problem'], { is: 'unreachable' }],
    [null, { is: 'unreachable' }],
  ] as const)('says why a sign-in failed (%j)', async (answer, fault) => {
    const { session } = serving(answer === null ? null : [answer[0], answer[1]]);
    await session.signIn('a', 'b');
    expect(session.snapshot()).toMatchObject({ is: 'out', busy: false, fault });
  });

  it('tells a session that the server ended from one that was never there', async () => {
    const { session } = serving([401, null], [200, me], [401, null]);
    await session.look();
    expect(session.snapshot()).toMatchObject({ is: 'out', ended: false });
    await session.signIn(' a ', 'b');
    await session.look();
    expect(session.snapshot()).toMatchObject({ is: 'out', ended: true });
  });

  it('keeps who is signed in while the line is down', async () => {
    const { session } = serving([200, me], null);
    await session.look();
    await session.look();
    expect(session.snapshot().is).toBe('in');
  });

  it('signs out even without a line', async () => {
    const { session, asked } = serving([200, me], null);
    await session.look();
    await session.signOut();
    expect(session.snapshot()).toMatchObject({ is: 'out', ended: false });
    expect(asked.at(-1)?.method).toBe('DELETE');
  });
});

describe('what somebody does at the face', () => {
  it('follows from their roles', () => {
    expect(dutyOf({ roles: ['staff', 'interpreter'] })).toBe('answer');
    expect(dutyOf({ roles: ['interpreter'] })).toBe('interpret');
    expect(takesCalls({ roles: ['administrator', 'staff'] })).toBe(true);
    expect(takesCalls({ roles: ['administrator'] })).toBe(false);
    expect(dutyOf({ roles: ['supervisor', 'interpreter'] })).toBe('answer');
    expect(takesCalls({ roles: ['supervisor'] })).toBe(true);
    expect([['supervisor'], ['staff']].map((roles) => supervises({ roles }))).toEqual([true, false]);
    expect(administers({ roles: ['administrator', 'staff'] })).toBe(true);
  });
});
