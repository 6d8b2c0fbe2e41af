import { useState } from 'react';
import { wallOf } from '../../calendar/dates';
import { useDates } from '../../calendar/era';
import { shortTime } from '../../calendar/times';
import { ListTable } from '../../frame/ListTable';
import type { Closure } from '../../generated/protocol';
import { useAsked } from '../../http/useAsked';
import { useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import { useNow } from '../../ui/useNow';
import type { PageProps } from '../App';
import { Asking } from '../frame/Asking';
import { useServices } from '../services';
import { ClosureDialog } from './ClosureDialog';
import { type ClosureEntry, endOf, inOrder, newClosure, scopeName, standingOf } from './closure';
import './closures.css';
import { closuresText } from './text';

type Said =
  | { readonly is: 'closed'; readonly hit: number }
  | { readonly is: 'lifted'; readonly closure: Closure }
  | { readonly is: 'failed'; readonly words: string };

/** 休止: what is closed for once, and the one act that closes everything. */
export function ClosuresPage({ schedule, live }: PageProps) {
  const text = useText(closuresText);
  const { api } = useServices();
  const { asked, again } = useAsked('', api.closures);
  const [doing, setDoing] = useState<ClosureEntry | null>(null);
  const [said, setSaid] = useState<Said | null>(null);
  const { date, time } = wallOf(useNow(), schedule.time_zone);
  const when = useWhen();
  const changed = () => {
    again();
    void live.look();
  };
  const lift = async (closure: Closure) => {
    const answer = await api.lift(closure.id);
    changed();
    if (answer.is === 'ok') setSaid({ is: 'lifted', closure });
    else setSaid({ is: 'failed', words: answer.is === 'refused' ? answer.title : text.unreachable });
  };
  return (
    <div className="closures">
      <div role="status">
        {said?.is === 'closed' && (
          <Notice kind="done">
            <p>{text.done}</p>
            {said.hit > 0 && <a href="#affected">{text.worklist(String(said.hit))}</a>}
          </Notice>
        )}
        {said?.is === 'lifted' && (
          <Notice kind="done">
            <p>{text.lifted}</p>
            <Button onPress={() => setDoing(entryOf(said.closure, date, time))}>
              <Icon name="undo" />
              {text.again}
            </Button>
          </Notice>
        )}
        {said?.is === 'failed' && <Notice kind="harm">{said.words}</Notice>}
      </div>
      <p>{text.lead}</p>
      <div className="start">
        <Button kind="act" size="large" onPress={() => setDoing(newClosure('all', date, shortTime(time)))}>
          <Icon name="pause" />
          {text.suspend}
        </Button>
        <p>{text.suspendHelp}</p>
        <Button onPress={() => setDoing(newClosure('site', date, shortTime(time)))}>
          <Icon name="add" />
          {text.add}
        </Button>
      </div>
      <Asking asked={asked} again={again}>
        {(closures) =>
          closures.length === 0 ? (
            <p className="empty">{text.empty}</p>
          ) : (
            <ListTable label={text.title} heads={[text.what, text.when, text.reason, text.state, text.act]}>
              {inOrder(closures, `${date}T${time}`).map((closure) => {
                const standing = standingOf(closure, `${date}T${time}`);
                const what = scopeName(closure.scope, schedule, text.all);
                return (
                  <tr key={closure.id}>
                    <th scope="row">{what}</th>
                    <td>{when(closure)}</td>
                    <td>
                      {closure.reason}
                      {closure.instead !== '' && <span className="quiet"> {closure.instead}</span>}
                    </td>
                    <td>
                      <strong data-standing={standing}>{text.standings[standing]}</strong>
                    </td>
                    <td>
                      {(standing === 'running' || standing === 'ahead') && (
                        <Button aria-label={text.liftOf(what)} onPress={() => void lift(closure)}>
                          {text.lift}
                        </Button>
                      )}
                    </td>
                  </tr>
                );
              })}
            </ListTable>
          )
        }
      </Asking>
      {doing !== null && (
        <ClosureDialog
          schedule={schedule}
          entry={doing}
          onClosed={(hit) => {
            setDoing(null);
            setSaid({ is: 'closed', hit });
            changed();
          }}
          onClose={() => setDoing(null)}
        />
      )}
    </div>
  );

  /** The same closure once more, from now on where it has begun. */
  function entryOf(closure: Closure, today: string, now: string): ClosureEntry {
    const [fromDate = today, fromTime = now] =
      [closure.from, `${today}T${now}`].sort().at(-1)?.split('T') ?? [];
    const { date: untilDate, time: untilTime } = endOf(closure);
    const { scope } = closure;
    return {
      scope: scope.is,
      site: scope.is === 'site' ? scope.site : null,
      section: scope.is === 'section' ? scope.section : null,
      fromDate,
      fromTime: shortTime(fromTime),
      untilDate,
      untilTime: shortTime(untilTime),
      reason: closure.reason,
      instead: closure.instead,
    };
  }
}

/** From when until when, in words; the same day is told once. */
export function useWhen(): (closure: { readonly from: string; readonly until: string }) => string {
  const text = useText(closuresText);
  const dates = useDates();
  return ({ from, until }) => {
    const [fromDate = '', fromTime = ''] = from.split('T');
    const { date: untilDate, time: untilTime } = endOf({ until });
    const end = untilDate === fromDate ? '' : `${dates.short(untilDate)} `;
    return text.span(`${dates.long(fromDate)} ${shortTime(fromTime)}`, `${end}${shortTime(untilTime)}`);
  };
}
