import { Button as AriaButton } from 'react-aria-components';
import { guideText } from '../../features/guide/text';
import type { Subject } from '../../generated/protocol';
import { useLanguage, useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Words } from '../../ui/Words';
import { Heading } from '../frame/Heading';
import { Screen } from '../frame/Screen';
import { TileIcon } from '../TileIcon';
import { useBooth, useBoothState, useWords } from '../useBooth';
import { isDiscreet, nameOf, rings } from '../visit';

const PER_PAGE = 6;

/** The tiles: of what nobody is to read from three metres one alone, always on the first page. */
function tilesOf(subjects: readonly Subject[]): (Subject | 'discreet')[] {
  const named = subjects.filter((subject) => !isDiscreet(subject));
  if (named.length === subjects.length) return named;
  return [...named.slice(0, PER_PAGE - 1), 'discreet', ...named.slice(PER_PAGE - 1)];
}

export function Tiles({ page }: { readonly page: number }) {
  const booth = useBooth();
  const { info, guided } = useBoothState();
  const t = useWords();
  const { enter } = useText(guideText);
  const tiles = tilesOf(info?.subjects ?? []);
  const pages = Math.max(1, Math.ceil(tiles.length / PER_PAGE));
  const how = tiles.length === 0 ? t.tiles.none : t.tiles.how;
  const turnTo = (page: number) => booth.tell({ type: 'page', page });
  return (
    <Screen onBack={() => booth.tell({ type: 'back' })}>
      <Heading aloud={[how]}>{t.tiles.title}</Heading>
      <p>
        <Words>{how}</Words>
      </p>
      <ul className="tiles">
        {tiles.slice(page * PER_PAGE, (page + 1) * PER_PAGE).map((tile) =>
          tile === 'discreet' ? (
            <li key={tile}>
              <AriaButton className="tile" onPress={() => booth.tell({ type: 'discreet' })}>
                <TileIcon subject="public-assistance" />
                <span className="name">
                  <Words>{t.discreet.title}</Words>
                </span>
              </AriaButton>
            </li>
          ) : (
            <li key={tile.id}>
              <SubjectTile subject={tile} />
            </li>
          ),
        )}
      </ul>
      {guided.offered && (
        <p className="guide-way">
          <Button size="large" onPress={booth.openGuide}>
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

function SubjectTile({ subject }: { readonly subject: Subject }) {
  const booth = useBooth();
  const { language } = useLanguage();
  const t = useWords();
  return (
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
  );
}
