import type { ReactNode } from 'react';
import { Facts } from '../../features/guide/Facts';
import {
  type Group,
  groundWords,
  groupOf,
  groups,
  inGroup,
  isAdvised,
  type Told,
} from '../../features/guide/grounds';
import { guideText } from '../../features/guide/text';
import type * as walks from '../../features/guide/walk';
import { open, restart } from '../../features/guide/walk';
import type { Advice, GuidePoint, SchemeId } from '../../generated/protocol';
import { useLanguage, useText } from '../../i18n/language';
import { Button, ToggleButton } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Words } from '../../ui/Words';
import { Heading } from '../frame/Heading';
import { useRowsThatFit } from '../frame/rows';
import { useBooth, useBoothState, useWord } from '../useBooth';
import { Pointed } from './Question';
import { TakeAlong } from './TakeAlong';

/** Which part of the list is seen, which page of it, and which scheme is read. */
export interface Listing {
  readonly part: Group | 'answers';
  readonly page: number;
  readonly scheme: SchemeId | null;
}

export const firstPage: Listing = { part: 'usable', page: 0, scheme: null };

/** The schemes: what this person can use, what to ask about, and all others with why not; the answers, to be mended. */
export function Schemes({
  walk,
  advice,
  pointed,
  listing,
  onList,
}: {
  readonly walk: walks.Walking;
  readonly advice: Advice;
  readonly pointed: GuidePoint | null;
  readonly listing: Listing;
  readonly onList: (listing: Listing) => void;
}) {
  const { guide } = useBooth();
  const { visit } = useBoothState();
  const t = useText(guideText);
  const word = useWord();
  const { part, scheme } = listing;
  const at = pointed !== null && 'scheme' in pointed ? pointed.scheme : null;
  const told = findScheme(advice, scheme);
  if (told !== null) return <Scheme advice={advice} told={told} isPointed={at === scheme} />;
  const reasons = advice.outcome.reasons.map(({ words }) => word(words));
  const lead = part === 'answers' ? [] : [t.lead[part]];
  return (
    <div className="guide-list">
      <div className="head">
        <Heading aloud={[...reasons, ...lead]} onRequest={visit.at === 'call'}>
          {t.found(advice.usable.length)}
        </Heading>
        {reasons.map((words) => (
          <p key={words} className="help">
            <Words>{words}</Words>
          </p>
        ))}
      </div>
      <fieldset className="switch parts">
        <legend className="visually-hidden">{t.title}</legend>
        {([...groups, 'answers'] as const).map((one) => (
          <ToggleButton
            key={one}
            size="large"
            isSelected={one === part}
            onChange={() => onList({ part: one, page: 0, scheme: null })}
          >
            <Words>{one === 'answers' ? t.groups.answers : t.groups[one](advice[one].length)}</Words>
          </ToggleButton>
        ))}
      </fieldset>
      <TakeAlong walk={walk} advice={advice} />
      <div className="rows">
        <PointedAt told={findScheme(advice, at)} onOpen={(scheme) => onList({ ...listing, scheme })} />
        {part === 'answers' ? (
          <>
            <Answers walk={walk} listing={listing} onList={onList} />
            <Button
              size="large"
              onPress={() => {
                onList(firstPage);
                guide.act(restart);
              }}
            >
              <Icon name="again" />
              <Words>{t.restart}</Words>
            </Button>
          </>
        ) : (
          <Rows
            key={part}
            told={inGroup(advice, part)}
            group={part}
            at={at}
            listing={listing}
            onList={onList}
          />
        )}
      </div>
    </div>
  );
}

function findScheme(advice: Advice, scheme: SchemeId | null): Told | null {
  return groups.flatMap((group) => inGroup(advice, group)).find((told) => told.scheme === scheme) ?? null;
}

/** What an officer points at may stand on another page: it is named, and one touch opens it. */
function PointedAt({
  told,
  onOpen,
}: {
  readonly told: Told | null;
  readonly onOpen: (scheme: SchemeId) => void;
}) {
  const t = useText(guideText);
  const word = useWord();
  return (
    <div role="status">
      {told !== null && (
        <p className="pointed-at">
          <Icon name="highlight" />
          <span>
            <Words>{t.pointed}</Words>
            <strong>
              <Words>{word(told.name)}</Words>
            </strong>
          </span>
          <Button size="large" onPress={() => onOpen(told.scheme)}>
            <Words>{t.details}</Words>
          </Button>
        </p>
      )}
    </div>
  );
}

function Rows({
  told,
  group,
  at,
  listing,
  onList,
}: {
  readonly told: readonly Told[];
  readonly group: Group;
  readonly at: SchemeId | null;
  readonly listing: Listing;
  readonly onList: (listing: Listing) => void;
}) {
  const t = useText(guideText);
  const word = useWord();
  const { language } = useLanguage();
  const line = (one: Told) => {
    const [ground] = one.because;
    if (isAdvised(one)) return word(one.about);
    return ground === undefined ? '' : groundWords(ground, false, language);
  };
  return (
    <Paged all={told} none={t.noneOf[group]} listing={listing} onList={onList}>
      {(one) => (
        <div key={one.scheme} data-highlighted={one.scheme === at || undefined}>
          <dt>
            <Words>{word(one.name)}</Words>
          </dt>
          <dd>
            <Words>{line(one)}</Words>
          </dd>
          <dd>
            <Button size="large" onPress={() => onList({ ...listing, scheme: one.scheme })}>
              <span>
                <Words>{t.details}</Words>
                <span className="visually-hidden">
                  <Words>{`：${word(one.name)}`}</Words>
                </span>
              </span>
            </Button>
          </dd>
        </div>
      )}
    </Paged>
  );
}

function Answers({
  walk,
  listing,
  onList,
}: {
  readonly walk: walks.Walking;
  readonly listing: Listing;
  readonly onList: (listing: Listing) => void;
}) {
  const { guide } = useBooth();
  const t = useText(guideText);
  const word = useWord();
  return (
    <Paged all={walk.stand.answered} none={t.empty} listing={listing} onList={onList}>
      {({ question, ask, words }) => (
        <div key={question}>
          <dt>
            <Words>{word(ask)}</Words>
          </dt>
          <dd>
            <Words>{word(words)}</Words>
          </dd>
          <dd>
            <Button size="large" onPress={() => guide.act((walk) => open(walk, question))}>
              <span>
                <Words>{t.change}</Words>
                <span className="visually-hidden">
                  <Words>{`：${word(ask)}`}</Words>
                </span>
              </span>
            </Button>
          </dd>
        </div>
      )}
    </Paged>
  );
}

/** As many rows as fit, and the way to the others: nothing scrolls. */
function Paged<Row>({
  all,
  none,
  listing,
  onList,
  children,
}: {
  readonly all: readonly Row[];
  readonly none: string;
  readonly listing: Listing;
  readonly onList: (listing: Listing) => void;
  readonly children: (row: Row) => ReactNode;
}) {
  const t = useText(guideText);
  const { list, perPage } = useRowsThatFit<HTMLDListElement>();
  const pages = Math.max(1, Math.ceil(all.length / perPage));
  const page = Math.min(listing.page, pages - 1);
  const turnTo = (page: number) => onList({ ...listing, page });
  return (
    <>
      {all.length === 0 && (
        <p>
          <Words>{none}</Words>
        </p>
      )}
      <dl className="answers" ref={list}>
        {all.slice(page * perPage, (page + 1) * perPage).map(children)}
      </dl>
      {pages > 1 && (
        <div className="pager">
          <Button size="large" isDisabled={page === 0} onPress={() => turnTo(page - 1)}>
            <Icon name="back" />
            <Words>{t.previous}</Words>
          </Button>
          <p role="status">{t.page(page + 1, pages)}</p>
          <Button size="large" isDisabled={page === pages - 1} onPress={() => turnTo(page + 1)}>
            <Words>{t.following}</Words>
            <Icon name="forward" />
          </Button>
        </div>
      )}
    </>
  );
}

function Scheme({
  advice,
  told,
  isPointed,
}: {
  readonly advice: Advice;
  readonly told: Told;
  readonly isPointed: boolean;
}) {
  const { visit } = useBoothState();
  const { language } = useLanguage();
  const word = useWord();
  const about = isAdvised(told) ? [told.about, told.place, told.bring].map(word) : [];
  return (
    <div className="guide-scheme" data-highlighted={isPointed || undefined}>
      <Heading aloud={about} onRequest={visit.at === 'call'}>
        {word(told.name)}
      </Heading>
      {isPointed && <Pointed />}
      <Facts told={told} group={groupOf(advice, told.scheme) ?? 'others'} language={language} />
    </div>
  );
}
