import type { Code, FieldProblem, FreeTime, Problem } from '../generated/protocol';

/** What came of a request; a face says it in words. */
export type Answer<T> =
  | { readonly is: 'ok'; readonly value: T }
  | {
      readonly is: 'refused';
      readonly code: Code;
      readonly title: string;
      /** The wrong fields, where the server names some. */
      readonly errors?: readonly FieldProblem[];
      /** Other times, where the server offers some. */
      readonly times?: readonly FreeTime[];
    }
  | { readonly is: 'unreachable' };

/** Asks the server over `fetcher`. A file goes out as it is, anything else as JSON. Nothing of it rejects. */
export function createAsk(fetcher: typeof fetch) {
  return async <T>(
    method: string,
    path: string,
    body?: unknown,
    more: Record<string, string> = {},
  ): Promise<Answer<T>> => {
    const headers = body === undefined ? more : { 'content-type': 'application/json', ...more };
    const content = body instanceof Blob ? body : JSON.stringify(body);
    try {
      const response = await fetcher(path, {
        cache: 'no-store',
        method,
        ...(Object.keys(headers).length > 0 && { headers }),
        ...(body !== undefined && { body: content }),
      });
      if (response.ok) {
        return { is: 'ok', value: (response.status === 204 ? null : await response.json()) as T };
      }
      const problem = (await response.json().catch(() => ({}))) as Partial<Problem>;
      return {
        is: 'refused',
        code: problem.code ?? 'internal',
        title: problem.title ?? '',
        ...(problem.errors?.length && { errors: problem.errors }),
        ...(problem.times?.length && { times: problem.times }),
      };
    } catch {
      return { is: 'unreachable' };
    }
  };
}
