import { useState } from 'react';
import type { Finding } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { weekText } from './text';

/** As many that keep a plan from being published are always told. */
const GRAVE = 3;

/** The conflicts of the draft in sentences, the gravest first. */
export function Findings({
  findings,
  few,
  onGo,
}: {
  readonly findings: readonly Finding[];
  /** How many are told at first, where more would push something else out of sight; all by default. */
  readonly few?: number;
  /** Shows where it is. */
  readonly onGo?: (finding: Finding) => void;
}) {
  const text = useText(weekText);
  const [all, setAll] = useState(false);
  if (findings.length === 0) return null;
  const grave = findings.filter(({ gravity }) => gravity === 'blocks').length;
  const shown =
    all || few === undefined ? findings : findings.slice(0, Math.max(few, Math.min(grave, GRAVE)));
  return (
    <Notice kind={grave > 0 ? 'harm' : 'act'} live="polite">
      <h3>{text.findings(String(findings.length))}</h3>
      <ul className="findings">
        {shown.map((finding) => (
          <li key={`${finding.why}/${finding.opening}/${finding.date}`}>
            <span className="mark" data-gravity={finding.gravity}>
              {text[finding.gravity]}
            </span>
            <span>{finding.sentence}</span>
            {onGo !== undefined && <Button onPress={() => onGo(finding)}>{text.goThere}</Button>}
          </li>
        ))}
      </ul>
      {shown.length < findings.length && (
        <Button onPress={() => setAll(true)}>{text.allFindings(String(findings.length))}</Button>
      )}
    </Notice>
  );
}
