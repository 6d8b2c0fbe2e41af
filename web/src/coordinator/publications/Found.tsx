import type { FieldProblem, PublicationId } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import { Notice } from '../../ui/Notice';
import type { Content } from './edit';
import { namesText } from './names';
import { hashOf } from './route';
import type { Checked } from './rules';
import { publicationsText } from './text';
import { placeWords } from './words';

/** Everything that is wrong with a draft, and what should be looked at, each with the way to its place. */
export function Found({
  found,
  content,
  id,
}: {
  readonly found: Checked;
  readonly content: Content;
  readonly id: PublicationId;
}) {
  const text = useText(publicationsText);
  const { flaws, warnings } = found;
  const isFew = flaws.length <= FEW;
  return (
    <>
      {flaws.length > 0 && (
        <Notice kind="harm" live="polite">
          <strong>{text.flaws(String(flaws.length))}</strong>
          {isFew ? (
            <Places list={flaws} content={content} id={id} />
          ) : (
            <details>
              <summary>{text.showAll}</summary>
              <Places list={flaws} content={content} id={id} />
            </details>
          )}
        </Notice>
      )}
      {warnings.length > 0 && (
        <Notice kind="act">
          <details>
            <summary>{text.warnings(String(warnings.length))}</summary>
            <Places list={warnings} content={content} id={id} />
          </details>
        </Notice>
      )}
    </>
  );
}

/** As many flaws as are shown at once. */
const FEW = 5;

function Places({
  list,
  content,
  id,
}: {
  readonly list: readonly FieldProblem[];
  readonly content: Content;
  readonly id: PublicationId;
}) {
  const text = useText(publicationsText);
  const names = useText(namesText);
  return (
    <ul className="places">
      {list.map(({ path, code, message }) => (
        <li key={`${path} ${code} ${message}`}>
          <a href={hashOf(id, 'edit', path)}>{text.found(placeWords(names, content, path), message)}</a>
        </li>
      ))}
    </ul>
  );
}
