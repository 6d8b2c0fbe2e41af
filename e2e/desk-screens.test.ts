/** What a desk shows of queue, hold, handing over, help and its section: nothing for axe to find, in both languages. */
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { talk } from '../web/src/features/call/sample.ts';
import { ticket } from '../web/src/features/queue/sample.ts';
import type { CallView, QueueRow, ServerMessage } from '../web/src/generated/protocol.ts';
import { Desk } from './harness/desk.ts';
import { look as lookInto } from './harness/looks.ts';
import { Album } from './harness/pictures.ts';
import { StageSet } from './harness/stage-set.ts';
import { startSystem } from './harness/system.ts';

const system = startSystem();
const album = new Album('target/screens');
const look = (page: Page, name: string) => lookInto(album, page, name);

const ago = (minutes: number) => Date.now() - minutes * 60_000;
const rows = (): QueueRow[] => [
  ticket({ call: 'a', number: 12, rang_at: ago(1) }),
  ticket({
    call: 'b',
    number: 13,
    rang_at: ago(3),
    booked_at: Date.now(),
    ringing: false,
    kind: { is: 'ticket', step: 'in-line' },
  }),
  ticket({
    call: 'c',
    number: 9,
    subject_name: '市営住宅の申し込み',
    rang_at: ago(22),
    kind: {
      is: 'transfer',
      from: '環境課',
      note: '住宅の相談に変わりました。歩くのが大変とのことです。',
      warm: true,
    },
  }),
  ticket({
    call: 'd',
    number: 7,
    rang_at: ago(41),
    ringing: false,
    kind: { is: 'callback', since: ago(30), reachable: true },
  }),
  ticket({
    call: 'e',
    number: 5,
    rang_at: ago(70),
    ringing: false,
    kind: { is: 'callback', since: ago(60), reachable: false },
  }),
  ticket({ call: 'f', number: 11, ringing: false, kind: { is: 'running', since: ago(8) } }),
];
const colleagues: ServerMessage = {
  type: 'colleagues',
  sections: [
    { section: 'kokurakita-machi', name: 'まちづくり推進係', available: 1, busy: 2 },
    { section: 'kokurakita-kankyo', name: '環境課', available: 2, busy: 0 },
    { section: 'kokurakita-jutaku', name: '住宅課', available: 0, busy: 1 },
  ],
  interpreters: 1,
  supervisors: 0,
};
const view = (more: Partial<CallView> = {}): CallView =>
  talk({
    number: 12,
    subject_name: 'ごみ出し支援（ふれあい収集）',
    site_name: '小倉中央市民センター',
    section: 'kokurakita-machi',
    section_name: 'まちづくり推進係',
    identity_needed: 'self-stated',
    accepted_at: ago(4),
    parties: [
      { party: 'us', role: 'staff', label: 'まちづくり推進係', presence: 'present', listens: false },
      { party: 'them', role: 'resident', label: '小倉中央市民センター', presence: 'present', listens: false },
    ],
    ...more,
  });
const call = (more: Partial<CallView> = {}): ServerMessage => ({ type: 'call', call: view(more) });

describe.each([
  ['日本語', 'ja'],
  ['English', 'en'],
])('in %s', (language, short) => {
  let desk: Desk;
  let set: StageSet;

  beforeAll(async () => {
    desk = await Desk.visit(system);
    const { page } = desk;
    await page.route('**/api/session', async (route) => {
      const response = await route.fetch();
      if (!response.ok()) return route.fulfill({ response });
      const me = (await response.json()) as { roles: string[] };
      await route.fulfill({ response, json: { ...me, roles: ['staff', 'supervisor'] } });
    });
    set = await StageSet.around(page, colleagues, { type: 'queue', rows: [] });
    await desk.signIn('staff1');
    await desk.getReady();
    if (short === 'en') {
      await page.getByRole('button', { name: /日本語/ }).click();
      await page.getByRole('option', { name: 'English' }).click();
    }
  });

  test(`the queue: ${language}`, async () => {
    const { page } = desk;
    set.tell({ type: 'queue', rows: rows() });
    await page.locator('[data-kind=running]').waitFor();
    await look(page, `desk-queue-${short}`);
    await page.locator('[data-kind=ticket] button').nth(1).click();
    await page.getByRole('dialog').waitFor();
    await look(page, `desk-tell-${short}`);
    await page.keyboard.press('Escape');
    await page.locator('[data-kind=callback] button').last().click();
    await page.getByRole('dialog').waitFor();
    await look(page, `desk-close-callback-${short}`);
    await page.locator('.dialog button[type=submit]').click();
    const closed = { type: 'wrap-up', call: 'e', subject: 'garbage-support', outcome: 'not-connected' };
    await expect.poll(() => set.asked).toContainEqual(closed);
    set.tell({ type: 'presence', presence: 'away', why: 'unanswered' });
    await page.locator('[data-presence=away]').waitFor();
    await look(page, `desk-set-away-${short}`);
    set.tell({ type: 'presence', presence: 'available', why: null }, { type: 'queue', rows: [] });
  });

  test(`a colleague who asks for help: ${language}`, async () => {
    const { page } = desk;
    const alarm = {
      call: 'x',
      number: 21,
      site_name: '門司港市民センター',
      section_name: '保護課',
      since: ago(0),
    };
    set.tell({ type: 'alarms', rows: [alarm] });
    await page.locator('.alarms p').waitFor();
    await look(page, `desk-alarm-${short}`);
    set.tell({ type: 'alarms', rows: [] });
  });

  test(`the section, to its supervisor: ${language}`, async () => {
    const { page } = desk;
    const desks = (['in-call', 'available', 'away', 'wrap-up'] as const).map((presence, at) => ({
      account: `desk${at}`,
      name: `職員 ${'一二三四'[at]}郎（例）`,
      presence,
      since: ago(at * 5 + 1),
      number: presence === 'in-call' ? 11 : null,
      subject_name: presence === 'in-call' ? 'ごみ出し支援' : null,
    }));
    set.tell(
      { type: 'queue', rows: rows().map((row) => ({ ...row, ringing: false })) },
      { type: 'desks', rows: desks },
    );
    await page.locator('header button').nth(1).click();
    await page.locator('.supervise table').nth(1).waitFor();
    await look(page, `desk-supervise-${short}`);
    await page.locator('.supervise .select-button').first().click();
    await page.getByRole('option').first().click();
    await page.locator('.supervise .notice').waitFor();
    expect(set.asked).toContainEqual({ type: 'assign', call: 'b', desk: 'desk1' });
    set.tell({ type: 'queue', rows: [] });
  });

  test(`a call and everything that goes on beside it: ${language}`, async () => {
    const { page } = desk;
    set.tell({ type: 'presence', presence: 'in-call', why: null }, call());
    await page.locator('.controls').waitFor();
    await look(page, `desk-controls-${short}`);
    await page.locator('.call-head button').click();
    await page.locator('.companion-kinds button').first().click();
    const said = { type: 'set-companions', call: view().call, companions: ['family'] };
    await expect.poll(() => set.asked).toContainEqual(said);
    const companions: CallView['companions'] = ['family', 'welfare-commissioner'];
    set.tell(call({ companions }));
    await page.locator('.companion-kinds [data-selected]').nth(1).waitFor();
    await look(page, `desk-companions-${short}`);
    await page.keyboard.press('Escape');
    await look(page, `desk-accompanied-${short}`);
    const control = (icon: number) => page.locator('.controls button').nth(icon);
    await control(4).click();
    await page.getByRole('dialog').waitFor();
    await page.getByRole('dialog').locator('button[type=submit]').click();
    await look(page, `desk-transfer-${short}`);
    await page.keyboard.press('Escape');
    await control(5).click();
    await page.getByRole('dialog').waitFor();
    await look(page, `desk-invite-${short}`);
    await page.keyboard.press('Escape');
    await control(8).click();
    await page.getByRole('alertdialog').waitFor();
    await look(page, `desk-help-${short}`);
    await page.keyboard.press('Escape');
    set.tell(call({ held_since: ago(0) }));
    await page.locator('.ongoing').waitFor();
    await look(page, `desk-held-${short}`);
    const transfer = { section: 'kokurakita-kankyo', section_name: '環境課', warm: true } as const;
    set.tell(call({ held_since: ago(1), transfer: { ...transfer, stage: 'ringing' } }));
    await look(page, `desk-handing-over-${short}`);
    set.tell(call({ held_since: ago(1), transfer: { ...transfer, stage: 'consulting' } }));
    await look(page, `desk-consulting-${short}`);
    const parties = [
      ...view().parties,
      { party: 'i', role: 'interpreter', label: '通訳', presence: 'awaited', listens: false } as const,
      {
        party: 's',
        role: 'supervisor',
        label: 'まちづくり推進係',
        presence: 'present',
        listens: true,
      } as const,
    ];
    set.tell(
      call({ unreached: 'not-connected', alarm_since: ago(0), invited: [{ who: 'interpreter' }], parties }),
    );
    await page.locator('.listened').waitFor();
    await look(page, `desk-everything-${short}`);
    set.tell(call({ state: 'dialling' }));
    await look(page, `desk-dialling-${short}`);
    set.tell(
      { type: 'presence', presence: 'wrap-up', why: null },
      call({ state: 'wrap-up', receipt: 'KK-2026-0012' }),
    );
    await page.locator('.wrap-up').waitFor();
    await page.keyboard.press('2');
    await look(page, `desk-wrap-up-${short}`);
    await page.keyboard.press('Enter');
    await expect
      .poll(() => set.asked)
      .toContainEqual({ type: 'wrap-up', call: 'c', subject: 's', outcome: 'asked-to-visit' });
    set.tell({ type: 'presence', presence: 'available', why: null }, { type: 'call', call: null });
  });
});
