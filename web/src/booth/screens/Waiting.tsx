import { Button } from '../../ui/Button';
import { Icon, type IconName } from '../../ui/Icon';
import { Words } from '../../ui/Words';
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
          <Words>{t.waiting.cancel}</Words>
        </Button>
      }
    >
      <Heading aloud={notes.map(([, words]) => words)}>{t.waiting.title}</Heading>
      <div className="ticket" role="status">
        {call !== null && (
          <>
            <p>
              <Words>{t.waiting.ticket}</Words>
            </p>
            <p className="number">{call.number}</p>
            <p className="ahead">
              <Words>{t.waiting.ahead(call.ahead)}</Words>
            </p>
            <p>
              <Words>{wait === null ? t.waiting.soon : t.waiting.range(...wait)}</Words>
            </p>
          </>
        )}
      </div>
      <section className="meanwhile">
        <h2>
          <Words>{t.waiting.meanwhile}</Words>
        </h2>
        <ul className="points">
          {notes.map(([icon, words]) => (
            <li key={icon}>
              <Icon name={icon} />
              <Words>{words}</Words>
            </li>
          ))}
        </ul>
      </section>
    </Screen>
  );
}
