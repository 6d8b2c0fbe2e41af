import { useState } from 'react';
import { addDays, isDate } from '../../calendar/dates';
import { useDates } from '../../calendar/era';
import { ListTable } from '../../frame/ListTable';
import type { FigureRow, Figures, FiguresBy } from '../../generated/protocol';
import { useAsked } from '../../http/useAsked';
import { useText } from '../../i18n/language';
import { Choice, TextField } from '../../ui/Field';
import { Notice } from '../../ui/Notice';
import type { PageProps } from '../App';
import { figuresFile } from '../api';
import { Asking } from '../frame/Asking';
import { useServices } from '../services';
import { Chart } from './Chart';
import './figures.css';
import { figuresText } from './text';
import { columns, figureWords } from './words';

const bys: readonly FiguresBy[] = ['site', 'subject', 'task', 'day'];
/** The charts, each about one figure. */
const charts = ['bookings', 'wait_p50', 'unused_minutes', 'turned_away'] as const;
type About = (typeof charts)[number];

/** 集計: each number in words first, then its chart, then the table that they come from. */
export function FiguresPage({ schedule }: PageProps) {
  const text = useText(figuresText);
  const dates = useDates();
  const { api } = useServices();
  const [by, setBy] = useState<FiguresBy>('site');
  const [from, setFrom] = useState(addDays(schedule.today, -29));
  const [until, setUntil] = useState(schedule.today);
  const [asked, setAsked] = useState({ from, until });
  const wrong = !isDate(from) || !isDate(until) || until < from;
  const choose = (next: { readonly from?: string; readonly until?: string }) => {
    const chosen = { from, until, ...next };
    if (next.from !== undefined) setFrom(next.from);
    if (next.until !== undefined) setUntil(next.until);
    if (isDate(chosen.from) && isDate(chosen.until) && chosen.from <= chosen.until) setAsked(chosen);
  };
  const figures = useAsked(`${by}/${asked.from}/${asked.until}`, () =>
    api.figures(by, asked.from, asked.until),
  );
  return (
    <>
      <div className="filters">
        <Choice
          label={text.by}
          options={bys.map((key) => ({ key, words: text.bys[key] }))}
          value={by}
          onChange={setBy}
        />
        <TextField label={text.from} type="date" value={from} onChange={(date) => choose({ from: date })} />
        <TextField
          label={text.until}
          type="date"
          value={until}
          onChange={(date) => choose({ until: date })}
          problem={wrong ? text.badDates : undefined}
        />
        <a className="button" data-kind="plain" href={figuresFile(by, asked.from, asked.until)} download>
          {text.csv}
        </a>
      </div>
      <Asking asked={figures.asked} again={figures.again}>
        {(value) => (
          <Shown figures={value} nameOf={(row) => (value.by === 'day' ? dates.short(row.key) : row.name)} />
        )}
      </Asking>
    </>
  );
}

function Shown({
  figures,
  nameOf,
}: {
  readonly figures: Figures;
  readonly nameOf: (row: FigureRow) => string;
}) {
  const text = useText(figuresText);
  const { whole, rows } = figures;
  if (rows.length === 0) return <p className="empty">{text.empty}</p>;
  const told = (row: FigureRow, column: Parameters<typeof figureWords>[1]) => figureWords(row, column, text);
  const first: Readonly<Record<About, string>> = {
    bookings: text.first.bookings(told(whole, 'bookings'), told(whole, 'attended')),
    wait_p50:
      whole.wait_p50 === null
        ? text.first.wait_unknown
        : text.first.wait_p50(told(whole, 'wait_p50'), told(whole, 'wait_p90')),
    unused_minutes: text.first.unused_minutes(told(whole, 'unused_minutes'), told(whole, 'open_minutes')),
    turned_away: text.first.turned_away(told(whole, 'turned_away')),
  };
  return (
    <>
      <div className="multiples">
        {charts.map((about) => (
          <figure key={about}>
            <figcaption>{first[about]}</figcaption>
            <Chart
              title={`${text.chart(text.charts[about], text.bys[figures.by])}。${first[about]}`}
              bars={rows.map((row) => ({ key: row.key, name: nameOf(row), value: row[about] }))}
              words={(bar) => {
                const row = rows.find(({ key }) => key === bar.key);
                return row === undefined ? '' : told(row, about);
              }}
            />
          </figure>
        ))}
      </div>
      <section>
        <h2>{text.table}</h2>
        <Notice>{text.hiddenHelp}</Notice>
        <ListTable
          label={text.table}
          className="figures-table"
          heads={[text.bys[figures.by], ...columns.map((column) => text.columns[column])]}
        >
          {[{ ...whole, key: '' }, ...rows].map((row) => (
            <tr key={row.key} data-whole={row.key === '' || undefined}>
              <th scope="row">{row.key === '' ? text.all : nameOf(row)}</th>
              {columns.map((column) => (
                <td key={column} className="number">
                  {told(row, column)}
                </td>
              ))}
            </tr>
          ))}
        </ListTable>
      </section>
    </>
  );
}
