import { useRef, useState } from 'react';
import { isDate } from '../../calendar/dates';
import { useDates } from '../../calendar/era';
import { shortTime } from '../../calendar/times';
import type { BookingRow, FreeTime, Schedule } from '../../generated/protocol';
import { useAsked } from '../../http/useAsked';
import { useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Choice, Radios, TextField } from '../../ui/Field';
import { Notice } from '../../ui/Notice';
import { Asking } from '../frame/Asking';
import { useServices } from '../services';
import { bookingText } from './text';

/** Another time for a booking. The old one is kept until the new one is there. */
export function MoveDialog({
  row,
  schedule,
  onMoved,
  onClose,
}: {
  readonly row: BookingRow;
  readonly schedule: Schedule;
  readonly onMoved: () => void;
  readonly onClose: () => void;
}) {
  const text = useText(bookingText);
  const { moving } = text;
  const { api, newId } = useServices();
  const dates = useDates();
  const [site, setSite] = useState(row.site);
  const [from, setFrom] = useState([row.date, schedule.today].sort().at(-1) ?? row.date);
  const [starts, setStarts] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const [others, setOthers] = useState<readonly FreeTime[] | null>(null);
  const request = useRef<{ readonly for: string; readonly key: string } | null>(null);
  const day = isDate(from) ? from : schedule.today;
  const { asked, again } = useAsked(`${site}/${day}`, () =>
    api.times({ subject: row.subject, sites: [site], from: day }),
  );
  const move = async () => {
    setTried(true);
    if (starts === null) return;
    // The same wish carries the same key, however often it is sent.
    const wish = `${site}/${starts}`;
    if (request.current?.for !== wish) request.current = { for: wish, key: newId() };
    const [to = site, at = ''] = starts.split('@');
    const answer = await api.move(row.booking, {
      request: request.current.key,
      site: to,
      starts: Number(at),
    });
    if (answer.is === 'ok') return onMoved();
    if (answer.is === 'unreachable') return setSaid(text.said.unreachable);
    request.current = null;
    setSaid(`${answer.title}${moving.gone}`);
    setOthers(answer.times ?? null);
    setStarts(null);
    again();
  };
  return (
    <Dialog title={moving.title} onClose={onClose}>
      <div className="opening-form">
        <p>
          {moving.from(`${dates.long(row.date)} ${shortTime(row.time)} ${row.site_name}`)} {row.subject_name}
        </p>
        {said !== null && (
          <Notice kind="harm" live="now">
            {said}
          </Notice>
        )}
        <div className="pair">
          <Choice
            label={text.site}
            options={schedule.sites.map((one) => ({ key: one.site, words: one.name }))}
            value={site}
            onChange={(next) => {
              setSite(next);
              setStarts(null);
              setOthers(null);
            }}
          />
          <TextField
            label={moving.day}
            help={isDate(from) ? dates.long(from) : undefined}
            type="date"
            value={from}
            onChange={(next) => {
              setFrom(next);
              setStarts(null);
              setOthers(null);
            }}
          />
        </div>
        <Asking asked={asked} again={again}>
          {({ times }) => {
            const list = others ?? times;
            if (list.length === 0) return <p>{moving.none}</p>;
            return (
              <div className="times">
                <Radios
                  label={moving.times}
                  options={list.map((time) => ({
                    key: `${time.site}@${time.starts}`,
                    words: `${dates.short(time.date)} ${shortTime(time.time)}${time.site === site ? '' : ` ${schedule.sites.find((one) => one.site === time.site)?.name ?? ''}`}`,
                  }))}
                  value={starts}
                  onChange={setStarts}
                  problem={tried && starts === null ? moving.choose : undefined}
                />
              </div>
            );
          }}
        </Asking>
        <div className="acts">
          <Button onPress={onClose}>{moving.stay}</Button>
          <Button kind="primary" onPress={() => void move()}>
            {moving.do}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
