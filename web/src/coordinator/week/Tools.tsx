import { addDays, type IsoDate, mondayOf } from '../../calendar/dates';
import { useDates } from '../../calendar/era';
import type { Schedule } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Choice } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import { type Filter, monthShown, monthStart, type View } from './rows';
import { weekText } from './text';

const EVERY = 'every';

/** Which week or month it is, the ways to others, and what can be begun. */
export function Tools({
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

/** What of the table is shown. */
export function Filters({
  schedule,
  view,
  filter,
  onFilter,
}: {
  readonly schedule: Schedule;
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
