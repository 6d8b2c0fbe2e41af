import type { Definition } from '../generated/forms';
import type {
  ApplicationId,
  ApplicationStatus,
  Batch,
  Batches,
  BatchId,
  Correction,
  NotePaper,
  ReviewedApplication,
  Worklist,
} from '../generated/protocol';
import { type Answer, createAsk } from '../http/ask';

/** Which lines of the work list. `status`: null asks for all of them; `after`: the last line of the page before. */
export interface WorklistAsked {
  readonly status: ApplicationStatus | null;
  readonly after: ApplicationId | null;
}

/** What a reviewer asks of the server: PROTOCOL.md §2. Each act names the revision that it was decided on. Nothing of it rejects. */
export interface OfficeApi {
  readonly worklist: (asked: WorklistAsked) => Promise<Answer<Worklist>>;
  readonly application: (id: ApplicationId) => Promise<Answer<ReviewedApplication>>;
  readonly definition: (id: ApplicationId) => Promise<Answer<Definition>>;
  /** 審査を始める, or goes back to it from a correction that was asked for. */
  readonly review: (id: ApplicationId, revision: number) => Promise<Answer<ReviewedApplication>>;
  /** 補正を求める */
  readonly correction: (
    id: ApplicationId,
    correction: Correction,
    revision: number,
  ) => Promise<Answer<ReviewedApplication>>;
  /** 届いた, or it had not come. */
  readonly paper: (
    id: ApplicationId,
    paper: NotePaper,
    revision: number,
  ) => Promise<Answer<ReviewedApplication>>;
  /** 審査済にする */
  readonly complete: (id: ApplicationId, revision: number) => Promise<Answer<ReviewedApplication>>;
  readonly batches: () => Promise<Answer<Batches>>;
  /** 引渡しの準備 */
  readonly prepare: (applications: readonly ApplicationId[]) => Promise<Answer<Batch>>;
  readonly release: (batch: BatchId) => Promise<Answer<Batch>>;
  /** 戻す, before it is released. */
  readonly putBack: (batch: BatchId) => Promise<Answer<null>>;
}

const PACKAGE = ['pdf', 'json', 'csv'] as const;
/** 申請書, or its answers as data. */
export type PackageFile = (typeof PACKAGE)[number];
export const packageFiles: readonly PackageFile[] = PACKAGE;

/** Where one file of an application is to be had. */
export function packagePath(id: ApplicationId, file: PackageFile): string {
  return `${pathOf(id)}/package/${file}`;
}

/** Where the signed file of a released hand-over is to be had. */
export function batchFile(id: BatchId): string {
  return `/api/batches/${encodeURIComponent(id)}/file`;
}

export function createOfficeApi(fetcher: typeof fetch): OfficeApi {
  const ask = createAsk(fetcher);
  const tag = (revision: number) => ({ headers: { 'if-match': `"${revision}"` } });
  const batch = (id: BatchId, act = '') => `/api/batches/${encodeURIComponent(id)}${act}`;
  return {
    worklist: ({ status, after }) => {
      const query = new URLSearchParams();
      if (status !== null) query.set('status', status);
      if (after !== null) query.set('after', after);
      return ask('GET', `/api/applications${query.size > 0 ? `?${query}` : ''}`);
    },
    application: (id) => ask('GET', pathOf(id)),
    definition: (id) => ask('GET', `${pathOf(id)}/form`),
    review: (id, revision) => ask('POST', `${pathOf(id)}/review`, undefined, tag(revision)),
    correction: (id, correction, revision) =>
      ask('POST', `${pathOf(id)}/correction`, correction, tag(revision)),
    paper: (id, paper, revision) => ask('POST', `${pathOf(id)}/papers`, paper, tag(revision)),
    complete: (id, revision) => ask('POST', `${pathOf(id)}/complete`, undefined, tag(revision)),
    batches: () => ask('GET', '/api/batches'),
    prepare: (applications) => ask('POST', '/api/batches', { applications }),
    release: (id) => ask('POST', batch(id, '/release')),
    putBack: (id) => ask('DELETE', batch(id)),
  };
}

function pathOf(id: ApplicationId): string {
  return `/api/applications/${encodeURIComponent(id)}`;
}
