import { describe, expect, it } from 'vitest';
import type { CallState, CallView, Presence } from '../../generated/protocol';
import type { CallMedia, RemoteSource } from '../../rtc/call';
import type { LinkState } from '../../rtc/link';
import { duration, mayDiscuss, sidePictures, stageOf } from './screen';

function view(state: CallState, resident: Presence = 'present'): CallView {
  return {
    call: 'c',
    epoch: 1,
    number: 12,
    state,
    closed: null,
    subject: 's',
    subject_name: '用件',
    site: 't',
    site_name: '場所',
    section: 'e',
    section_name: '係',
    language: 'ja',
    identity_needed: 'none',
    identity: 'none',
    form: null,
    you: 'us',
    parties: [
      { party: 'us', role: 'staff', label: '係', presence: 'present' },
      { party: 'them', role: 'resident', label: '場所', presence: resident },
    ],
    wait: null,
    message: null,
    held_since: null,
    transfer: null,
    invited: [],
    unreached: null,
    alarm_since: null,
    rang_at: 0,
    accepted_at: 0,
    receipt: null,
  };
}

const picture = { party: 'them', line: 'camera', stream: {} as MediaStream } satisfies RemoteSource;

function media(link: LinkState, more: Partial<CallMedia> = {}): CallMedia {
  const quality = { level: 'good' } as const;
  return { link, sources: [picture], cover: 'off', covered: [], lost: [], quality, ...more };
}

const connected: LinkState = { is: 'connected', epoch: 1 };
const joining: LinkState = { is: 'joining', epoch: 1, tries: 0 };

describe('what stands in place of the picture', () => {
  it.each([
    ['joining', view('accepted', 'awaited'), media(joining)],
    ['awaited', view('connecting', 'awaited'), media(connected)],
    ['picture', view('in-call'), media(connected)],
    ['noPicture', view('in-call'), media(connected, { sources: [] })],
    ['covered', view('in-call'), media(connected, { sources: [], covered: ['them'] })],
    ['theyLost', view('reconnecting', 'lost'), media(connected)],
    ['theyLost', view('in-call'), media(connected, { lost: ['them'] })],
    ['weLost', view('in-call'), media({ is: 'shaky', epoch: 1, restarting: true })],
    ['weLost', view('reconnecting', 'lost'), media(joining)],
    ['refused', view('connecting'), media({ is: 'refused', epoch: 1, code: 'gone' })],
  ] as const)('%s', (is, call, heard) => {
    expect(stageOf(call, heard).is).toBe(is);
  });

  it('keeps second cameras and interpreters beside it', () => {
    const second = { ...picture, line: 'second' } as const;
    const interpreter = { ...picture, party: 'i' } as const;
    const sides = sidePictures(
      view('in-call'),
      media(connected, { sources: [picture, second, interpreter] }),
    );
    expect(sides).toEqual([
      { source: second, label: '場所' },
      { source: interpreter, label: 'i' },
    ]);
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
