import { useMemo, useState } from 'react';
import { addDays, addMonths, type IsoDate, mondayOf, monthOf } from '../../calendar/dates';
import type { Finding, Opening, SectionId, SiteId } from '../../generated/protocol';
import { useAsked } from '../../http/useAsked';
import { useText } from '../../i18n/language';
import { Notice } from '../../ui/Notice';
import type { PageProps } from '../App';
import { Asking } from '../frame/Asking';
import { putOpening } from '../plan/edit';
import { entryOf, newEntry, type OpeningEntry } from '../plan/entry';
import { firstOf, namesOf } from '../plan/names';
import { useServices } from '../services';
import { CopyMonth } from './CopyMonth';
import { Findings } from './Findings';
import { GoneDialog } from './GoneDialog';
import { GridTable } from './GridTable';
import { NamesContext } from './names';
import { OpeningDialog } from './OpeningDialog';
import { RemoveDialog } from './RemoveDialog';
import {
  type Cell,
  type Filter,
  MONTH_DAYS,
  monthShown,
  monthStart,
  type Order,
  type Placed,
  seenFirst,
  type View,
} from './rows';
import './week.css';
import { Filters, Tools } from './Tools';
import { weekText } from './text';

type Doing =
  | { readonly is: 'editing'; readonly entry: OpeningEntry; readonly known: readonly Finding[] }
  | { readonly is: 'removing'; readonly opening: Opening; readonly placed: Placed; readonly cell: Cell }
  | { readonly is: 'gone'; readonly opening: Opening }
  | { readonly is: 'copying' };

/** 週の表: the hours of every site and section, as they are being changed. */
export function WeekPage({ schedule, plan }: PageProps) {
  const text = useText(weekText);
  const { api, draft, newId } = useServices();
  const [view, setView] = useState<View>('week');
  const [day, setDay] = useState<IsoDate>(schedule.today);
  const [filter, setFilter] = useState<Filter>({ site: null, section: null });
  const [doing, setDoing] = useState<Doing | null>(null);
  const from = view === 'week' ? mondayOf(day) : monthStart(day);
  const days = view === 'week' ? 7 : MONTH_DAYS;
  const first = view === 'week' ? from : `${monthShown(from)}-01`;
  const grid = useAsked(`${schedule.revision}/${schedule.version}/${from}/${days}`, () =>
    api.grid('draft', from, days),
  );
  const review = useAsked(`${schedule.revision}/${schedule.version}`, api.review);
  const findings = review.asked.is === 'loaded' ? review.asked.value.findings : [];
  const names = useMemo(() => namesOf(schedule, plan), [schedule, plan]);
  const order = useMemo<Order>(
    () => ({
      sites: schedule.sites.map((one) => one.site),
      sections: schedule.sections.map((one) => one.section),
    }),
    [schedule],
  );
  const site = filter.site ?? firstOf(schedule, plan).site;

  const turn = (by: -1 | 1) =>
    setDay(view === 'week' ? addDays(day, 7 * by) : `${addMonths(monthOf(day), by)}-01`);
  const openingOf = (id: string) => plan.openings.find((one) => one.id === id);
  const open = ({ block }: Placed, { date }: Cell) => {
    const opening = openingOf(block.opening);
    if (opening !== undefined)
      return setDoing({ is: 'editing', entry: entryOf(opening, date), known: findings });
    const gone = schedule.published.openings.find((one) => one.id === block.opening);
    if (gone !== undefined) setDoing({ is: 'gone', opening: gone });
  };
  const add = (at: { date: IsoDate; site: SiteId | null; section: SectionId | null }) =>
    setDoing({ is: 'editing', entry: newEntry(newId(), at), known: findings });
  const remove = (placed: Placed, cell: Cell) => {
    const opening = openingOf(placed.block.opening);
    if (opening !== undefined) setDoing({ is: 'removing', opening, placed, cell });
  };
  const go = (finding: Finding) => {
    const opening = openingOf(finding.opening);
    if (finding.date !== null) setDay(finding.date);
    setView('week');
    setFilter({ site: null, section: null });
    const whole = finding.date === null && opening !== undefined;
    setDoing(whole ? { is: 'editing', entry: entryOf(opening, from), known: findings } : null);
  };
  const only = schedule.sections.length === 1 ? (schedule.sections[0]?.section ?? null) : null;

  return (
    <NamesContext value={names}>
      <Tools
        view={view}
        from={from}
        today={schedule.today}
        onView={setView}
        onTurn={turn}
        onToday={() => setDay(schedule.today)}
        onAdd={() =>
          add({
            // Nothing begins in the past.
            date: [first, schedule.today].sort().at(-1) ?? first,
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
      {schedule.holidays_missing && (
        <Notice kind="act">
          {text.holidays} <a href="#holidays">{text.toHolidays}</a>
        </Notice>
      )}
      <Findings
        findings={grid.asked.is === 'loaded' ? seenFirst(findings, grid.asked.value) : findings}
        few={1}
        onGo={go}
      />
      <Asking asked={grid.asked} again={grid.again}>
        {(value) => (
          <GridTable
            view={value.dates.length > 7 ? 'month' : 'week'}
            grid={value}
            filter={{ ...filter, site: view === 'month' ? site : filter.site }}
            order={order}
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
          known={doing.known}
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
          month={monthOf(day)}
          known={findings}
          onGo={go}
          onClose={() => setDoing(null)}
        />
      )}
    </NamesContext>
  );
}
