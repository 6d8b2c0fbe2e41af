import type { Code, FieldProblem, FreeTime, Problem } from '../generated/protocol';

/** What came of a request; a face says it in words. */
export type Answer<T> =
  | { readonly is: 'ok'; readonly value: T }
  | Refused
  /** Nobody knows whether it arrived. */
  | { readonly is: 'unreachable' };

export interface Refused {
  readonly is: 'refused';
  readonly code: Code;
  readonly title: string;
  /** The wrong fields, where the server names some. */
  readonly errors?: readonly FieldProblem[];
  /** Other times, where the server offers some. */
  readonly times?: readonly FreeTime[];
  /** In how many seconds it may be tried again, where the server says so. */
  readonly retryAfter?: number;
}

/** How a request goes out, where that is not as usual. `keepalive`: also while the page goes. */
export type Manner = Pick<RequestInit, 'keepalive'> & { readonly headers?: Record<string, string> };

/**
 * Asks the server over `fetcher`. A file goes out as it is, anything else as JSON; a calendar comes back as text.
 * `patience`: a line that says nothing for so many milliseconds is a line that failed. Nothing of it rejects.
 */
export function createAsk(fetcher: typeof fetch, patience?: number) {
  return async <T>(
    method: string,
    path: string,
    body?: unknown,
    { headers = {}, ...manner }: Manner = {},
  ): Promise<Answer<T>> => {
    const all = body === undefined ? headers : { 'content-type': 'application/json', ...headers };
    const content = body instanceof Blob ? body : JSON.stringify(body);
    try {
      const response = await fetcher(path, {
        cache: 'no-store',
        method,
        ...manner,
        ...(Object.keys(all).length > 0 && { headers: all }),
        ...(body !== undefined && { body: content }),
        ...(patience !== undefined && { signal: AbortSignal.timeout(patience) }),
      });
      if (response.ok) return { is: 'ok', value: (await contentOf(response)) as T };
      const problem = (await response.json().catch(() => ({}))) as Partial<Problem>;
      // A booth's own program answers, and has found no server behind it.
      if (problem.code === 'unreachable') return { is: 'unreachable' };
      return {
        is: 'refused',
        code: problem.code ?? 'internal',
        title: problem.title ?? '',
        ...(problem.errors?.length && { errors: problem.errors }),
        ...(problem.times?.length && { times: problem.times }),
        ...(problem.retry_after && { retryAfter: problem.retry_after }),
      };
    } catch {
      return { is: 'unreachable' };
    }
  };
}

async function contentOf(response: Response): Promise<unknown> {
  if (response.status === 204) return null;
  const isCalendar = response.headers.get('content-type')?.startsWith('text/calendar');
  return isCalendar ? await response.text() : await response.json();
}
