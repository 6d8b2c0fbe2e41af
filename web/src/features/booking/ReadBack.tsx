import { useEffect, useRef, useState } from 'react';
import type { Bookable, Booking } from '../../generated/protocol';
import { languageTag, useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { grouped } from './code';
import { readBack, readBackCopy, spell } from './readback';
import { siteOf } from './sites';
import { bookingText } from './text';

/** What to read to the caller, in large type; again with a word for each letter of the code. */
export function ReadBack({
  booking,
  bookable,
  onNext,
}: {
  readonly booking: Booking;
  readonly bookable: Bookable;
  readonly onNext: () => void;
}) {
  const { reading: text } = useText(bookingText);
  const [round, setRound] = useState(0);
  const [copied, setCopied] = useState<boolean | null>(null);
  const title = useRef<HTMLHeadingElement>(null);
  // Each reading begins at its top.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a further round is what it waits for
  useEffect(() => {
    title.current?.focus();
  }, [round]);
  const { language, code } = booking;
  const beside = {
    site: siteOf(bookable, booking.time.site),
    subject: bookable.subjects.find(({ subject }) => subject === booking.subject),
    timeZone: bookable.time_zone,
  };
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(readBackCopy(booking, beside));
      setCopied(true);
    } catch {
      setCopied(false);
    }
  };
  const signs = spell(code, language);
  return (
    <div className="reading">
      <div>
        <h3 ref={title} tabIndex={-1}>
          {text.title}
        </h3>
        <p role="status">{round === 0 ? text.lead : text.leadAgain}</p>
      </div>
      <ol className="sentences" lang={languageTag(language)}>
        {readBack(booking, beside, round > 0).map(({ part, words }) => (
          <li key={part} data-part={part}>
            {words}
          </li>
        ))}
      </ol>
      <div className="said">
        <p>
          {text.code} <strong>{grouped(code)}</strong>
        </p>
        <ol lang={languageTag(language)}>
          {signs.map(({ sign, said, clearly }, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a code may have a sign twice
            <li key={place}>
              <strong>{sign}</strong>
              <span>{round === 0 ? said : clearly}</span>
            </li>
          ))}
        </ol>
      </div>
      <div className="acts">
        <p role="status">{copied !== null && (copied ? text.copied : text.notCopied)}</p>
        <Button onPress={() => void copy()}>{text.copy}</Button>
        <Button onPress={() => setRound(round + 1)}>{text.again}</Button>
        <Button kind="primary" onPress={onNext}>
          {text.next}
        </Button>
      </div>
    </div>
  );
}
