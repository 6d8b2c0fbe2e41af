import { Button } from '../../ui/Button';
import { Icon, type IconName } from '../../ui/Icon';
import { Ruby } from '../../ui/Ruby';
import { Heading } from '../frame/Heading';
import { Screen } from '../frame/Screen';
import { useBooth, useWords } from '../useBooth';
import { type Visit, waitOf } from '../visit';

export function Waiting({ visit }: { readonly visit: Visit & { at: 'ringing' } }) {
  const booth = useBooth();
  const t = useWords();
  const { call, subject } = visit;
  const wait = call === null ? null : waitOf(call.ahead, subject.minutes);
  const notes: [IconName, string][] = [
    ['lock', t.waiting.notes.erased],
    ['cover', t.waiting.notes.cover],
    ['note', t.waiting.notes.write],
  ];
  return (
    <Screen
      rail={
        <Button size="main" onPress={() => booth.tell({ type: 'cancel' })}>
          <Ruby>{t.waiting.cancel}</Ruby>
        </Button>
      }
    >
      <Heading>{t.waiting.title}</Heading>
      <div className="ticket" role="status">
        {call !== null && (
          <>
            <p>
              <Ruby>{t.waiting.ticket}</Ruby>
            </p>
            <p className="number">{call.number}</p>
            <p className="ahead">
              <Ruby>{t.waiting.ahead(call.ahead)}</Ruby>
            </p>
            <p>
              <Ruby>{wait === null ? t.waiting.soon : t.waiting.range(...wait)}</Ruby>
            </p>
          </>
        )}
      </div>
      <section className="meanwhile">
        <h2>
          <Ruby>{t.waiting.meanwhile}</Ruby>
        </h2>
        <ul className="points">
          {notes.map(([icon, words]) => (
            <li key={icon}>
              <Icon name={icon} />
              <span>
                <Ruby>{words}</Ruby>
              </span>
            </li>
          ))}
        </ul>
      </section>
    </Screen>
  );
}
