import type { PartyId, PartyQuality, Quality } from '../generated/protocol';

/** How the call goes, and whose line it is that hurts. A face turns it into words. */
export type Verdict =
  | { readonly level: 'good' }
  | { readonly level: 'fair' | 'poor'; readonly side: 'ours' | 'theirs' };

const order: readonly Quality[] = ['good', 'fair', 'poor'];
const worse = (a: Quality, b: Quality): Quality => (order.indexOf(a) > order.indexOf(b) ? a : b);

/** Names the worse side; ours first where both are as bad, since it is the one that we can mend. */
export function judge(parties: readonly PartyQuality[], us: PartyId | null, measured: Quality): Verdict {
  let ours = measured;
  let theirs: Quality = 'good';
  for (const { party, sending, receiving } of parties) {
    const own = worse(sending, receiving);
    if (party === us) ours = worse(ours, own);
    else theirs = worse(theirs, own);
  }
  const level = worse(ours, theirs);
  if (level === 'good') return { level };
  return { level, side: ours === level ? 'ours' : 'theirs' };
}

/** What we measure of our own line between two looks. */
export interface LineSample {
  readonly received: number;
  readonly lost: number;
  /** Round trip in seconds, if known. */
  readonly roundTrip: number | null;
}

/** Loss over 3 % or a round trip over 400 ms is fair; over 10 % or 1 s poor: the SFU's own thresholds. */
export function measure(before: LineSample, now: LineSample): Quality {
  const lost = Math.max(0, now.lost - before.lost);
  const all = Math.max(0, now.received - before.received) + lost;
  // Fewer packets than these say little: a muted microphone sends hardly any.
  const loss = all < 20 ? 0 : lost / all;
  const roundTrip = now.roundTrip ?? 0;
  if (loss > 0.1 || roundTrip > 1) return 'poor';
  if (loss > 0.03 || roundTrip > 0.4) return 'fair';
  return 'good';
}

/** Sums a statistics report. */
export function sample(report: RTCStatsReport): LineSample {
  let received = 0;
  let lost = 0;
  let roundTrip: number | null = null;
  for (const stats of report.values()) {
    if (stats.type === 'inbound-rtp') {
      received += stats.packetsReceived ?? 0;
      lost += stats.packetsLost ?? 0;
    } else if (stats.type === 'candidate-pair' && stats.nominated === true) {
      roundTrip = stats.currentRoundTripTime ?? roundTrip;
    }
  }
  return { received, lost, roundTrip };
}
