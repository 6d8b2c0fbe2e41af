import { useMemo, useState } from 'react';
import type { Finding, Grid, Opening, SectionId, SiteId } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Choice } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import type { PageProps } from '../App';
import { addDays, addMonths, type IsoDate, mondayOf, monthOf, weekdayOf } from '../calendar/dates';
import { useDates } from '../calendar/era';
import { Asking } from '../frame/Asking';
import { putOpening } from '../plan/edit';
import { entryOf, newEntry, type OpeningEntry } from '../plan/entry';
import { namesOf } from '../plan/names';
import { useAsked, useServices } from '../services';
import { CopyMonth } from './CopyMonth';
import { Findings } from './Findings';
import { GoneDialog } from './GoneDialog';
import { dayKind, HoursTable } from './HoursTable';
import { NamesContext, useNames } from './names';
import { OpeningDialog } from './OpeningDialog';
import { RemoveDialog } from './RemoveDialog';
import {
  type Cell,
  type Filter,
  MONTH_DAYS,
  monthRows,
  monthShown,
  monthStart,
  type Placed,
  weekRows,
} from './rows';
import './week.css';
import { weekText } from './text';

type View = 'week' | 'month';
type Doing =
  | { readonly is: 'editing'; readonly entry: OpeningEntry }
  | { readonly is: 'removing'; readonly opening: Opening; readonly placed: Placed; readonly cell: Cell }
  | { readonly is: 'gone'; readonly opening: Opening }
  | { readonly is: 'copying' };
const EVERY = 'every';

/** 週の表: the hours of every site and section, as they are being changed. */
export function WeekPage({ schedule, plan }: PageProps) {
  const { api, draft, newId } = useServices();
  const [view, setView] = useState<View>('week');
  const [from, setFrom] = useState<IsoDate>(mondayOf(schedule.today));
  const [filter, setFilter] = useState<Filter>({ site: null, section: null });
  const [doing, setDoing] = useState<Doing | null>(null);
  const days = view === 'week' ? 7 : MONTH_DAYS;
  const grid = useAsked(`${schedule.revision}/${schedule.version}/${from}/${days}`, () =>
    api.grid('draft', from, days),
  );
  const review = useAsked(`${schedule.revision}/${schedule.version}`, api.review);
  const findings = review.asked.is === 'loaded' ? review.asked.value.findings : [];
  const names = useMemo(() => namesOf(schedule, plan), [schedule, plan]);
  const site = filter.site ?? schedule.sites[0]?.site ?? null;

  const turn = (by: -1 | 1) =>
    setFrom(view === 'week' ? addDays(from, 7 * by) : monthStart(`${addMonths(monthShown(from), by)}-01`));
  const show = (next: View, date: IsoDate = from) => {
    setView(next);
    const day = next === 'month' && view === 'week' ? addDays(date, 3) : date;
    setFrom(next === 'week' ? mondayOf(day) : monthStart(day));
  };
  const openingOf = (id: string) => plan.openings.find((one) => one.id === id);
  const open = ({ block }: Placed, { date }: Cell) => {
    const opening = openingOf(block.opening);
    if (opening !== undefined) return setDoing({ is: 'editing', entry: entryOf(opening, date) });
    const gone = schedule.published.openings.find((one) => one.id === block.opening);
    if (gone !== undefined) setDoing({ is: 'gone', opening: gone });
  };
  const add = (at: { date: IsoDate; site: SiteId | null; section: SectionId | null }) =>
    setDoing({ is: 'editing', entry: newEntry(newId(), at) });
  const remove = (placed: Placed, cell: Cell) => {
    const opening = openingOf(placed.block.opening);
    if (opening !== undefined) setDoing({ is: 'removing', opening, placed, cell });
  };
  const only = schedule.sections.length === 1 ? (schedule.sections[0]?.section ?? null) : null;

  return (
    <NamesContext value={names}>
      <Tools
        view={view}
        from={from}
        today={schedule.today}
        onView={(next) => show(next)}
        onTurn={turn}
        onToday={() => show(view, view === 'week' ? mondayOf(schedule.today) : schedule.today)}
        onAdd={() =>
          add({
            // Nothing begins in the past.
            date: [from, schedule.today].sort().at(-1) ?? from,
            site: filter.site,
            section: filter.section ?? only,
          })
        }
        onCopy={() => setDoing({ is: 'copying' })}
      />
      <Filters
        schedule={schedule}
        view={view}
        filter={{ ...filter, site: view === 'month' ? site : filter.site }}
        onFilter={setFilter}
      />
      <Findings
        findings={findings}
        onGo={(finding) => {
          const opening = openingOf(finding.opening);
          if (finding.date !== null) setFrom(mondayOf(finding.date));
          setView('week');
          setFilter({ site: null, section: null });
          if (finding.date === null && opening !== undefined) {
            setDoing({ is: 'editing', entry: entryOf(opening, from) });
          }
        }}
      />
      <Asking asked={grid.asked} again={grid.again}>
        {(value) => (
          <Table
            view={value.dates.length > 7 ? 'month' : 'week'}
            grid={value}
            filter={{ ...filter, site: view === 'month' ? site : filter.site }}
            today={schedule.today}
            isNew={plan.openings.length === 0}
            findings={findings}
            onOpen={open}
            onAdd={(cell) => add({ ...cell, section: cell.section ?? filter.section ?? only })}
            onRemove={remove}
            onTurn={turn}
          />
        )}
      </Asking>
      {doing?.is === 'editing' && (
        <OpeningDialog
          key={doing.entry.id}
          schedule={schedule}
          plan={plan}
          entry={doing.entry}
          onClose={() => setDoing(null)}
        />
      )}
      {doing?.is === 'removing' && (
        <RemoveDialog {...doing} plan={plan} schedule={schedule} onClose={() => setDoing(null)} />
      )}
      {doing?.is === 'gone' && (
        <GoneDialog
          opening={doing.opening}
          schedule={schedule}
          onRestore={() => {
            setDoing(null);
            void draft.change(putOpening(plan, doing.opening));
          }}
          onClose={() => setDoing(null)}
        />
      )}
      {doing?.is === 'copying' && (
        <CopyMonth
          plan={plan}
          schedule={schedule}
          month={view === 'month' ? monthShown(from) : monthOf(from)}
          onClose={() => setDoing(null)}
        />
      )}
    </NamesContext>
  );
}

function Table({
  view,
  grid,
  filter,
  today,
  isNew,
  findings,
  ...acts
}: {
  readonly view: View;
  readonly grid: Grid;
  readonly filter: Filter;
  readonly today: IsoDate;
  readonly isNew: boolean;
  readonly findings: readonly Finding[];
} & Pick<Parameters<typeof HoursTable>[0], 'onOpen' | 'onAdd' | 'onRemove' | 'onTurn'>) {
  const text = useText(weekText);
  const dates = useDates();
  const names = useNames();
  const rows = view === 'week' ? weekRows(grid, filter) : monthRows(grid, filter.site ?? '', filter.section);
  if (rows.length === 0) return <p className="empty">{isNew ? text.empty : text.emptyFilter}</p>;
  const holiday = (date: IsoDate) => grid.holidays.find((one) => one.date === date)?.name;
  const [first = today] = grid.dates;
  const weekend = (date: IsoDate) => ['sat', 'sun'].includes(weekdayOf(date));
  const day = (date: IsoDate, words: string) => (
    <>
      <span className="day">{words}</span>
      {date === today && <span className="today">{text.today}</span>}
      {holiday(date) !== undefined && <span className="holiday">{holiday(date)}</span>}
    </>
  );
  const shared = { ...acts, findings, nameOf: nameOf };
  function nameOf(cell: Cell) {
    const section = cell.section === null ? '' : ` ${names.section(cell.section)}`;
    return { date: dates.short(cell.date), place: `${names.site(cell.site)}${section}` };
  }
  return (
    <>
      {view === 'week' ? (
        <HoursTable
          {...shared}
          label={text.weekOf(dates.long(first), dates.long(grid.dates.at(-1) ?? first))}
          corner={text.siteAndSection}
          columns={grid.dates.map((date) => ({
            key: date,
            kind: dayKind(date, today, grid.holidays, weekend(date)),
            head: day(date, dates.short(date)),
          }))}
          rows={rows}
          rowHead={(row) => (
            <>
              <span className="site">{names.site(row.site)}</span>
              <span>{names.section(row.section ?? '')}</span>
            </>
          )}
        />
      ) : (
        <HoursTable
          {...shared}
          label={`${names.site(filter.site ?? '')} ${dates.month(monthShown(first))}`}
          corner={text.week}
          columns={grid.dates.slice(0, 7).map((date) => ({
            key: weekdayOf(date),
            kind: weekend(date) ? 'weekend' : 'plain',
            head: dates.weekday(weekdayOf(date)),
          }))}
          rows={rows}
          rowHead={(row) => dates.short(row.key)}
          cellHead={(cell) => (
            <p className="cell-date" data-other={monthOf(cell.date) !== monthShown(first) || undefined}>
              {day(cell.date, dates.short(cell.date))}
            </p>
          )}
        />
      )}
      <p className="legend">
        {text.keys} {text.draftMark}
      </p>
    </>
  );
}

function Tools({
  view,
  from,
  today,
  onView,
  onTurn,
  onToday,
  onAdd,
  onCopy,
}: {
  readonly view: View;
  readonly from: IsoDate;
  readonly today: IsoDate;
  readonly onView: (view: View) => void;
  readonly onTurn: (by: -1 | 1) => void;
  readonly onToday: () => void;
  readonly onAdd: () => void;
  readonly onCopy: () => void;
}) {
  const text = useText(weekText);
  const dates = useDates();
  const week = view === 'week';
  const isNow = from === (week ? mondayOf(today) : monthStart(today));
  return (
    <div className="tools">
      <h2 aria-live="polite">
        {week ? text.weekOf(dates.long(from), dates.short(addDays(from, 6))) : dates.month(monthShown(from))}
      </h2>
      <div className="turn">
        <Button onPress={() => onTurn(-1)}>
          <Icon name="back" />
          {week ? text.back : text.backMonth}
        </Button>
        <Button isDisabled={isNow} onPress={onToday}>
          {week ? text.thisWeek : text.thisMonth}
        </Button>
        <Button onPress={() => onTurn(1)}>
          {week ? text.forward : text.forwardMonth}
          <Icon name="forward" />
        </Button>
      </div>
      <Button onPress={() => onView(week ? 'month' : 'week')}>{text.views[week ? 'month' : 'week']}</Button>
      <Button onPress={onCopy}>{text.copyMonth}</Button>
      <Button kind="primary" onPress={onAdd}>
        <Icon name="add" />
        {text.add}
      </Button>
    </div>
  );
}

function Filters({
  schedule,
  view,
  filter,
  onFilter,
}: {
  readonly schedule: PageProps['schedule'];
  readonly view: View;
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
}) {
  const text = useText(weekText);
  const sites = schedule.sites.map(({ site, name }) => ({ key: site, words: name }));
  const sections = schedule.sections.map(({ section, name }) => ({ key: section, words: name }));
  const every = (words: string) => ({ key: EVERY, words });
  const chosen = (key: string) => (key === EVERY ? null : key);
  return (
    <div className="filters">
      <Choice
        label={text.site}
        options={view === 'month' ? sites : [every(text.everySite), ...sites]}
        value={filter.site ?? EVERY}
        onChange={(site) => onFilter({ ...filter, site: chosen(site) })}
      />
      <Choice
        label={text.section}
        options={[every(text.everySection), ...sections]}
        value={filter.section ?? EVERY}
        onChange={(section) => onFilter({ ...filter, section: chosen(section) })}
      />
    </div>
  );
}
