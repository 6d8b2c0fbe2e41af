import type { CallView, Invitee, PartyRole, Transfer, Unreached } from '../../generated/protocol';

/** Something that goes on beside the talk, and what can be done about it. Times are the server's. */
export type Ongoing =
  /** 保留: the resident sees and hears nothing of the office. */
  | { readonly is: 'held'; readonly since: number; readonly mayRelease: boolean }
  /** つなぎ替え: the other section rings. */
  | { readonly is: 'handing-over'; readonly transfer: Transfer; readonly since: number | null }
  /** The two officers talk. `isOurs`: the reader hands over, otherwise they are to receive. */
  | {
      readonly is: 'consulting';
      readonly transfer: Transfer;
      readonly since: number | null;
      readonly isOurs: boolean;
    }
  | { readonly is: 'invited'; readonly whom: Invitee }
  /** The last transfer or invitation came to nothing. */
  | { readonly is: 'unreached'; readonly why: Unreached }
  /** 応援 */
  | { readonly is: 'alarm'; readonly since: number }
  /** A supervisor listens; both sides are shown it. */
  | { readonly is: 'listened' };

/** Everything that goes on, the most pressing first. An onlooker is told of the hold and of who listens. */
export function ongoing(call: CallView, role: PartyRole): Ongoing[] {
  const isOurs = role === 'staff';
  const all: Ongoing[] = [];
  if (isOurs && call.alarm_since !== null) all.push({ is: 'alarm', since: call.alarm_since });
  if (call.transfer !== null && (isOurs || role === 'colleague'))
    all.push(handover(call, call.transfer, isOurs));
  else if (call.held_since !== null) all.push({ is: 'held', since: call.held_since, mayRelease: isOurs });
  if (isOurs) {
    for (const whom of call.invited) all.push({ is: 'invited', whom });
    if (call.unreached !== null) all.push({ is: 'unreached', why: call.unreached });
  }
  for (const { party, presence, listens } of call.parties)
    if (listens && presence === 'present' && party !== call.you) all.push({ is: 'listened' });
  return all;
}

function handover(call: CallView, transfer: Transfer, isOurs: boolean): Ongoing {
  const since = call.held_since;
  return transfer.stage === 'ringing'
    ? { is: 'handing-over', transfer, since }
    : { is: 'consulting', transfer, since, isOurs };
}
