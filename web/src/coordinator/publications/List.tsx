import { useState } from 'react';
import { isDate } from '../../calendar/dates';
import { useDates } from '../../calendar/era';
import { ListTable } from '../../frame/ListTable';
import type { Body, PublicationId, PublicationRow } from '../../generated/protocol';
import { useAsked } from '../../http/useAsked';
import { inLanguage } from '../../i18n/in-language';
import { useLanguage, useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import { withoutRuby } from '../../ui/ruby-markup';
import { Asking } from '../frame/Asking';
import { useServices } from '../services';
import { FileButton } from './FileButton';
import { publicationPagesText } from './page-text';
import { hashOf } from './route';
import { emptyOf, newGuide, SCREENING } from './templates';

/** Everything that the ward publishes besides hours. */
export function List({ today }: { readonly today: string }) {
  const text = useText(publicationPagesText);
  const { api, newId } = useServices();
  const { asked, again } = useAsked('', api.publications);
  const [failed, setFailed] = useState<string | null>(null);
  const make = async (id: PublicationId, body: Body) => {
    setFailed(null);
    const answer = await api.savePublication(id, body, 0);
    if (answer.is === 'ok') location.hash = hashOf(id, 'edit');
    else if (answer.is === 'unreachable') setFailed(text.unreachable);
    else setFailed(answer.code === 'stale-tag' ? text.exists : `${text.failed}${answer.title}`);
  };
  const makeGuide = () => {
    const guide = newGuide(newId(), today);
    const title = { ja: text.newGuideName, easy: null, en: null };
    return make(guide.tree.id, { is: 'guide', guide: { ...guide, tree: { ...guide.tree, title } } });
  };
  return (
    <>
      <p>{text.lead}</p>
      {failed !== null && (
        <Notice kind="harm" live="now">
          {failed}
        </Notice>
      )}
      <Asking asked={asked} again={again}>
        {(rows) => (
          <>
            {rows.length === 0 ? <p>{text.none}</p> : <Rows rows={rows} />}
            <div className="acts">
              {!rows.some(({ id }) => id === SCREENING) && (
                <Button onPress={() => void make(SCREENING, emptyOf(SCREENING, today))}>
                  <Icon name="add" />
                  {text.newScreening}
                </Button>
              )}
              <Button onPress={() => void makeGuide()}>
                <Icon name="add" />
                {text.newGuide}
              </Button>
              <FileButton
                words={text.fromFile}
                onOpen={(body) => void make(body.is === 'guide' ? body.guide.tree.id : SCREENING, body)}
                onFault={setFailed}
              />
            </div>
          </>
        )}
      </Asking>
    </>
  );
}

function Rows({ rows }: { readonly rows: readonly PublicationRow[] }) {
  const text = useText(publicationPagesText);
  const { language } = useLanguage();
  const dates = useDates();
  return (
    <ListTable
      label={text.list}
      heads={[text.heads.name, text.heads.version, text.heads.from, text.heads.state]}
    >
      {rows.map(({ id, title, version, effective_from: from, has_draft: hasDraft }) => {
        const name = withoutRuby(inLanguage(title, language));
        return (
          <tr key={id}>
            <th scope="row">
              <a href={hashOf(id, 'edit')} aria-label={text.open(name)}>
                {name}
              </a>
            </th>
            <td>{version === 0 ? text.unpublished : text.version(String(version))}</td>
            <td>{from !== null && isDate(from) ? dates.long(from) : ''}</td>
            <td>{hasDraft ? <strong>{text.changing}</strong> : text.asPublished}</td>
          </tr>
        );
      })}
    </ListTable>
  );
}
