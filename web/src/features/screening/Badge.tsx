import type { ScreenedAs } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import { Icon } from '../../ui/Icon';
import { Words } from '../../ui/Words';
import './badge.css';
import { verdictText } from './text';

/** What a screening said before it rang, as staff read it in a row, at a call and beside the form. */
export function Badge({ screened }: { readonly screened: ScreenedAs | null }) {
  const text = useText(verdictText);
  if (screened === null) return null;
  const { verdict, disagrees } = screened;
  return (
    <p className="screened-as">
      <span className="badge" data-verdict={verdict}>
        <span className="visually-hidden">{text.screened} </span>
        <Words>{text.verdicts[verdict]}</Words>
      </span>
      {disagrees && (
        <strong className="disagrees">
          <Icon name="person" />
          <Words>{text.disagrees}</Words>
        </strong>
      )}
    </p>
  );
}
