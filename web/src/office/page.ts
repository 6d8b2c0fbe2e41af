import type { ApplicationId, ApplicationStatus } from '../generated/protocol';

/** The order in which an application goes through them. */
export const STATUSES: readonly ApplicationStatus[] = [
  'submitted',
  'review',
  'correction',
  'complete',
  'handed-over',
];

/** What is shown. */
export type Shown =
  | { readonly page: 'worklist'; readonly status: ApplicationStatus }
  | { readonly page: 'application'; readonly id: ApplicationId }
  | { readonly page: 'handover' };

export type Page = Shown['page'];

/** What an address names after its `#`: `worklist/review`, `application/01h…`, `handover`; 提出済 without one. */
export function shownAt(hash: string): Shown {
  const [page, word = ''] = hash.replace(/^#/, '').split('/');
  if (page === 'handover') return { page };
  if (page === 'application' && /^[\w-]{1,64}$/.test(word)) return { page, id: word };
  return { page: 'worklist', status: STATUSES.find((one) => one === word) ?? 'submitted' };
}

export function addressOf(shown: Shown): string {
  switch (shown.page) {
    case 'worklist':
      return `#worklist/${shown.status}`;
    case 'application':
      return `#application/${shown.id}`;
    case 'handover':
      return '#handover';
  }
}
