import { describe, expect, it } from 'vitest';
import type { CallState, CallView, Party, PartyRole, Presence } from '../../generated/protocol';
import type { CallMedia, RemoteSource } from '../../rtc/call';
import type { LinkState } from '../../rtc/link';
import { talk } from './sample';
import { duration, listensOnly, mayDiscuss, sidePictures, stageOf } from './screen';

function view(state: CallState, resident: Presence = 'present'): CallView {
  const [us, them] = talk().parties as [Party, Party];
  return talk({ state, parties: [us, { ...them, presence: resident }] });
}

const picture = { party: 'them', line: 'camera', stream: {} as MediaStream } satisfies RemoteSource;

function media(link: LinkState, more: Partial<CallMedia> = {}): CallMedia {
  const quality = { level: 'good' } as const;
  const nobody = { theirPrivacy: [], theirSoundFirst: [], lost: [] };
  return { link, sources: [picture], privacy: { is: 'off' }, soundFirst: false, ...nobody, quality, ...more };
}

function hidden(is: 'covered' | 'partial'): Partial<CallMedia> {
  return { sources: [], theirPrivacy: [{ party: 'them', privacy: { is, by: 'booth' } }] };
}

const connected: LinkState = { is: 'connected', epoch: 1 };
const joining: LinkState = { is: 'joining', epoch: 1, tries: 0 };

describe('what stands in place of the picture', () => {
  it.each([
    ['dialling', view('dialling', 'awaited'), media({ is: 'idle' })],
    ['held', { ...view('in-call'), held_since: 1 }, media(connected, { sources: [] })],
    ['joining', view('accepted', 'awaited'), media(joining)],
    ['awaited', view('connecting', 'awaited'), media(connected)],
    ['picture', view('in-call'), media(connected)],
    ['noPicture', view('in-call'), media(connected, { sources: [] })],
    ['covered', view('in-call'), media(connected, hidden('covered'))],
    ['covered', view('in-call'), media(connected, { ...hidden('covered'), soundFirst: true })],
    ['partial', view('in-call'), media(connected, hidden('partial'))],
    ['soundFirst', view('in-call'), media(connected, { sources: [], soundFirst: true })],
    ['theirSoundFirst', view('in-call'), media(connected, { sources: [], theirSoundFirst: ['them'] })],
    ['theyLost', view('reconnecting', 'lost'), media(connected)],
    ['theyLost', view('in-call'), media(connected, { lost: ['them'] })],
    ['weLost', view('in-call'), media({ is: 'shaky', epoch: 1, restarting: true })],
    ['weLost', view('reconnecting', 'lost'), media(joining)],
    ['refused', view('connecting'), media({ is: 'refused', epoch: 1, code: 'gone' })],
  ] as const)('%s', (is, call, heard) => {
    expect(stageOf(call, heard).is).toBe(is);
  });

  it('keeps second cameras of others beside it; the resident’s is looked at on the stage', () => {
    const document = { ...picture, line: 'second' } as const;
    const second = { ...document, party: 'i' } as const;
    const heard = media(connected, { sources: [picture, document, second] });
    expect(sidePictures(view('in-call'), heard, 'staff')).toEqual([
      { source: second, label: 'i', isLarge: false },
    ]);
  });
});

describe('a picture as large as the resident’s', () => {
  const parties: Party[] = [
    ...talk().parties,
    { party: 'i', role: 'interpreter', label: '通訳', presence: 'present', listens: false },
    { party: 'o', role: 'colleague', label: '隣の係', presence: 'present', listens: false },
  ];
  const sources = ['us', 'them', 'i', 'o'].map((party) => ({ ...picture, party }));
  const large = (call: CallView, role: PartyRole, us: string) =>
    sidePictures(call, media(connected, { sources: sources.filter(({ party }) => party !== us) }), role)
      .filter(({ isLarge }) => isLarge)
      .map(({ source }) => source.party);

  it('is the interpreter’s, and to the interpreter the officer’s', () => {
    expect(large(talk({ parties }), 'staff', 'us')).toEqual(['i']);
    expect(large(talk({ parties }), 'interpreter', 'i')).toEqual(['us']);
  });

  it('is the other officer’s while the two talk', () => {
    const transfer = { section: 'n', section_name: '隣の係', warm: true, stage: 'consulting' } as const;
    const consulting = talk({ parties, held_since: 1, transfer });
    expect(large(consulting, 'staff', 'us')).toEqual(['o']);
    expect(large(consulting, 'colleague', 'o')).toEqual(['us']);
  });
});

describe('a supervisor', () => {
  it('listens until somebody asks them to speak', () => {
    const lead = { party: 'lead', role: 'supervisor', label: '責任者', presence: 'present' } as const;
    const as = (listens: boolean) =>
      talk({ you: 'lead', parties: [...talk().parties, { ...lead, listens }] });
    expect(listensOnly(as(true))).toBe(true);
    expect(listensOnly(as(false))).toBe(false);
    expect(listensOnly({ ...as(true), you: 'us' })).toBe(false);
    expect(listensOnly({ ...as(true), you: null })).toBe(false);
  });
});

describe('identity', () => {
  it('lets only general guidance through until what is needed is reached', () => {
    expect(mayDiscuss('none', 'none')).toBe('all');
    expect(mayDiscuss('self-stated', 'none')).toBe('general');
    expect(mayDiscuss('own-device', 'self-stated')).toBe('general');
    expect(mayDiscuss('self-stated', 'own-device')).toBe('all');
  });
});

describe('duration', () => {
  it('counts minutes, then hours', () => {
    expect([-5, 5_400, 65_000, 3_605_000].map(duration)).toEqual(['0:00', '0:05', '1:05', '1:00:05']);
  });
});
