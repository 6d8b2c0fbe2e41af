import type { CallView } from '../../generated/protocol.ts';

/** A call in progress, for tests: staff `us` talk with the resident `them`. */
export function talk(more: Partial<CallView> = {}): CallView {
  return {
    call: 'c',
    epoch: 1,
    number: 12,
    state: 'in-call',
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
      { party: 'us', role: 'staff', label: '係', presence: 'present', listens: false },
      { party: 'them', role: 'resident', label: '場所', presence: 'present', listens: false },
    ],
    wait: null,
    message: null,
    held_since: null,
    privacy: { is: 'off' },
    uncovering: null,
    screened: null,
    transfer: null,
    invited: [],
    handed: null,
    unreached: null,
    companions: [],
    alarm_since: null,
    rang_at: 0,
    accepted_at: 0,
    receipt: null,
    ...more,
  };
}
