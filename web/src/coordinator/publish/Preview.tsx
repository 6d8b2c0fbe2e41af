import { useState } from 'react';
import { wallOf } from '../../calendar/dates';
import { useDates } from '../../calendar/era';
import { shortTime } from '../../calendar/times';
import type { Plan, Schedule } from '../../generated/protocol';
import { useAsked } from '../../http/useAsked';
import { useText } from '../../i18n/language';
import { Choice } from '../../ui/Field';
import { useNow } from '../../ui/useNow';
import { Asking } from '../frame/Asking';
import { firstOf } from '../plan/names';
import { useServices } from '../services';
import { type Offer, offers } from './preview';
import { publishText } from './text';

const DAYS = 28;
/** As many as a phone shows at first. */
const FIRST = 8;

/** The times of the draft as a phone and a booth would offer them. */
export function Preview({ schedule, plan }: { readonly schedule: Schedule; readonly plan: Plan }) {
  const text = useText(publishText);
  const { api } = useServices();
  const now = wallOf(useNow(), schedule.time_zone);
  const subjects = schedule.sections.flatMap((section) => section.subjects);
  const [first] = useState(() => firstOf(schedule, plan));
  const [site, setSite] = useState(first.site);
  const [subject, setSubject] = useState(first.subject);
  const { asked, again } = useAsked(`${schedule.revision}/${schedule.today}`, () =>
    api.grid('draft', schedule.today, DAYS),
  );
  return (
    <section className="preview">
      <h2>{text.preview}</h2>
      <p>{text.previewLead}</p>
      <div className="filters">
        <Choice
          label={text.site}
          options={schedule.sites.map((one) => ({ key: one.site, words: one.name }))}
          value={site}
          onChange={setSite}
        />
        <Choice
          label={text.subject}
          options={subjects.map((one) => ({ key: one.subject, words: one.name }))}
          value={subject}
          onChange={setSubject}
        />
      </div>
      <Asking asked={asked} again={again}>
        {(grid) => (
          <Shown
            offered={offers(grid, plan, schedule, site, subject).filter(
              ({ date, time }) => `${date}T${time}` > `${now.date}T${now.time}`,
            )}
            subject={subjects.find((one) => one.subject === subject)?.name ?? ''}
          />
        )}
      </Asking>
    </section>
  );
}

function Shown({ offered, subject }: { readonly offered: readonly Offer[]; readonly subject: string }) {
  const text = useText(publishText);
  const dates = useDates();
  const [next] = offered;
  const words = (offer: Offer) => `${dates.long(offer.date)} ${shortTime(offer.time)}`;
  return (
    <div className="faces">
      <figure>
        <figcaption>{text.phone}</figcaption>
        <div className="phone">
          {next === undefined ? (
            <p>{text.noOffer}</p>
          ) : (
            <ul>
              {offered.slice(0, FIRST).map((offer) => (
                <li key={words(offer)}>
                  <strong>{shortTime(offer.time)}</strong>
                  <span>
                    {dates.long(offer.date)} {offer.title}
                  </span>
                </li>
              ))}
            </ul>
          )}
          {offered.length > FIRST && <p>{text.more(String(offered.length - FIRST))}</p>}
        </div>
      </figure>
      <figure>
        <figcaption>{text.booth}</figcaption>
        <div className="booth">
          <strong>{subject}</strong>
          <span>{next === undefined ? text.boothNone : text.boothOpen(words(next))}</span>
        </div>
      </figure>
    </div>
  );
}
