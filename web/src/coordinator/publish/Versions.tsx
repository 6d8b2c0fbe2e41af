import { useState } from 'react';
import { wallOf } from '../../calendar/dates';
import { useDates } from '../../calendar/era';
import { shortTime } from '../../calendar/times';
import { ListTable } from '../../frame/ListTable';
import type { PublicationVersion } from '../../generated/protocol';
import { useAsked } from '../../http/useAsked';
import { useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import type { Answer } from '../api';
import { Asking } from '../frame/Asking';
import { publishText } from './text';

/** What is told of a version, whatever was published. */
type Version = Pick<PublicationVersion, 'version' | 'at' | 'by' | 'rolled_back_to'>;

/** Everything that was published, and the way back to it. */
export function Versions({
  current,
  zone,
  ask,
  lead,
  onRollback,
}: {
  /** The newest version. */
  readonly current: number;
  readonly zone: string;
  readonly ask: () => Promise<Answer<readonly Version[]>>;
  /** What going back means. */
  readonly lead: string;
  readonly onRollback: (version: number) => Promise<void>;
}) {
  const text = useText(publishText);
  const dates = useDates();
  const { asked, again } = useAsked(String(current), ask);
  const [asking, setAsking] = useState<number | null>(null);
  const moment = (at: number) => {
    const { date, time } = wallOf(at, zone);
    return `${dates.long(date)} ${shortTime(time)}`;
  };
  return (
    <section>
      <h2>{text.versions}</h2>
      <Asking asked={asked} again={again}>
        {(versions) =>
          versions.length === 0 ? (
            <p>{text.none}</p>
          ) : (
            <ListTable label={text.versions} heads={[text.version, text.at, text.by, text.note]}>
              {versions.map(({ version, at, by, rolled_back_to }) => (
                <tr key={version}>
                  <th scope="row">{version}</th>
                  <td>{moment(at)}</td>
                  <td>{by ?? text.operator}</td>
                  <td>
                    {rolled_back_to !== null && <span>{text.again(String(rolled_back_to))} </span>}
                    {version === current ? (
                      <strong>{text.current}</strong>
                    ) : (
                      <Button onPress={() => setAsking(version)}>{text.rollbackOf(String(version))}</Button>
                    )}
                  </td>
                </tr>
              ))}
            </ListTable>
          )
        }
      </Asking>
      {asking !== null && (
        <Dialog title={text.rollbackTitle(String(asking))} role="alertdialog" onClose={() => setAsking(null)}>
          <p>{lead}</p>
          <div className="acts">
            <Button onPress={() => setAsking(null)}>{text.cancel}</Button>
            <Button
              kind="primary"
              onPress={() => {
                setAsking(null);
                void onRollback(asking);
              }}
            >
              {text.rollback}
            </Button>
          </div>
        </Dialog>
      )}
    </section>
  );
}
