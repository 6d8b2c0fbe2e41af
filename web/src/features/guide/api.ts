import type { createAsk } from '../../http/ask';
import type { GuideApi } from './guidance';

export type { GuideApi } from './guidance';

/** The guides' requests: PROTOCOL.md §2. */
export function guideApi(ask: ReturnType<typeof createAsk>): GuideApi {
  return {
    guides: (ward) => ask('GET', `/api/wards/${encodeURIComponent(ward)}/guides`),
    logAdvice: (ward, log) => ask('POST', `/api/wards/${encodeURIComponent(ward)}/guides/log`, log),
  };
}
