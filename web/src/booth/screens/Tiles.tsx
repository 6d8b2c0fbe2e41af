import { Button as AriaButton } from 'react-aria-components';
import { guideText } from '../../features/guide/text';
import { useLanguage, useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Words } from '../../ui/Words';
import { Heading } from '../frame/Heading';
import { Screen } from '../frame/Screen';
import { TileIcon } from '../TileIcon';
import { useBooth, useBoothState, useWords } from '../useBooth';
import { nameOf, rings } from '../visit';

const PER_PAGE = 6;

export function Tiles({ page }: { readonly page: number }) {
  const booth = useBooth();
  const { info, guided } = useBoothState();
  const { language } = useLanguage();
  const t = useWords();
  const { enter } = useText(guideText);
  const subjects = info?.subjects ?? [];
  const pages = Math.max(1, Math.ceil(subjects.length / PER_PAGE));
  const how = subjects.length === 0 ? t.tiles.none : t.tiles.how;
  const turnTo = (page: number) => booth.tell({ type: 'page', page });
  return (
    <Screen onBack={() => booth.tell({ type: 'back' })}>
      <Heading aloud={[how]}>{t.tiles.title}</Heading>
      <p>
        <Words>{how}</Words>
      </p>
      <ul className="tiles">
        {subjects.slice(page * PER_PAGE, (page + 1) * PER_PAGE).map((subject) => (
          <li key={subject.id}>
            <AriaButton className="tile" onPress={() => booth.tell({ type: 'choose', subject })}>
              <TileIcon subject={subject.id} />
              <span className="name">
                <Words>{nameOf(subject, language)}</Words>
              </span>
              {!rings(subject.handling) && (
                <span className="elsewhere">
                  <Icon name="info" />
                  <Words>{t.tiles.elsewhere}</Words>
                </span>
              )}
            </AriaButton>
          </li>
        ))}
      </ul>
      {guided.offered && (
        <p className="guide-way">
          <Button
            size="large"
            onPress={() => {
              booth.tell({ type: 'guide' });
              booth.guide.open();
            }}
          >
            <Icon name="help" />
            <Words>{enter}</Words>
          </Button>
        </p>
      )}
      {pages > 1 && (
        <div className="pager">
          <Button size="large" isDisabled={page === 0} onPress={() => turnTo(page - 1)}>
            <Icon name="back" />
            <Words>{t.tiles.previous}</Words>
          </Button>
          <p role="status">{t.tiles.page(page + 1, pages)}</p>
          <Button size="large" isDisabled={page === pages - 1} onPress={() => turnTo(page + 1)}>
            <Words>{t.tiles.following}</Words>
            <Icon name="forward" />
          </Button>
        </div>
      )}
    </Screen>
  );
}
