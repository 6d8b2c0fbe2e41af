import type { ReactNode } from 'react';
import { useDates } from '../../calendar/era';
import { statusText } from '../../features/application/status-text';
import { inLanguage } from '../../i18n/in-language';
import { useLanguage, useText } from '../../i18n/language';
import { useMoment } from '../services';
import type { Open } from './review';
import { reviewText } from './text';

/** Which application it is, and how it stands. */
export function Head({ review }: { readonly review: Open }) {
  const text = useText(reviewText);
  const status = useText(statusText);
  const { language } = useLanguage();
  const dates = useDates();
  const moment = useMoment();
  const { row, identity, helped } = review.application;
  return (
    <section className="head">
      <h2>{inLanguage(row.title, language)}</h2>
      <dl className="facts">
        <Fact name={text.receipt}>
          <strong className="tel">{row.receipt}</strong>
        </Fact>
        <Fact name={text.status}>
          <strong>{status[row.status]}</strong>
        </Fact>
        <Fact name={text.submitted}>{moment(row.submitted_at)}</Fact>
        <Fact name={text.section}>{row.section_name}</Fact>
        <Fact name={text.helped}>{helped.length === 0 ? text.helpedNobody : helped.join('、')}</Fact>
        <Fact name={text.identity}>{text.identities[identity]}</Fact>
        <Fact name={text.reviewer}>{row.reviewer ?? text.nobody}</Fact>
        <Fact name={text.form}>{text.version(row.version)}</Fact>
        {row.status === 'correction' && row.correct_by !== null && (
          <Fact name={text.correctBy}>{dates.long(row.correct_by)}</Fact>
        )}
        {row.erase_on !== null && (
          <Fact name={text.eraseOn}>
            {dates.long(row.erase_on)}
            <span className="quiet">{text.eraseHelp}</span>
          </Fact>
        )}
      </dl>
    </section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
