import type { Code, Problem } from '../generated/protocol';

/** What came of a request for media. */
export type Joined =
  | { readonly is: 'joined'; readonly answer: string; readonly resource: URL }
  | { readonly is: 'refused'; readonly code: Code }
  | { readonly is: 'unreachable' };

export type Restarted =
  | { readonly is: 'restarted'; readonly answer: string }
  | { readonly is: 'refused' }
  | { readonly is: 'unreachable' };

/** The WHIP-shaped media resource of PROTOCOL.md §2. Never rejects. */
export interface Whip {
  readonly join: (url: string, token: string, offer: string) => Promise<Joined>;
  /** Restarts ICE with a whole offer. */
  readonly restart: (resource: URL, offer: string) => Promise<Restarted>;
  /** Leaves; also while the page goes away. */
  readonly leave: (resource: URL) => Promise<void>;
}

const SDP = 'application/sdp';

/** Over `fetch`. */
export function createWhip(fetcher: typeof fetch, base: string): Whip {
  return {
    async join(url, token, offer) {
      try {
        const address = new URL(url, base);
        const response = await fetcher(address, {
          method: 'POST',
          headers: { 'content-type': SDP, authorization: `Bearer ${token}` },
          body: offer,
        });
        const location = response.headers.get('location');
        if (response.status !== 201 || location === null) {
          const code = await codeOf(response);
          return code === 'unreachable' ? { is: 'unreachable' } : { is: 'refused', code };
        }
        return { is: 'joined', answer: await response.text(), resource: new URL(location, address) };
      } catch {
        return { is: 'unreachable' };
      }
    },
    async restart(resource, offer) {
      try {
        const headers = { 'content-type': SDP, 'if-match': '*' };
        const response = await fetcher(resource, { method: 'PATCH', headers, body: offer });
        if (response.status !== 200) return { is: 'refused' };
        return { is: 'restarted', answer: await response.text() };
      } catch {
        return { is: 'unreachable' };
      }
    },
    async leave(resource) {
      try {
        await fetcher(resource, { method: 'DELETE', keepalive: true });
      } catch {
        // The SFU notices a silent party by itself.
      }
    },
  };
}

async function codeOf(response: Response): Promise<Code> {
  try {
    const problem = (await response.json()) as Partial<Problem> | null;
    return problem?.code ?? 'internal';
  } catch {
    return 'internal';
  }
}
