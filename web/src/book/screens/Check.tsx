import { readEmail, readTelephone } from '../../features/booking/contact';
import { withoutRuby } from '../../ui/ruby-markup';
import { Words } from '../../ui/Words';
import { useBook } from '../context';
import { HoldLeft } from '../HoldLeft';
import { Fact, Press, Said, Title, useBusy } from '../parts';
import type { Page } from '../state';
import { Bring, When, Where } from '../What';

/** この内容で予約しますか */
export function Check() {
  const { book, bookable, text, tell, newKey, said } = useBook();
  const { check } = text;
  const busy = useBusy('confirm', 'hold', 'settle');
  const { hold, entries } = book;
  if (hold === null || bookable === null) return null;
  const { time } = hold.held;
  const subject = bookable.subjects.find((one) => one.subject === hold.subject);
  return (
    <>
      <Title>{check.title}</Title>
      <Said />
      <dl className="facts">
        <Fact name={check.subject}>
          {subject !== undefined && <Words>{said(subject.name)}</Words>}
          <Change page="subject" what={check.subject} />
        </Fact>
        <Fact name={check.when}>
          <When time={time} />
          <Change page="time" what={check.when} />
        </Fact>
        <Fact name={check.where}>
          <Where site={time.site} />
          <Change page="place" what={check.where} />
        </Fact>
        <Fact name={check.bring}>
          <Bring subject={hold.subject} />
        </Fact>
        <Fact name={check.telephone}>
          {readTelephone(entries.telephone) ?? <Words>{check.notGiven}</Words>}
          <Change page="contact" what={check.telephone} />
        </Fact>
        <Fact name={check.email}>
          <span className="address">{readEmail(entries.email) ?? <Words>{check.notGiven}</Words>}</span>
          <Change page="contact" what={check.email} />
        </Fact>
      </dl>
      <HoldLeft />
      <Press kind="primary" busy={busy} onPress={() => tell({ type: 'book', key: newKey() })}>
        {busy ? text.busy : check.book}
      </Press>
    </>
  );
}

function Change({ page, what }: { readonly page: Page; readonly what: string }) {
  const { text, tell } = useBook();
  return (
    <button type="button" className="change" onClick={() => tell({ type: 'go', page })}>
      <Words>{text.check.change(withoutRuby(what))}</Words>
    </button>
  );
}
