import { useState } from 'react';
import { useDates } from '../../calendar/era';
import type { Finding } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { weekText } from './text';

/** More of them would push the table out of sight. */
const FEW = 3;

/** The conflicts of the draft in sentences, the gravest first. */
export function Findings({
  findings,
  onGo,
}: {
  readonly findings: readonly Finding[];
  /** Shows where it is. */
  readonly onGo?: (finding: Finding) => void;
}) {
  const text = useText(weekText);
  const dates = useDates();
  const [all, setAll] = useState(false);
  if (findings.length === 0) return null;
  const grave = findings.some(({ gravity }) => gravity === 'blocks');
  return (
    <Notice kind={grave ? 'harm' : 'act'} live="polite">
      <h3>{text.findings(String(findings.length))}</h3>
      <ul className="findings">
        {(all ? findings : findings.slice(0, FEW)).map((finding) => (
          <li key={`${finding.why}/${finding.opening}/${finding.date}`}>
            <span className="mark" data-gravity={finding.gravity}>
              {text[finding.gravity]}
            </span>
            <span>
              {finding.sentence}
              {finding.date !== null &&
                ` ${finding.dates > 1 ? text.onDates(dates.long(finding.date), String(finding.dates)) : text.onDate(dates.long(finding.date))}`}
            </span>
            {onGo !== undefined && <Button onPress={() => onGo(finding)}>{text.goThere}</Button>}
          </li>
        ))}
      </ul>
      {!all && findings.length > FEW && (
        <Button onPress={() => setAll(true)}>{text.allFindings(String(findings.length))}</Button>
      )}
    </Notice>
  );
}
