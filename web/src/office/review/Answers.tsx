import type { Row, Value } from '../../features/sheet/rows';
import type { FieldProblem } from '../../generated/protocol';
import { useLanguage, useText } from '../../i18n/language';
import { Icon } from '../../ui/Icon';
import { computedOf, labelOf, partsOf } from './lines';
import type { Open } from './review';
import { reviewText } from './text';

const lineId = (path: string) => `line-${path.replaceAll('/', '-')}`;

/** The answers as the form asks them, each with what the formal check found, and all of that once more above. */
export function Answers({ review }: { readonly review: Open }) {
  const text = useText(reviewText);
  const { language } = useLanguage();
  const { application, definition } = review;
  const { findings, proposed } = application;
  const parts = partsOf(definition, application, language);
  const computed = computedOf(definition, application.computed, language);
  const asked = new Map(application.correction?.reasons.map(({ path, words }) => [path, words]));
  return (
    <div className="answers">
      <Findings review={review} />
      <section>
        <h2>{text.answers}</h2>
        <ul className="quiet legend">
          <li>{text.privateHelp}</li>
          {proposed.length > 0 && <li>{text.proposedHelp}</li>}
        </ul>
        {parts.map((part) => (
          <section key={part.id} className="part" aria-labelledby={`part-${part.id}`}>
            <h3 id={`part-${part.id}`}>{part.title}</h3>
            <dl>
              {part.rows.map((row) => (
                <Line
                  key={row.path}
                  row={row}
                  byStaff={proposed.includes(row.path)}
                  found={findings.filter(({ path }) => path === row.path)}
                  asked={asked.get(row.path) ?? null}
                />
              ))}
            </dl>
          </section>
        ))}
        {computed.length > 0 && (
          <section className="part" aria-labelledby="part-computed">
            <h3 id="part-computed">{text.computed}</h3>
            <dl>
              {computed.map(({ path, label, value, of }) => (
                <div key={path} className="line">
                  <dt>{label}</dt>
                  <dd>{text.computedWords[of](Number(value).toLocaleString('ja-JP'))}</dd>
                </div>
              ))}
            </dl>
          </section>
        )}
      </section>
    </div>
  );
}

/** Everything that was found, each leading to its field. */
function Findings({ review }: { readonly review: Open }) {
  const text = useText(reviewText);
  const { language } = useLanguage();
  const { findings } = review.application;
  return (
    <section className="found" data-some={findings.length > 0 || undefined}>
      <h2>{text.findings}</h2>
      <p>{findings.length === 0 ? text.findingsNone : text.findingsCount(findings.length)}</p>
      {findings.length > 0 && (
        <ul>
          {findings.map(({ path, code, message }) => (
            <li key={`${path} ${code}`}>
              <button type="button" className="to-line" onClick={() => toLine(path)}>
                {text.finding(labelOf(review.definition, path, language), message)}
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function toLine(path: string): void {
  const line = document.getElementById(lineId(path));
  line?.scrollIntoView({ block: 'center' });
  line?.focus({ preventScroll: true });
}

function Line({
  row,
  byStaff,
  found,
  asked,
}: {
  readonly row: Row;
  readonly byStaff: boolean;
  readonly found: readonly FieldProblem[];
  /** What was asked of the applicant last. */
  readonly asked: string | null;
}) {
  const text = useText(reviewText);
  return (
    <div className="line" id={lineId(row.path)} tabIndex={-1} data-found={found.length > 0 || undefined}>
      <dt>
        {row.label}
        {row.private && (
          <span className="tag">
            <Icon name="lock" />
            {text.private}
          </span>
        )}
        {byStaff && (
          <span className="tag" data-staff>
            <Icon name="note" />
            {text.proposed}
          </span>
        )}
      </dt>
      <dd>
        <Answer value={row.value} />
        {found.map(({ code, message }) => (
          <span key={code} className="finding">
            <Icon name="warning" />
            {message}
          </span>
        ))}
        {asked !== null && <span className="quiet">{text.finding(text.asked, asked)}</span>}
      </dd>
    </div>
  );
}

function Answer({ value }: { readonly value: Value }) {
  const text = useText(reviewText);
  if (value.is === 'words') return <span className="value">{value.words}</span>;
  if (value.is === 'agreed') return <span className="value">{text.agreed}</span>;
  return <span className="quiet">{text.empty}</span>;
}
