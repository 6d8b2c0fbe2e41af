import type { BoothId, DeviceKind, DeviceRow, OfficeOrder, SiteId, SiteRow } from '../../generated/protocol';
import { type Answer, createAsk } from '../../http/ask';

export type { Answer };

/** A one-time code: 10 minutes, 5 tries. */
export interface Issued {
  readonly code: string;
  /** In milliseconds since 1970. */
  readonly expires_at: number;
}

/** The devices' part of PROTOCOL.md §2. Nothing of it rejects. */
export interface DevicesApi {
  readonly list: () => Promise<Answer<DeviceRow[]>>;
  /** Where a device of the administrator's wards may stand. */
  readonly sites: () => Promise<Answer<SiteRow[]>>;
  readonly newCode: (device: {
    readonly site: SiteId;
    readonly name: string;
    readonly kind: DeviceKind;
  }) => Promise<Answer<Issued>>;
  /** Lets a device that is known in again, under a new key. */
  readonly codeFor: (booth: BoothId) => Promise<Answer<Issued>>;
  readonly change: (
    booth: BoothId,
    to: { readonly name?: string; readonly site?: SiteId },
  ) => Promise<Answer<DeviceRow>>;
  readonly revoke: (booth: BoothId) => Promise<Answer<null>>;
  readonly order: (booth: BoothId, order: OfficeOrder) => Promise<Answer<null>>;
}

export function createDevicesApi(fetcher: typeof fetch): DevicesApi {
  const ask = createAsk(fetcher);
  const at = (booth: BoothId) => `/api/devices/${encodeURIComponent(booth)}`;
  return {
    list: () => ask('GET', '/api/devices'),
    sites: () => ask('GET', '/api/sites'),
    newCode: (device) => ask('POST', '/api/devices/codes', device),
    codeFor: (booth) => ask('POST', `${at(booth)}/code`),
    change: (booth, to) => ask('PATCH', at(booth), to),
    revoke: (booth) => ask('DELETE', at(booth)),
    order: (booth, order) => ask('POST', `${at(booth)}/order`, order),
  };
}
