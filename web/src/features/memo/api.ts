import type {
  CallId,
  Hotline,
  HotlineId,
  Memo,
  MemoChange,
  SubjectId,
  SubjectRow,
} from '../../generated/protocol';
import { type Answer, createAsk } from '../../http/ask';

/** What staff have beside a call: PROTOCOL.md §2. Nothing of it rejects. */
export interface MemoApi {
  /** What the ward answers. */
  readonly subjects: () => Promise<Answer<SubjectRow[]>>;
  readonly read: (subject: SubjectId) => Promise<Answer<Memo>>;
  /** `revision`: the one that was changed. */
  readonly write: (subject: SubjectId, revision: number, change: MemoChange) => Promise<Answer<Memo>>;
  readonly hotlines: () => Promise<Answer<Hotline[]>>;
  /** Writes down that one was used in the call. */
  readonly use: (call: CallId, hotline: HotlineId) => Promise<Answer<null>>;
}

export function createMemoApi(fetcher: typeof fetch): MemoApi {
  const ask = createAsk(fetcher);
  const at = (subject: SubjectId) => `/api/memos/${encodeURIComponent(subject)}`;
  return {
    subjects: () => ask('GET', '/api/subjects'),
    read: (subject) => ask('GET', at(subject)),
    write: (subject, revision, change) =>
      ask('PUT', at(subject), change, { headers: { 'if-match': `"${revision}"` } }),
    hotlines: () => ask('GET', '/api/hotlines'),
    use: (call, hotline) => ask('POST', `/api/calls/${encodeURIComponent(call)}/hotline`, { hotline }),
  };
}
