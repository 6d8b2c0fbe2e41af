import { useDates } from '../../calendar/era';
import { ListTable } from '../../frame/ListTable';
import type { ApplicationRow } from '../../generated/protocol';
import { inLanguage } from '../../i18n/in-language';
import { useLanguage, useText } from '../../i18n/language';
import { addressOf } from '../page';
import { useMoment, useServices } from '../services';
import { worklistText } from './text';
import { isOverdue } from './worklist';

/** Applications, each leading to its own page. */
export function RowsTable({ rows }: { readonly rows: readonly ApplicationRow[] }) {
  const text = useText(worklistText);
  const { language } = useLanguage();
  const moment = useMoment();
  return (
    <ListTable
      label={text.form}
      heads={[text.receipt, text.form, text.section, text.submitted, text.reviewer, text.state]}
    >
      {rows.map((row) => (
        <tr key={row.id}>
          <th scope="row">
            <a href={addressOf({ page: 'application', id: row.id })}>{row.receipt}</a>
          </th>
          <td>{inLanguage(row.title, language)}</td>
          <td>{row.section_name}</td>
          <td>{moment(row.submitted_at)}</td>
          <td>{row.reviewer ?? <span className="quiet">{text.nobody}</span>}</td>
          <td>
            <Standing row={row} />
          </td>
        </tr>
      ))}
    </ListTable>
  );
}

/** What is still to come, until when, or when it is erased. */
function Standing({ row }: { readonly row: ApplicationRow }) {
  const text = useText(worklistText);
  const dates = useDates();
  const { today } = useServices();
  const late = isOverdue(row, today());
  const due = row.status === 'correction' ? row.correct_by : null;
  const erasure = row.erased ? text.erased : row.erase_on && text.eraseOn(dates.long(row.erase_on));
  const none = due === null && !row.corrected && row.papers_missing === 0 && erasure === null;
  if (none) return <span className="quiet">{text.nothing}</span>;
  return (
    <ul className="standing">
      {due !== null && (
        <li data-late={late || undefined}>{late ? text.late(dates.long(due)) : text.due(dates.long(due))}</li>
      )}
      {row.corrected && <li>{text.corrected}</li>}
      {row.papers_missing > 0 && <li>{text.papers(row.papers_missing)}</li>}
      {erasure !== null && <li>{erasure}</li>}
    </ul>
  );
}
