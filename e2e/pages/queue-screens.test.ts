/** What a resident sees before, while and after waiting, in each language and on both screens; an office of our own. */
import { beforeAll, expect, test } from 'vitest';
import type { Party, Prospect } from '../../web/src/generated/protocol.ts';
import { Booth } from '../harness/booth.ts';
import { Equipment } from '../harness/equipment.ts';
import { lookEverywhere } from '../harness/looks.ts';
import { Office } from '../harness/office.ts';
import { Album } from '../harness/pictures.ts';
import { startSystem } from '../harness/system.ts';

const system = startSystem();
const album = new Album('target/screens/queue');
const refusals: Exclude<Prospect, { is: 'open' }>[] = [
  { is: 'nobody' },
  { is: 'closing', opens_at: Date.UTC(2026, 10, 26, 0) },
  { is: 'closed', opens_at: Date.UTC(2026, 10, 26, 0) },
  { is: 'full' },
];

const officer: Party = {
  party: 'p2',
  role: 'staff',
  label: 'ごみ減量担当',
  presence: 'present',
  listens: false,
};
const company: Party[] = (['interpreter', 'colleague', 'supervisor'] as const).map((role) => ({
  party: role,
  role,
  label: '税務課',
  presence: 'present',
  listens: false,
}));

let booth: Booth;
let office: Office;
const look = (name: string) => lookEverywhere(album, booth.page, name);

/** A new page, up to the question whether to call. */
async function toConfirm(): Promise<void> {
  office.shows(null);
  await booth.page.goto(`${system.city.origin}/booth`);
  await booth.page.locator('.rail button').last().click();
  await booth.page.locator('.tile').nth(1).click();
}

beforeAll(async () => {
  booth = await Booth.open(system);
  await Equipment.around(booth.page);
  office = await Office.at(booth.page);
});

test('before a ticket', async () => {
  for (const prospect of refusals) {
    office.prospect = prospect;
    await toConfirm();
    await booth.page.locator('.plate').waitFor();
    await look(prospect.is);
  }
  office.prospect = { is: 'open', ahead: 2, estimate: { is: 'unknown', samples: 3 } };
  await toConfirm();
  await booth.page.locator('.expected').waitFor();
  await look('unknown');
  office.prospect = { is: 'open', ahead: 2, estimate: { is: 'range', from: 10, to: 15, samples: 56 } };
  await toConfirm();
  await booth.page.locator('.rests-on').waitFor();
  await look('range');
});

test('waiting, called back, dialled, asked how it was', async () => {
  const { page } = booth;
  await toConfirm();
  await page.locator('.rail .acts button').last().click();
  await page.locator('.ticket .number').waitFor();
  await look('waiting');
  const tries = page.locator('.try-sound button');
  await tries.first().click();
  await look('hearing');
  await tries.first().click();
  await page.locator('meter').waitFor();
  await look('speaking');
  await tries.nth(1).click();
  await tries.first().click();
  await look('writes-first');
  await tries.first().click();
  office.shows({
    message: '前の方の手続きが長引いています。あと5分ほどお待ちください。',
    wait: { ahead: 0, estimate: { is: 'now' }, step: 'ringing-supervisor' },
  });
  await page.locator('.from-office').waitFor();
  await look('message');
  office.shows({ state: 'callback', wait: null, message: null });
  await page.locator('.plate').waitFor();
  await look('callback');
  office.shows({ state: 'dialling' });
  await page.getByRole('alert').waitFor();
  await look('dialling');
  await page.locator('.rail .acts button').last().click();
  await expect.poll(() => office.asked.at(-1)).toEqual({ type: 'answer', call: 'c1' });
  office.shows({ state: 'in-call', parties: [officer] });
  await page.locator('.call').waitFor();
  office.shows({ held_since: Date.now() - 65_000 });
  await page.locator('.held').waitFor();
  await look('held');
  const transfer = { section: 'tax', section_name: '税務課', warm: true, stage: 'ringing' } as const;
  office.shows({ transfer });
  await page.locator('.why').filter({ hasText: '税務課' }).waitFor();
  await look('transfer-ringing');
  office.shows({ transfer: { ...transfer, stage: 'consulting' } });
  await look('transfer-consulting');
  office.shows({
    held_since: null,
    privacy: { is: 'off' },
    uncovering: null,
    transfer: null,
    section: 'tax',
    section_name: '税務課',
    parties: [officer, ...company],
  });
  await page.locator('.company li').nth(2).waitFor();
  await look('passed-on');
  await page.locator('.controls button').nth(3).click();
  await page.locator('.companions button').first().click();
  await expect
    .poll(() => office.asked.at(-1))
    .toEqual({ type: 'set-companions', call: 'c1', companions: ['family'] });
  office.shows({ companions: ['family', 'welfare-commissioner'] });
  await page.locator('.companions [data-selected]').nth(1).waitFor();
  await look('companions');
  await page.locator('.controls button').nth(1).click();
  await page.locator('.phrases').waitFor();
  await look('notes');
  office.shows({ state: 'closed', closed: 'completed' });
  await page.locator('.faces').waitFor();
  await look('rating');
  await page.locator('.faces button').first().click();
  await expect.poll(() => office.asked.at(-1)).toEqual({ type: 'rate', call: 'c1', rating: 'good' });
  await page.locator('.done').waitFor();
});
