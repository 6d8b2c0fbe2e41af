/**
 * The calendar files of a booking, by the phone, by mail and as a desk's feed, read by others: ical.js, which takes RFC
 * 5545 apart, and calcurse, a calendar program, which takes them in.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import ICAL from 'ical.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Booking, Feed, FreeTimes } from '../../web/src/generated/protocol.ts';
import { bookAt, inDays, publishHours } from '../harness/hours.ts';
import { Mailbox } from '../harness/mailbox.ts';
import { Phone } from '../harness/phone.ts';
import { addBooth } from '../harness/published.ts';
import { startSystem } from '../harness/system.ts';

const run = promisify(execFile);
const SITE = 'kokura-chuo';
const SUBJECT = 'garbage-support';
const EMAIL = 'jumin@example.jp';

const mailbox = await Mailbox.open();
const system = startSystem({ mailPort: mailbox.port });
let booking: Booking;
/** The same one at its later time. */
let moved: Booking;
/** By what it was taken in, changed and taken out. */
const files: Record<'booked' | 'moved' | 'cancelled', string> = { booked: '', moved: '', cancelled: '' };

beforeAll(async () => {
  await addBooth(system.city, SITE);
  await publishHours(system.city, [SITE], { horizon_days: 30 });
  booking = await bookAt(system.city, SITE, SUBJECT, inDays(2), { time: '10:00', email: EMAIL });
  files.booked = (await mailbox.mail(EMAIL, '予約を受け付けました')).calendar;
});
afterAll(() => mailbox.close());

/** The only event of a file that keeps the rules of RFC 5545 which a reader may forgive. */
function event(file: string): ICAL.Event {
  const lines = file.split('\r\n');
  expect(lines.pop()).toBe('');
  expect(lines.filter((line) => /[\r\n]/.test(line) || Buffer.byteLength(line) > 75)).toEqual([]);
  const calendar = new ICAL.Component(ICAL.parse(file));
  expect(calendar.getFirstPropertyValue('version')).toBe('2.0');
  expect(calendar.getFirstPropertyValue('prodid')).toBeTruthy();
  const events = calendar.getAllSubcomponents('vevent');
  expect(events).toHaveLength(1);
  const [found] = events as [ICAL.Component];
  for (const needed of ['uid', 'dtstamp', 'dtstart', 'dtend', 'sequence', 'summary']) {
    expect(found.getAllProperties(needed), needed).toHaveLength(1);
  }
  return new ICAL.Event(found);
}

const method = (file: string) => new ICAL.Component(ICAL.parse(file)).getFirstPropertyValue('method');

/** What calcurse has in its own words after it has taken a file in: from when until when, and about what. */
async function imported(file: string, count = 1): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'calcurse-'));
  const path = join(directory, 'booking.ics');
  await writeFile(path, file);
  const { stdout, stderr } = await run('calcurse', ['--datadir', directory, '--import', path], {
    env: { ...process.env, TZ: 'Asia/Tokyo', LC_ALL: 'C.UTF-8' },
  });
  expect(`${stdout}${stderr}`).toMatch(new RegExp(`${count} apps?.* 0 skipped`));
  const appointments = await readFile(join(directory, 'apts'), 'utf8');
  await rm(directory, { recursive: true });
  return appointments;
}

/** A time of a booking as calcurse writes it: `06/09/2027 @ 10:00`. */
const spoken = ({ date, time }: Booking['time']) =>
  date.replace(/(\d+)-(\d+)-(\d+)/, (_, year, month, day) => `${month}/${day}/${year} @ ${time}`);

test('the mail of a booking brings it, at the time on the wall in Tokyo, and names nobody', async () => {
  const { startDate, endDate, sequence, uid } = event(files.booked);
  expect(method(files.booked)).toBe('PUBLISH');
  expect(startDate.toJSDate().getTime()).toBe(booking.time.starts);
  expect(endDate.toJSDate().getTime()).toBe(booking.time.ends);
  expect(sequence).toBe(0);
  expect(uid).toMatch(/^[^@\s]+@\S+$/);
  for (const personal of [booking.code, EMAIL, SUBJECT]) expect(files.booked).not.toContain(personal);
  expect(await imported(files.booked)).toContain(`${spoken(booking.time)} -> `);
});

test('the phone saves the same event', async () => {
  const phone = await Phone.open(system);
  await phone.find(booking.code);
  const [file] = await Promise.all([phone.page.waitForEvent('download'), phone.press('カレンダーに入れる')]);
  expect(file.suggestedFilename()).toMatch(/\.ics$/);
  const saved = await readFile(await file.path(), 'utf8');
  expect(event(saved).uid).toBe(event(files.booked).uid);
  expect(event(saved).summary).toBe(event(files.booked).summary);
  expect(await imported(saved)).toContain(`${spoken(booking.time)} -> `);
  await phone.close();
});

test('a change is the same event with a higher SEQUENCE', async () => {
  const { city } = system;
  const { times } = (
    await city.ask('GET', `/api/book/times?subject=${SUBJECT}&site=${SITE}&from=${inDays(4)}`)
  ).body as FreeTimes;
  const [time] = times;
  const asks = { request: crypto.randomUUID(), code: booking.code, site: SITE, starts: time?.starts };
  const { status, body } = await city.ask('POST', '/api/book/move', asks);
  expect(status).toBe(200);
  moved = body as Booking;
  files.moved = (await mailbox.mail(EMAIL, '次のとおり変更しました')).calendar;
  const [before, after] = [event(files.booked), event(files.moved)];
  expect(after.uid).toBe(before.uid);
  expect(after.sequence).toBeGreaterThan(before.sequence);
  expect(after.startDate.toJSDate().getTime()).toBe(moved.time.starts);
  expect(await imported(files.moved)).toContain(`${spoken(moved.time)} -> `);
});

test('a desk’s feed has it at its new time, and each booking under an id of its own', async () => {
  const { city } = system;
  const wishes = { time: '14:00', telephone: '093-000-1400' };
  const other = await bookAt(city, SITE, SUBJECT, inDays(6), wishes);
  const { body } = await city.ask('POST', '/api/feed', undefined, { cookie: await city.signIn('staff1') });
  const feed = (await city.ask('GET', (body as Feed).path)).body as string;
  const lines = feed.split('\r\n');
  expect(lines.filter((line) => line.includes('\n') || Buffer.byteLength(line) > 75)).toEqual([]);
  const events = new ICAL.Component(ICAL.parse(feed)).getAllSubcomponents('vevent');
  const known = events.map((one) => new ICAL.Event(one)).map(({ uid, sequence }) => ({ uid, sequence }));
  const { uid, sequence } = event(files.moved);
  expect(known).toHaveLength(2);
  expect(known).toContainEqual({ uid, sequence });
  expect(new Set(known.map((one) => one.uid)).size).toBe(2);
  const taken = await imported(feed, 2);
  for (const time of [moved.time, other.time]) expect(taken).toContain(`${spoken(time)} -> `);
  expect(feed).not.toMatch(/093|1400@|jumin/);
});

test('a cancelled booking takes its event out again', async () => {
  const asks = { request: crypto.randomUUID(), code: booking.code };
  expect((await system.city.ask('POST', '/api/book/cancel', asks)).status).toBe(200);
  files.cancelled = (await mailbox.mail(EMAIL, '予約を取り消しました')).calendar;
  const [before, after] = [event(files.moved), event(files.cancelled)];
  expect(method(files.cancelled)).toBe('CANCEL');
  expect(after.uid).toBe(before.uid);
  expect(after.sequence).toBeGreaterThan(before.sequence);
  expect(after.component.getFirstPropertyValue('status')).toBe('CANCELLED');
  expect(after.component.getAllProperties('organizer')).toHaveLength(1);
});
