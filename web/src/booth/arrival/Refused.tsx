import { useLanguage, useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Words } from '../../ui/Words';
import { BookLater } from '../booking/BookLater';
import { momentInWords, whenBooked } from '../booking/when';
import { Heading } from '../frame/Heading';
import { Screen } from '../frame/Screen';
import { Telephone } from '../frame/Telephone';
import { useBooth, useBoothState, useWords } from '../useBooth';
import { isDiscreet, nameOf } from '../visit';
import type { Arrival } from './arrival';
import { texts } from './texts';

/** The code is right, and nobody rings with it now: why, and what next. */
export function Refused({
  arrival: { why, found },
}: {
  readonly arrival: Extract<Arrival, { is: 'refused' }>;
}) {
  const booth = useBooth();
  const { info } = useBoothState();
  const { language } = useLanguage();
  const t = useWords();
  const { refused } = useText(texts);
  const today = booth.today();
  const subject = info?.subjects.find(({ id }) => id === found?.subject);
  const sentences =
    found === null
      ? []
      : [
          refused.booked(whenBooked(found.time, today, language), found.site_name),
          ...(why === 'early' ? [refused.from(momentInWords(found.check_in_from, today, language))] : []),
          ...(why === 'late' ? [refused.until(momentInWords(found.check_in_until, today, language))] : []),
        ];
  const isLate = why === 'late' && subject !== undefined;
  return (
    <Screen
      onBack={isLate ? () => booth.tell({ type: 'back' }) : undefined}
      rail={
        isLate ? (
          <Button kind="primary" size="main" onPress={() => booth.tell({ type: 'choose', subject })}>
            <Words>{refused.ticket}</Words>
          </Button>
        ) : (
          <>
            <Button size="main" onPress={() => booth.tell({ type: 'back' })}>
              <Words>{refused.code}</Words>
            </Button>
            <Button kind="primary" size="main" onPress={() => booth.tell({ type: 'end' })}>
              <Words>{refused.start}</Words>
            </Button>
          </>
        )
      }
    >
      <div className="message">
        <Heading aloud={[...sentences, refused.next[why]]}>{refused.title[why]}</Heading>
        {subject !== undefined && !isDiscreet(subject) && (
          <p className="about">
            <Words>{nameOf(subject, language)}</Words>
          </p>
        )}
        {sentences.map((sentence) => (
          <p key={sentence} className="lead">
            <Words>{sentence}</Words>
          </p>
        ))}
        <p className="lead">
          <Words>{refused.next[why]}</Words>
        </p>
        <div className="keep">
          <Telephone label={t.turnedAway.call(info?.ward_name ?? '')} />
          {isLate && <BookLater book={booth.booking(subject)} />}
        </div>
      </div>
    </Screen>
  );
}
