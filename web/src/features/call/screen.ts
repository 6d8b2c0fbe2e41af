import type { CallView, CoveredBy, Identity, Party, PartyRole } from '../../generated/protocol';
import { type CallMedia, isPicture, type RemoteSource } from '../../rtc/call';
import { privacyOf } from '../../rtc/privacy';

/** What stands where the resident's picture belongs. */
export type Stage =
  | { readonly is: 'picture'; readonly source: RemoteSource }
  /** 画面をかくす, wholly or in part, and why. */
  | { readonly is: 'covered' | 'partial'; readonly by: CoveredBy }
  | {
      readonly is:
        | 'dialling'
        | 'held'
        | 'joining'
        | 'awaited'
        | 'soundFirst'
        | 'theirSoundFirst'
        | 'noPicture'
        | 'theyLost'
        | 'weLost'
        | 'refused';
    };

/** The resident's party of a call. */
export function residentOf(call: CallView): Party | null {
  return call.parties.find(({ role }) => role === 'resident') ?? null;
}

/** What the reader of the view is in the call; staff until the server has said so. */
export function ownRole(call: CallView): PartyRole {
  return own(call)?.role ?? 'staff';
}

/** How the resident is told of us; null until the server has said so. */
export function ownLabel(call: CallView): string | null {
  return own(call)?.label ?? null;
}

/** Whether we came unasked: then nothing of us is passed on. */
export function listensOnly(call: CallView): boolean {
  return own(call)?.listens ?? false;
}

function own({ parties, you }: CallView): Party | null {
  return parties.find(({ party }) => party === you) ?? null;
}

/** Our own trouble first: it explains everything else. */
export function stageOf(call: CallView, media: CallMedia): Stage {
  const resident = residentOf(call);
  const { link } = media;
  if (call.state === 'dialling') return { is: 'dialling' };
  if (link.is === 'refused') return { is: 'refused' };
  const known = call.state === 'in-call' || call.state === 'reconnecting';
  if (link.is === 'shaky' || ((link.is === 'joining' || link.is === 'waiting') && known))
    return { is: 'weLost' };
  if (link.is !== 'connected') return { is: 'joining' };
  if (resident === null || resident.presence === 'awaited') return { is: 'awaited' };
  if (call.held_since !== null) return { is: 'held' };
  const privacy = privacyOf(media.theirPrivacy, resident.party);
  if (privacy.is !== 'off') return privacy;
  const lost = resident.presence !== 'present' || media.lost.includes(resident.party);
  if (lost) return { is: 'theyLost' };
  if (media.soundFirst) return { is: 'soundFirst' };
  if (media.theirSoundFirst.includes(resident.party)) return { is: 'theirSoundFirst' };
  const source = media.sources.find(({ party, line }) => party === resident.party && line === 'camera');
  if (source === undefined) return call.state === 'in-call' ? { is: 'noPicture' } : { is: 'awaited' };
  return { is: 'picture', source };
}

/** A picture beside the resident's. */
export interface SidePicture {
  readonly source: RemoteSource;
  readonly label: string;
  /** As large as the resident's. */
  readonly isLarge: boolean;
}

/**
 * The other pictures: cameras of officers and interpreters, and their second ones; the
 * resident's is looked at on the stage. Signs have to be seen large, so that
 * whoever interprets is, and sees the officer so; and two officers who talk while the resident is held are, too.
 */
export function sidePictures(call: CallView, media: CallMedia, role: PartyRole): SidePicture[] {
  const resident = residentOf(call)?.party;
  return media.sources
    .filter((source) => source.party !== resident && isPicture(source))
    .map((source) => {
      const party = call.parties.find(({ party }) => party === source.party);
      return {
        source,
        label: party?.label ?? source.party,
        isLarge: isLarge(call, role, source, party?.role),
      };
    });
}

function isLarge(call: CallView, role: PartyRole, { line }: RemoteSource, theirs?: PartyRole): boolean {
  if (line !== 'camera') return false;
  if (call.transfer?.stage === 'consulting') return theirs === 'staff' || theirs === 'colleague';
  return theirs === 'interpreter' || (role === 'interpreter' && theirs === 'staff');
}

/** What may be discussed. Until what is needed is known of the resident, general guidance only. */
export function mayDiscuss(needed: Identity, reached: Identity): 'all' | 'general' {
  const order: readonly Identity[] = ['none', 'self-stated', 'own-device'];
  return order.indexOf(reached) >= order.indexOf(needed) ? 'all' : 'general';
}

/** `1:05`, `1:00:05` */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  const two = (n: number) => String(n).padStart(2, '0');
  const hours = Math.floor(seconds / 3_600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours === 0 ? `${minutes}:${two(seconds % 60)}` : `${hours}:${two(minutes)}:${two(seconds % 60)}`;
}
