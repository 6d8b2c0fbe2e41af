import { wallOf } from '../calendar/dates';
import { dayInWords } from '../calendar/day';
import { shortTime } from '../calendar/times';
import { siteOf } from '../features/booking/sites';
import type { FreeTime } from '../generated/protocol';
import { Words } from '../ui/Words';
import { useBook } from './context';
import { Japanese } from './parts';

/** 令和8年6月4日（木）10:30〜11:00 */
export function When({ time }: { readonly time: FreeTime }) {
  const { bookable, language } = useBook();
  const zone = bookable?.time_zone ?? 'Asia/Tokyo';
  const span = [time.time, wallOf(time.ends, zone).time].map(shortTime).join(language === 'en' ? '–' : '〜');
  return (
    <>
      <strong className="moment">
        <Words>{dayInWords(time.date, language)}</Words> <span className="whole">{span}</span>
      </strong>
      {time.title !== null && <Japanese>{time.title}</Japanese>}
    </>
  );
}

/** A site, and how to get there. */
export function Where({ site, name }: { readonly site: string; readonly name?: string }) {
  const { bookable, said } = useBook();
  const known = bookable === null ? undefined : siteOf(bookable, site);
  const access = known === undefined ? '' : said(known.access);
  return (
    <>
      <strong>
        <Japanese>{name ?? known?.name ?? ''}</Japanese>
      </strong>
      {access !== '' && <Words>{access}</Words>}
    </>
  );
}

export function Bring({ subject }: { readonly subject: string }) {
  const { bookable, text, said } = useBook();
  const known = bookable?.subjects.find((one) => one.subject === subject);
  const bring = known === undefined ? '' : said(known.bring);
  return <Words>{bring === '' ? text.check.nothing : bring}</Words>;
}
