import { useState } from 'react';
import type { Calendar, InterpreterHours } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import type { PageProps } from '../App';
import { useServices, useWording } from '../services';
import { CalendarDialog } from './CalendarDialog';
import './calendars.css';
import { calendarsText } from './calendars-text';
import { putBuilding, putInterpreter, putOffice, removeInterpreter } from './edit';
import { Lengths } from './Lengths';
import { Rules } from './Rules';
import { weekWords } from './words';

type Doing =
  | { readonly of: 'building' | 'office'; readonly id: string; readonly calendar: Calendar | null }
  | { readonly of: 'interpreter'; readonly is: 'new' | 'known'; readonly value: InterpreterHours };

/** 暦と決まり: what every opening stands on, and what holds for every booking. */
export function CalendarsPage({ schedule, plan }: PageProps) {
  const text = useText(calendarsText);
  const { draft, newId } = useServices();
  const [doing, setDoing] = useState<Doing | null>(null);
  const { names } = useWording(schedule);
  const building = (id: string) => plan.buildings.find(({ site }) => site === id)?.calendar ?? null;
  const office = (id: string) => plan.offices.find(({ section }) => section === id)?.calendar ?? null;
  return (
    <div className="calendars">
      <p>{text.lead}</p>
      <section>
        <h2>{text.buildings}</h2>
        <ul className="hours-list">
          {schedule.sites.map(({ site, name }) => (
            <Line
              key={site}
              schedule={schedule}
              name={name}
              calendar={building(site)}
              onChange={() => setDoing({ of: 'building', id: site, calendar: building(site) })}
            />
          ))}
        </ul>
      </section>
      <section>
        <h2>{text.offices}</h2>
        <ul className="hours-list">
          {schedule.sections.map(({ section, name }) => (
            <Line
              key={section}
              schedule={schedule}
              name={name}
              calendar={office(section)}
              onChange={() => setDoing({ of: 'office', id: section, calendar: office(section) })}
            />
          ))}
        </ul>
      </section>
      <section>
        <h2>{text.interpreters}</h2>
        {plan.interpreters.length === 0 && <p className="quiet">{text.noInterpreters}</p>}
        <ul className="hours-list">
          {plan.interpreters.map((value) => (
            <Line
              key={value.id}
              schedule={schedule}
              name={value.name}
              calendar={value.calendar}
              onChange={() => setDoing({ of: 'interpreter', is: 'known', value })}
            />
          ))}
        </ul>
        <Button
          onPress={() =>
            setDoing({
              of: 'interpreter',
              is: 'new',
              value: { id: newId(), name: '', calendar: { week: [], dates: [] } },
            })
          }
        >
          <Icon name="add" />
          {text.addInterpreter}
        </Button>
      </section>
      <Lengths schedule={schedule} plan={plan} />
      <Rules key={schedule.revision} plan={plan} />
      {doing !== null && doing.of !== 'interpreter' && (
        <CalendarDialog
          of={doing.of}
          title={doing.of === 'building' ? names.site(doing.id) : names.section(doing.id)}
          calendar={doing.calendar}
          path={
            doing.of === 'building'
              ? (next) => `buildings/${next.buildings.findIndex(({ site }) => site === doing.id)}/calendar/`
              : (next) => `offices/${next.offices.findIndex(({ section }) => section === doing.id)}/calendar/`
          }
          apply={(calendar) =>
            doing.of === 'building'
              ? putBuilding(plan, doing.id, calendar)
              : putOffice(plan, doing.id, calendar)
          }
          onClose={() => setDoing(null)}
        />
      )}
      {doing?.of === 'interpreter' && (
        <CalendarDialog
          of="interpreter"
          title={doing.value.name || text.addInterpreter}
          name={doing.value.name}
          calendar={doing.value.calendar}
          path={(next) =>
            `interpreters/${next.interpreters.findIndex(({ id }) => id === doing.value.id)}/calendar/`
          }
          apply={(calendar, name) =>
            putInterpreter(plan, {
              id: doing.value.id,
              name,
              calendar: calendar ?? { week: [], dates: [] },
            })
          }
          onRemove={
            doing.is === 'known'
              ? () => {
                  setDoing(null);
                  void draft.change(removeInterpreter(plan, doing.value.id));
                }
              : undefined
          }
          onClose={() => setDoing(null)}
        />
      )}
    </div>
  );
}

function Line({
  schedule,
  name,
  calendar,
  onChange,
}: {
  readonly schedule: PageProps['schedule'];
  readonly name: string;
  readonly calendar: Calendar | null;
  readonly onChange: () => void;
}) {
  const text = useText(calendarsText);
  const wording = useWording(schedule);
  return (
    <li>
      <strong>{name}</strong>
      <span>
        {calendar === null ? text.always : weekWords(calendar, wording)}
        {calendar !== null && calendar.dates.length > 0 && (
          <span className="quiet"> {text.exceptions(String(calendar.dates.length))}</span>
        )}
      </span>
      <Button aria-label={text.changeOf(name)} onPress={onChange}>
        {text.change}
      </Button>
    </li>
  );
}
