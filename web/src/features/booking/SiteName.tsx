import type { BookingRow } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import './in-person.css';
import { rowText } from './row-text';

/** Where a booking is, in a list of staff. */
export function SiteName({ row: { site_name: name, counter } }: { readonly row: BookingRow }) {
  return (
    <span>
      {name} {counter === true && <InPerson />}
    </span>
  );
}

/** 来庁: at the ward office's counter. */
export function InPerson() {
  return <span className="in-person">{useText(rowText).counter}</span>;
}
