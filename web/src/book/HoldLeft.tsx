import { wallOf } from '../calendar/dates';
import { shortTime } from '../calendar/times';
import { useNow } from '../ui/useNow';
import { Words } from '../ui/Words';
import { useBook } from './context';

/** Until when the chosen time is kept, in words that change with the minute. Nothing happens when it is over. */
export function HoldLeft() {
  const { book, bookable, text } = useBook();
  const now = useNow();
  if (book.hold === null || bookable === null) return null;
  const { until } = book.hold.held;
  const minutes = Math.floor((until - now) / 60_000);
  const at = shortTime(wallOf(until, bookable.time_zone).time);
  return (
    <p className="hold">
      <Words>
        {now >= until ? text.hold.over : minutes < 1 ? text.hold.short(at) : text.hold.left(minutes, at)}
      </Words>
    </p>
  );
}
