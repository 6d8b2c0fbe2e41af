// The booth's HTTP requests. None of them rejects: a line that fails is an answer of its own.

import type { Send } from '../features/form/machine';
import type { Definition } from '../generated/forms';
import type { BoothInfo, CallId, Code, FieldProblem, FormId, Lamp, Problem } from '../generated/protocol';

export type Answer<T> =
  | { readonly is: 'ok'; readonly value: T }
  | { readonly is: 'refused'; readonly code: Code; readonly errors: readonly FieldProblem[] }
  | { readonly is: 'unreachable' };

export interface Api {
  readonly booth: () => Promise<Answer<BoothInfo>>;
  /** Pairs this browser with a one-time code. */
  readonly pair: (code: string) => Promise<Answer<BoothInfo>>;
  readonly form: (form: FormId) => Promise<Answer<Definition>>;
  readonly submit: (call: CallId, send: Send) => Promise<Answer<{ readonly receipt: string }>>;
}

/** What a tablet's page asks as well, where no program does it. */
export interface TabletApi extends Api {
  /** Tells how a person found the parts of this tablet. */
  readonly selftest: (lamps: readonly Lamp[]) => Promise<Answer<null>>;
}

export function createApi(fetcher: typeof fetch): TabletApi {
  const ask = async <T>(path: string, init: RequestInit = {}): Promise<Answer<T>> => {
    try {
      const response = await fetcher(path, { cache: 'no-store', ...init });
      if (response.status === 204) return { is: 'ok', value: null as T };
      if (response.ok) return { is: 'ok', value: (await response.json()) as T };
      const problem = (await response.json().catch(() => ({}))) as Partial<Problem>;
      // The booth's own program answers, and has found no server behind it.
      if (problem.code === 'unreachable') return { is: 'unreachable' };
      return { is: 'refused', code: problem.code ?? 'internal', errors: problem.errors ?? [] };
    } catch {
      return { is: 'unreachable' };
    }
  };
  const post = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return {
    booth: () => ask('/api/booth'),
    pair: (code) => ask('/api/devices/pair', post({ code })),
    selftest: (lamps) => ask('/api/booth/selftest', post({ lamps })),
    form: (form) => ask(`/api/forms/${form}`),
    submit: (call, { key, ...application }) =>
      ask(`/api/calls/${call}/application`, post(application, { 'idempotency-key': key })),
  };
}
