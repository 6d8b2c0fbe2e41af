/** 点検 by a person, on a booth whose devices work and on one without any. */
import { expect, test } from 'vitest';
import { Booth } from '../harness/booth.ts';
import { Desk } from '../harness/desk.ts';
import { Equipment } from '../harness/equipment.ts';
import { look as lookInto } from '../harness/looks.ts';
import { Album } from '../harness/pictures.ts';
import { startSystem } from '../harness/system.ts';

const system = startSystem();
const album = new Album('target/selftest');

async function look(booth: Booth, name: string): Promise<void> {
  for (const [way, viewport] of [
    ['lying', { width: 1920, height: 1080 }],
    ['standing', { width: 1080, height: 1920 }],
  ] as const) {
    await booth.page.setViewportSize(viewport);
    await lookInto(album, booth.page, `${name}-${way}`);
  }
}

test('an attendant sees, hears and answers, and staff see the lamps', async () => {
  const booth = await Booth.open(system, '点検');
  const { page } = booth;
  const equipment = await Equipment.around(page);
  await page.reload();
  await look(booth, 'start');
  await booth.press('今日の点検（係の方）');
  await booth.heading('この窓口の点検').waitFor();
  await look(booth, 'before');
  await booth.press('点検をはじめる');
  await booth.heading('自分が見えますか').waitFor();
  await page.locator('video.own').waitFor();
  await look(booth, 'camera');
  await booth.press('はい');
  await booth.heading('話すと、棒が動きますか').waitFor();
  await page.getByRole('meter').waitFor();
  await look(booth, 'microphone');
  await booth.press('もどる');
  await booth.heading('自分が見えますか').waitFor();
  await booth.press('はい');
  await booth.press('はい');
  await booth.heading('音が聞こえましたか').waitFor();
  expect(await booth.button('いいえ').isDisabled()).toBe(true);
  await booth.press('音を鳴らす');
  await look(booth, 'speaker');
  await booth.press('いいえ');
  await booth.heading('直すところがあります').waitFor();
  await page.getByText('知らせました').waitFor();
  await look(booth, 'report');
  expect(equipment.lamps).toEqual([
    { part: 'camera', state: 'good' },
    { part: 'microphone', state: 'good' },
    { part: 'speaker', state: 'bad', note: 'not-heard' },
  ]);
  await booth.press('おわる');
  await booth.button('点検（係の方）').waitFor();
  expect(booth.person.complaints).toEqual({ errors: [], foreign: [] });
});

test.each(['やさしい日本語', 'English'])('is there in %s, and says what is missing', async (language) => {
  const booth = await Booth.open(system, language);
  const { page } = booth;
  await page.evaluate(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotFoundError'));
  });
  await booth.button(language).first().click();
  const last = page.locator('.rail button').last();
  const press = () => last.click();
  await page.locator('.corner button').click();
  await page.locator('.message').waitFor();
  await look(booth, `before-${language}`);
  await press();
  await page.locator('.selftest .notice').waitFor();
  await look(booth, `camera-${language}`);
  await page.locator('.rail .acts button').nth(1).click();
  await page.locator('.selftest .notice').waitFor();
  await page.locator('.rail .acts button').nth(1).click();
  await page.locator('.selftest button').click();
  await page.locator('.rail .acts button').nth(1).click();
  await page.locator('.selftest-report').waitFor();
  await look(booth, `report-${language}`);
});

test('what somebody found at a tablet stands with its time where attendants and administrators look', async () => {
  const booth = await Booth.open(system, '知らせる点検');
  const { page } = booth;
  await page.route('**/api/booth/selftest', (route) => route.abort(), { times: 1 });
  const test = async (...answers: ('はい' | 'いいえ')[]) => {
    for (const [at, answer] of answers.entries()) {
      if (at === 2) await booth.press('音を鳴らす');
      await booth.press(answer);
    }
  };
  await booth.press('今日の点検（係の方）');
  await booth.press('点検をはじめる');
  await test('はい', 'いいえ', 'はい');
  await page.getByText('知らせられませんでした').waitFor();
  await look(booth, 'not-told');
  await booth.press('もう一度点検する');
  await test('はい', 'いいえ', 'はい');
  await page.getByText('知らせました').waitFor();

  const attendant = await Desk.visit(system, 3);
  await attendant.signIn('attendant1');
  const row = attendant.page.locator('.attendance li').filter({ hasText: '知らせる点検' });
  await row.getByText(/現在　異常：マイク$/).waitFor();
  await lookInto(album, attendant.page, 'attendance');
  const administrator = await Desk.visit(system, 2);
  await administrator.signIn('admin1');
  await administrator.page.getByRole('button', { name: '知らせる点検' }).click();
  const detail = administrator.page.locator('.detail');
  await detail.getByText('係が画面の「点検」で確かめました。').waitFor();
  await detail.locator('[data-lamp=bad] dt').filter({ hasText: 'マイク' }).waitFor();
  await lookInto(album, administrator.page, 'devices');
});
