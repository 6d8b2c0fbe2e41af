/** A sign-language interpreter: ready before anybody rings, seen large and whole by everybody, blind to what is private. */
import { beforeAll, describe, expect, test } from 'vitest';
import { ANSWERS, BOOTH_SENDER, Booth, PRIVATE } from './harness/booth.ts';
import { DESK_SENDER, Desk } from './harness/desk.ts';
import { eventually } from './harness/eventually.ts';
import { press } from './harness/keyboard.ts';
import { look } from './harness/looks.ts';
import { seen } from './harness/media.ts';
import { Album } from './harness/pictures.ts';
import { received } from './harness/received.ts';
import { startSystem } from './harness/system.ts';
import { tile } from './harness/tiles.ts';

const INTERPRETER_SENDER = 3;
const INTERPRETER = 'video[data-role=interpreter]';

const system = startSystem();
const album = new Album('target/day-four');
let booth: Booth;
let desk: Desk;
let interpreter: Desk;
/** Everything that the interpreter's page was told. */
let told: () => Promise<string>;

beforeAll(async () => {
  booth = await Booth.open(system);
  desk = await Desk.open(system);
  await desk.getReady();
  interpreter = await Desk.visit(system, INTERPRETER_SENDER);
  told = await received(interpreter.page);
  await interpreter.page.reload();
  await interpreter.signIn('interpreter1');
});

test('an interpreter tries camera, microphone and sound, and is ready before anybody rings', async () => {
  const { page } = interpreter;
  await press(page, '準備をはじめる');
  await page.getByText('着信音：鳴らしました。聞こえましたか。').waitFor();
  const own = page.getByLabel('自分の映像');
  await eventually('she sees herself', () =>
    own.evaluate((video) => (video as HTMLVideoElement).getVideoPlaybackQuality().totalVideoFrames > 5),
  );
  const level = page.getByRole('meter', { name: 'マイクの音量' });
  await eventually('she sees her voice', async () => Number(await level.getAttribute('value')) > 0);
  await look(album, page, 'self-test');
  await press(page, '準備を終えて対応可にする');
  await page.getByRole('heading', { name: '通訳の依頼を待っています' }).waitFor();
});

test('she comes in as soon as the officer asks, by one key', async () => {
  await booth.choose();
  await booth.ring();
  await desk.accept();
  await desk.invite('通訳');
  await interpreter.button(/^参加する/).waitFor();
  await look(album, interpreter.page, 'asked');
  await interpreter.page.keyboard.press('F2');
  await Promise.all([
    seen(booth.page, INTERPRETER_SENDER),
    seen(desk.page, INTERPRETER_SENDER),
    seen(interpreter.page, BOOTH_SENDER),
    seen(interpreter.page, DESK_SENDER),
  ]);
  await booth.page.getByText('通訳が参加しています').waitFor();
});

describe('at the booth her picture is the largest, whole, and nothing lies over it', () => {
  test.each([
    ['standing', { width: 1080, height: 1920 }],
    ['lying', { width: 1920, height: 1080 }],
  ])('on a %s screen, alone and beside notes', async (shape, viewport) => {
    await booth.page.setViewportSize(viewport);
    for (const beside of ['alone', 'notes'] as const) {
      if (beside === 'notes') await booth.press('筆談');
      const signs = await tile(booth.page, INTERPRETER);
      expect(signs, beside).toMatchObject({ fit: 'contain', whole: true, covered: 0 });
      const officer = await tile(booth.page, 'video[data-role=staff]');
      expect(signs.area, beside).toBeGreaterThanOrEqual(officer.area * 0.99);
      await look(album, booth.page, `booth-${shape}-${beside}`);
      if (beside === 'notes') await booth.press('筆談を閉じる');
    }
  });
});

test('at the desk, and where she sits herself, the signs are as large as the other picture, and whole', async () => {
  for (const { page } of [desk, interpreter]) {
    const resident = await tile(page, '.stage > video');
    const beside = await tile(page, '.stage > figure video[data-line=camera]');
    for (const one of [resident, beside]) {
      expect(one).toMatchObject({ fit: 'contain', whole: true, covered: 0 });
    }
    expect(beside.area).toBeGreaterThanOrEqual(resident.area * 0.99);
    expect(beside.share).toBeGreaterThan(0.4);
  }
  await look(album, desk.page, 'desk');
  await look(album, interpreter.page, 'interpreter');
});

test('a private answer is neither on her screen nor in anything that her page was told', async () => {
  await desk.recordIdentity();
  await booth.page.setViewportSize({ width: 1080, height: 1920 });
  await booth.openForm();
  await booth.fillUntil();
  await interpreter.answered('お名前', ANSWERS.お名前 ?? '');
  await interpreter.answered('連絡する人のお名前', '入力済');
  await look(album, interpreter.page, 'interpreter-form');
  await look(album, booth.page, 'booth-form');
  const everything = `${await told()}${await interpreter.page.content()}`;
  expect(everything).toContain(ANSWERS.お名前);
  for (const value of PRIVATE) expect(everything).not.toContain(value);
});
