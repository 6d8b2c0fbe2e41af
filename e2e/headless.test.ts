import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { BINARIES } from './harness/city.ts';
import { DESK_SENDER, Desk } from './harness/desk.ts';
import { seen } from './harness/media.ts';
import { toneOf } from './harness/probe.ts';
import { startSystem } from './harness/system.ts';

const run = promisify(execFile);
const BOOTH = join(BINARIES, 'chikamado-booth');
/** What the headless booth paints into its test picture. */
const NATIVE_SENDER = 1;

const system = startSystem();

test('a booth without a screen enrols, rings, is seen, submits and forgets', async () => {
  const dir = join(system.city.directory, 'booth');
  const ca = join(system.city.directory, 'certs', 'ca.pem');
  const code = await system.city.code('enrol', 'kokura-chuo', '無人');
  await run(BOOTH, ['enrol', '--server', system.city.origin, '--code', code, '--dir', dir, '--ca', ca]);

  const answers = {
    agree: 'yes',
    'filled-by': 'self',
    name: '試験 花子',
    'name-kana': 'シケン ハナコ',
    'birth-date': '昭和23年4月5日',
    postcode: '803-0814',
    telephone: '0930-00-4321',
    household: '0',
    reason: 'carrying',
    collection: 'household',
    'emergency-name': '試験 次郎',
    'emergency-relation': '長男',
    'emergency-telephone': '090-0000-8765',
  };
  const [answersFile, report] = [
    join(system.city.directory, 'answers.json'),
    join(system.city.directory, 'report.json'),
  ];
  await writeFile(answersFile, JSON.stringify(answers));

  const desk = await Desk.open(system);
  await desk.getReady();
  const visit = run(BOOTH, [
    ...[
      'headless',
      '--dir',
      dir,
      '--subject',
      'garbage-support',
      '--answers',
      answersFile,
      '--report',
      report,
    ],
    ...[
      '--until',
      'submitted',
      '--seconds',
      '10',
      '--expect-time-code',
      '--expect-tone',
      String(toneOf(DESK_SENDER)),
    ],
  ]);
  // A visit that fails early says so here, not after the desk has waited in vain.
  const failed = visit.then(() => undefined);
  await Promise.race([desk.accept(), failed]);
  await desk.recordIdentity();
  const reading = await seen(desk.page, NATIVE_SENDER, 60);
  expect(reading.unreadable).toBeLessThan(reading.readable * 0.02 + 5);

  // The address is missing from the answers: the resident waits until the desk proposes one.
  await desk.page.getByText('住民はここを見ています').waitFor();
  await desk.propose('住所', '試験町1丁目2番3号');
  await visit;

  expect(JSON.parse(await readFile(report, 'utf8'))).toMatchObject({
    form_rounds: 1,
    receipt: expect.stringMatching(/./),
    quality: {
      lost_permille: expect.any(Number),
      jitter_ms: expect.any(Number),
      round_trip_ms: expect.any(Number),
      sending: expect.stringMatching(/^(good|fair|poor)$/),
      receiving: expect.stringMatching(/^(good|fair|poor)$/),
    },
    joins: 1,
    wiped: true,
  });
});
