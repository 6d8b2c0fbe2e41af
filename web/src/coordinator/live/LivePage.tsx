import type { ReactNode } from 'react';
import { ListTable } from '../../frame/ListTable';
import type { Live } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import { useStore } from '../../store/useStore';
import { Notice } from '../../ui/Notice';
import { useNow } from '../../ui/useNow';
import type { PageProps } from '../App';
import { weekText } from '../week/text';
import './live.css';
import { liveText } from './text';

/** Older than this it is no picture of now any more, in milliseconds. */
const OLD_MS = 60_000;

/** いまの様子: who waits, who is there, and how old this is. */
export function LivePage({ live }: PageProps) {
  const text = useText(liveText);
  const heard = useStore(live);
  if (heard.is === 'loading') return <p role="status">{text.loading}</p>;
  if (heard.is !== 'loaded') {
    return (
      <Notice kind="act" live="polite">
        {heard.is === 'forbidden' ? text.forbidden : text.unreachable}
      </Notice>
    );
  }
  return <Known value={heard.value} />;
}

function Known({ value }: { readonly value: Live }) {
  const text = useText(liveText);
  const reasons = useText(weekText).why;
  const age = Math.max(0, useNow() - value.at);
  const online = value.sites.reduce((sum, site) => sum + site.online, 0);
  const booths = value.sites.reduce((sum, site) => sum + site.booths, 0);
  const waits = (seconds: number) =>
    seconds < 60 ? text.underMinute : text.minutes(String(Math.floor(seconds / 60)));
  return (
    <>
      {age > OLD_MS ? (
        <Notice kind="act" live="polite">
          {text.old(String(Math.floor(age / 60_000)))}
        </Notice>
      ) : (
        <p className="quiet">{text.age(String(Math.floor(age / 1_000)))}</p>
      )}
      <dl className="live">
        <Figure name={text.waiting} large>
          {text.people(String(value.waiting))}
        </Figure>
        <Figure name={text.longest} large>
          {value.waiting === 0 ? text.nobody : waits(value.longest_wait)}
        </Figure>
        <Figure name={text.desks} large>
          {text.desksOf(String(value.desks_free), String(value.desks_at_work))}
        </Figure>
        <Figure name={text.booths} large>
          {text.boothsOf(String(online), String(booths))}
        </Figure>
        <Figure name={text.talking}>{text.calls(String(value.talking))}</Figure>
        <Figure name={text.callbacks}>{text.calls(String(value.callbacks))}</Figure>
        <Figure name={text.ahead}>{text.calls(String(value.bookings_ahead))}</Figure>
        <Figure name={text.unconfirmed} href="#bookings">
          {text.calls(String(value.unconfirmed))}
        </Figure>
        <Figure name={text.affected} href="#affected">
          {text.calls(String(value.affected))}
        </Figure>
      </dl>
      <section>
        <h2>{text.sites}</h2>
        <ListTable
          label={text.sites}
          heads={[text.site, text.counter, text.booth, text.waiting, text.talking]}
        >
          {value.sites.map((site) => (
            <tr key={site.site}>
              <th scope="row">{site.name}</th>
              <td>{site.closed === null ? text.open : reasons[site.closed]}</td>
              <td>
                <span data-short={site.online < site.booths || undefined}>
                  {text.boothsOf(String(site.online), String(site.booths))}
                </span>
                {site.out_of_order > 0 && (
                  <span className="quiet"> {text.outOfOrder(String(site.out_of_order))}</span>
                )}
              </td>
              <td className="number">{text.people(String(site.waiting))}</td>
              <td className="number">{text.calls(String(site.talking))}</td>
            </tr>
          ))}
        </ListTable>
      </section>
    </>
  );
}

function Figure({
  name,
  large,
  href,
  children,
}: {
  readonly name: string;
  readonly large?: boolean;
  /** Where something can be done about it. */
  readonly href?: string;
  readonly children: ReactNode;
}) {
  return (
    <div data-large={large}>
      <dt>{href === undefined ? name : <a href={href}>{name}</a>}</dt>
      <dd>{children}</dd>
    </div>
  );
}
