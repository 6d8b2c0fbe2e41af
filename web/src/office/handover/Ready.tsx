import { useState } from 'react';
import { ListTable } from '../../frame/ListTable';
import type { ApplicationId, ApplicationRow } from '../../generated/protocol';
import { inLanguage } from '../../i18n/in-language';
import { useLanguage, useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Check } from '../../ui/Checks';
import { Notice } from '../../ui/Notice';
import { addressOf } from '../page';
import { useMoment } from '../services';
import { chosenOf, toggled } from './handover';
import { handoverText } from './text';

/** What can be put into a hand-over, and what of it is chosen. */
export function Ready({
  rows,
  more,
  chosen,
  busy,
  onChoose,
  onPrepare,
}: {
  readonly rows: readonly ApplicationRow[];
  /** Whether there are more than are shown. */
  readonly more: boolean;
  readonly chosen: ReadonlySet<ApplicationId>;
  readonly busy: boolean;
  readonly onChoose: (chosen: ReadonlySet<ApplicationId>) => void;
  readonly onPrepare: (ids: readonly ApplicationId[]) => void;
}) {
  const text = useText(handoverText);
  const { language } = useLanguage();
  const moment = useMoment();
  const [tried, setTried] = useState(false);
  const ids = chosenOf(rows, chosen);
  if (rows.length === 0) return <p className="empty">{text.none}</p>;
  const prepare = () => {
    setTried(ids.length === 0);
    if (ids.length > 0) onPrepare(ids);
  };
  return (
    <>
      <div className="tools">
        <Button onPress={() => onChoose(new Set(rows.map(({ id }) => id)))}>{text.all}</Button>
        <Button isDisabled={ids.length === 0} onPress={() => onChoose(new Set())}>
          {text.clear}
        </Button>
      </div>
      <ListTable
        label={text.ready}
        heads={[text.pick, text.receipt, text.form, text.section, text.submitted]}
      >
        {rows.map((row) => (
          <tr key={row.id}>
            <td>
              <Check value={chosen.has(row.id)} onChange={() => onChoose(toggled(chosen, row.id))}>
                <span className="visually-hidden">{text.pickOf(row.receipt)}</span>
              </Check>
            </td>
            <th scope="row">
              <a href={addressOf({ page: 'application', id: row.id })}>{row.receipt}</a>
            </th>
            <td>{inLanguage(row.title, language)}</td>
            <td>{row.section_name}</td>
            <td>{moment(row.submitted_at)}</td>
          </tr>
        ))}
      </ListTable>
      {more && <p>{text.more}</p>}
      {tried && ids.length === 0 && (
        <Notice kind="harm" live="now">
          {text.missing}
        </Notice>
      )}
      <Button kind="primary" isDisabled={busy} onPress={prepare}>
        {text.prepare(ids.length)}
      </Button>
    </>
  );
}
