/** The booth's page on a machine with voices, a printer and devices that come and go. */
import { expect, test } from 'vitest';
import { BOOTH_SENDER, Booth, PLANTED } from './harness/booth.ts';
import { Desk } from './harness/desk.ts';
import { Equipment } from './harness/equipment.ts';
import { eventually } from './harness/eventually.ts';
import { forget, heard, seen } from './harness/media.ts';
import { startSystem } from './harness/system.ts';

const system = startSystem();

async function equipped(name: string): Promise<{ booth: Booth; equipment: Equipment }> {
  const booth = await Booth.open(system, name);
  const equipment = await Equipment.around(booth.page);
  await booth.page.reload();
  await booth.button('読み上げ').waitFor();
  return { booth, equipment };
}

test('いっしょに始める greets by voice and stays on the tiles; each screen is read, but not the covered one', async () => {
  const desk = await Desk.open(system);
  await desk.getReady();
  const { booth, equipment } = await equipped('声');
  await equipment.says('together');
  await booth.heading('どのようなご用件ですか').waitFor();
  await eventually('it is greeted', async () => equipment.spoken.length === 1);
  expect(equipment.spoken[0]).toMatch(/^いっしょに始めましょう。.*どのようなご用件ですか。/);
  await booth.page.getByRole('button', { name: /ごみ出し支援/ }).click();
  await eventually('the next screen is read', async () => equipment.spoken.length === 2);
  expect(equipment.spoken[1]).toMatch(/^職員を呼び出しますか。/);
  await booth.press('画面をかくす');
  await booth.press('画面をもどす');
  await eventually('the screen under the cover is read', async () => equipment.spoken.length === 3);
  expect(equipment.spoken[2]).toBe(equipment.spoken[1]);
  await booth.press('読み上げ');
  await equipment.says('bystander');
  await booth.heading('人が近くに来たので、画面をかくしました').waitFor();
  await booth.press('画面をもどす');
  await booth.press('もどる');
  await booth.heading('どのようなご用件ですか').waitFor();
  expect(equipment.spoken).toHaveLength(3);
});

test('a call goes on without a camera that is unplugged, asks by voice when asked to, and ends on paper', async () => {
  const { booth, equipment } = await equipped('紙');
  const desk = await Desk.open(system);
  await desk.getReady();
  await booth.choose();
  await booth.ring();
  await desk.accept();
  await seen(desk.page, BOOTH_SENDER);
  const peers = await booth.page.evaluate(() => globalThis.probe.peers.length);

  await booth.page.evaluate(() => {
    const { mediaDevices } = navigator;
    const list = mediaDevices.enumerateDevices.bind(mediaDevices);
    let gone = true;
    mediaDevices.enumerateDevices = async () =>
      (await list()).filter(({ kind }) => kind !== 'videoinput' || !gone);
    addEventListener('plugged-in', () => {
      gone = false;
      mediaDevices.dispatchEvent(new Event('devicechange'));
    });
    const own = document.querySelector<HTMLVideoElement>('video.own')?.srcObject as MediaStream;
    own.getVideoTracks()[0]?.dispatchEvent(new Event('ended'));
  });
  await booth.page.getByText('カメラがはずれました。声はつながっています。').waitFor();
  await eventually('the lamps say so', async () =>
    equipment.lamps.some(({ part, note }) => part === 'camera' && note === 'absent'),
  );
  expect(await heard(desk.page, BOOTH_SENDER)).toBeDefined();
  await booth.page.evaluate(() => dispatchEvent(new Event('plugged-in')));
  await booth.page.getByText('カメラがはずれました。').waitFor({ state: 'detached' });
  await forget(desk.page);
  await seen(desk.page, BOOTH_SENDER);
  expect(await booth.page.evaluate(() => globalThis.probe.peers.length)).toBe(peers);
  await eventually('the lamps say so', async () => equipment.lamps.every(({ state }) => state === 'good'));

  await booth.press('読み上げ');
  await desk.recordIdentity();
  await booth.openForm();
  await booth.press('質問を読み上げる');
  await booth.page.getByText('こちらの声は届きません').waitFor();
  await eventually('the question is read', async () => equipment.spoken.length === 1);
  await booth.page.getByText('こちらの声は届きません').waitFor({ state: 'detached' });
  await eventually(
    'the desk hears the resident again',
    async () => (await heard(desk.page, BOOTH_SENDER)) !== undefined,
  );
  await booth.fillUntil();
  const receipt = await booth.submit();
  expect(equipment.spoken).toHaveLength(1);
  expect(PLANTED.filter((words) => equipment.spoken.join().includes(words))).toEqual([]);

  equipment.hasPaper = false;
  await booth.press('紙に印刷する');
  await booth.page.getByText('印刷できませんでした。').waitFor();
  equipment.hasPaper = true;
  await booth.press('もう一度印刷する');
  await booth.page.getByText('印刷しました。').waitFor();
  await booth.page.emulateMedia({ media: 'print' });
  const slip = (await booth.page.locator('body > :visible').allTextContents()).join();
  expect(slip).toContain(receipt);
  expect(PLANTED.filter((words) => slip.includes(words))).toEqual([]);
  expect(equipment.paper).toHaveLength(1);
  await desk.end();
  await desk.wrapUp();
  await desk.person.context.close();
});

test('a camera that gives one picture only and a microphone that gives nothing are seen in a call', async () => {
  const { booth, equipment } = await equipped('故障');
  await booth.page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = async (wanted) => {
      const canvas = document.createElement('canvas');
      const paint = canvas.getContext('2d');
      // The same picture over and over, as of a camera that has stopped.
      const step = () => paint?.fillRect(0, 0, canvas.width, canvas.height);
      if (paint !== null) paint.fillStyle = 'white';
      setInterval(step, 33);
      const silent = new MediaStreamAudioDestinationNode(new AudioContext());
      return new MediaStream([
        ...(wanted?.video ? canvas.captureStream(30).getVideoTracks() : []),
        ...(wanted?.audio ? silent.stream.getAudioTracks() : []),
      ]);
    };
  });
  await booth.page.reload();
  const desk = await Desk.open(system);
  await desk.getReady();
  await booth.choose();
  await booth.ring();
  await desk.accept();
  await booth.page.getByText('こちらの声が届いていません。').waitFor();
  await eventually('the lamps say so', async () => {
    const notes = equipment.lamps.map(({ part, note }) => `${part} ${note ?? 'good'}`);
    return notes.includes('camera frozen') && notes.includes('microphone silent');
  });
  await booth.press('マイクを切る');
  await booth.page.getByText('こちらの声が届いていません。').waitFor({ state: 'detached' });
});
