import type { AccountId, Problem, SectionId, WardId } from '../../generated/protocol';
import { createStore, type Watchable } from '../../store/store';

/** Who is signed in: `GET /api/session`. */
export interface Me {
  readonly account: AccountId;
  readonly name: string;
  readonly ward: WardId;
  readonly sections: readonly { readonly id: SectionId; readonly name: string }[];
  /** What residents are told of them besides the section, by the office's policy. */
  readonly shown: string | null;
  readonly roles: readonly string[];
}

/** How residents will be told of somebody, outside a call: in it the call says so. */
export function calledAs({ sections: [section], shown }: Pick<Me, 'sections' | 'shown'>): string {
  return [section?.name, shown].filter((part) => part != null).join(' ');
}

/** What somebody does at a desk: answers calls, or joins those of others. */
export type Duty = 'answer' | 'interpret';

/** Who may do both answers: a call rings, an interpreter is asked. */
export function dutyOf({ roles }: Pick<Me, 'roles'>): Duty {
  return answers({ roles }) || !roles.includes('interpreter') ? 'answer' : 'interpret';
}

/** Who has calls to answer, or to join. */
export function takesCalls({ roles }: Pick<Me, 'roles'>): boolean {
  return answers({ roles }) || roles.includes('interpreter');
}

/** Whom a call rings, and who books for those who call. */
export function answers(me: Pick<Me, 'roles'>): boolean {
  return me.roles.includes('staff') || supervises(me);
}

/** Who sees the desks of a section, gives out tickets and may listen; what nobody else answers rings there. */
export function supervises({ roles }: Pick<Me, 'roles'>): boolean {
  return roles.includes('supervisor');
}

/** Who has devices to look after. */
export function administers({ roles }: Pick<Me, 'roles'>): boolean {
  return roles.includes('administrator');
}

/** Who looks after the booths of a place. */
export function attends({ roles }: Pick<Me, 'roles'>): boolean {
  return roles.includes('attendant');
}

/** Why a sign-in failed, as a face says it. */
export type SignInFault =
  | { readonly is: 'missing'; readonly login: boolean; readonly password: boolean }
  | { readonly is: 'wrong' }
  | { readonly is: 'too-many'; readonly seconds: number }
  | { readonly is: 'unreachable' };

export type Session =
  | { readonly is: 'asking' }
  /** Signed out; `ended` if it was the server that ended a session. */
  | {
      readonly is: 'out';
      readonly ended: boolean;
      readonly busy: boolean;
      readonly fault: SignInFault | null;
    }
  | { readonly is: 'in'; readonly me: Me }
  | { readonly is: 'unreachable' };

/** The account's session with the server. Nothing of it rejects. */
export interface SessionClient extends Watchable<Session> {
  /** Asks the server who is signed in. */
  readonly look: () => Promise<void>;
  readonly signIn: (login: string, password: string) => Promise<void>;
  readonly signOut: () => Promise<void>;
  /** A `fetch` for everything else: a session that has ended shows at the next request, whichever it is. */
  readonly watching: (fetcher: typeof fetch) => typeof fetch;
}

const ADDRESS = '/api/session';

/** Over `fetch`. */
export function createSession(fetcher: typeof fetch): SessionClient {
  const store = createStore<Session>({ is: 'asking' });
  const out = (fault: SignInFault | null, ended = false) => {
    store.set({ is: 'out', ended, busy: false, fault });
  };

  const client: SessionClient = {
    snapshot: store.snapshot,
    subscribe: store.subscribe,
    async look() {
      const before = store.snapshot();
      try {
        const response = await fetcher(ADDRESS);
        if (response.ok) {
          const me = (await response.json()) as Me;
          if (before.is !== 'in' || before.me.account !== me.account) store.set({ is: 'in', me });
        } else {
          out(null, before.is === 'in');
        }
      } catch {
        // Whoever is signed in stays so: the connection's own state tells of the outage.
        if (before.is !== 'in') store.set({ is: 'unreachable' });
      }
    },
    async signIn(login, password) {
      const now = store.snapshot();
      if (now.is === 'out' && now.busy) return;
      const missing = { is: 'missing', login: login.trim() === '', password: password === '' } as const;
      if (missing.login || missing.password) return out(missing);
      store.set({ is: 'out', ended: false, busy: true, fault: null });
      try {
        const response = await fetcher(ADDRESS, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ login: login.trim(), password }),
        });
        if (response.ok) store.set({ is: 'in', me: (await response.json()) as Me });
        else out(faultOf(response.status, (await response.json().catch(() => null)) as Problem | null));
      } catch {
        out({ is: 'unreachable' });
      }
    },
    async signOut() {
      // The page forgets whatever the server answers: the person is leaving the desk.
      await fetcher(ADDRESS, { method: 'DELETE' }).catch(() => null);
      out(null);
    },
    watching:
      (other) =>
      async (...asked) => {
        const response = await other(...asked);
        if (response.status === 401) void client.look();
        return response;
      },
  };
  return client;
}

function faultOf(status: number, problem: Problem | null): SignInFault {
  if (problem?.code === 'too-many') return { is: 'too-many', seconds: problem.retry_after ?? 60 };
  return status < 500 ? { is: 'wrong' } : { is: 'unreachable' };
}
