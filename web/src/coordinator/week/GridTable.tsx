import { type IsoDate, monthOf, weekdayOf } from '../../calendar/dates';
import { useDates } from '../../calendar/era';
import { InPerson } from '../../features/booking/SiteName';
import type { Finding, Grid } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import { dayKind, HoursTable } from './HoursTable';
import { useNames } from './names';
import { type Cell, type Filter, monthRows, monthShown, type Order, type View, weekRows } from './rows';
import { weekText } from './text';

/** The days of the draft as a week of every row, or as a month of one site. */
export function GridTable({
  view,
  grid,
  filter,
  order,
  today,
  isNew,
  findings,
  ...acts
}: {
  readonly view: View;
  readonly grid: Grid;
  readonly filter: Filter;
  readonly order: Order;
  readonly today: IsoDate;
  readonly isNew: boolean;
  readonly findings: readonly Finding[];
} & Pick<Parameters<typeof HoursTable>[0], 'onOpen' | 'onAdd' | 'onRemove' | 'onTurn'>) {
  const text = useText(weekText);
  const dates = useDates();
  const names = useNames();
  const rows =
    view === 'week' ? weekRows(grid, filter, order) : monthRows(grid, filter.site ?? '', filter.section);
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
              <span className="site">
                {names.site(row.site)} {names.isCounter(row.site) && <InPerson />}
              </span>
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
