import { useState } from 'react';
import { guideText } from '../../features/guide/text';
import * as walks from '../../features/guide/walk';
import type { Guide } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import { Words } from '../../ui/Words';
import { Heading } from '../frame/Heading';
import { useBooth, useBoothState, useWord } from '../useBooth';
import type { Guided } from './guided';
import { Question } from './Question';
import { firstPage, Schemes } from './Schemes';
import './guide.css';

/** The guide's middle, and the buttons that belong on the rail under it. `onLeave`: the way out of its first page. */
export function useGuidePanel({ guide, pointed }: Guided, onLeave: () => void) {
  const booth = useBooth();
  const { visit } = useBoothState();
  const t = useText(guideText);
  const [listing, setListing] = useState(firstPage);
  if (guide.is !== 'open') return { middle: <Before guide={guide} />, onBack: onLeave, rail: null };
  const { walk } = guide;
  const question = walks.questionOf(walk);
  const act = booth.guide.act;
  if (question !== null) {
    return {
      middle: <Question key={question.id} walk={walk} question={question} pointed={pointed} />,
      onBack: walks.isFirst(walk) ? onLeave : () => act(walks.back),
      rail: (
        <Button kind="primary" size="main" onPress={() => act(walks.next)}>
          <Words>{t.next}</Words>
          <Icon name="forward" />
        </Button>
      ),
    };
  }
  if (walk.advice === null) return null;
  const isReading = listing.scheme !== null;
  return {
    middle: (
      <Schemes walk={walk} advice={walk.advice} pointed={pointed} listing={listing} onList={setListing} />
    ),
    onBack: isReading
      ? () => setListing({ ...listing, scheme: null })
      : () => {
          setListing(firstPage);
          act(walks.back);
        },
    rail:
      visit.at === 'guide' ? (
        <Button kind="primary" size="main" onPress={() => booth.tell({ type: 'back' })}>
          <Icon name="call" />
          <Words>{t.talk}</Words>
        </Button>
      ) : null,
  };
}

/** It is fetched, could not be, or one is to be chosen. */
function Before({ guide }: { readonly guide: Exclude<Guided['guide'], { is: 'open' }> }) {
  const booth = useBooth();
  const t = useText(guideText);
  const word = useWord();
  if (guide.is === 'choosing') {
    const { guides } = guide;
    return (
      <div className="guide-choice">
        <Heading aloud={guides.map(({ tree }) => word(tree.title))}>
          {guides.length === 0 ? t.none : t.which}
        </Heading>
        {guides.map((one) => (
          <Button key={one.tree.id} size="main" onPress={() => void booth.guide.choose(one)}>
            <Words>{word(one.tree.title)}</Words>
          </Button>
        ))}
      </div>
    );
  }
  if (guide.is === 'failed') {
    return (
      <Notice kind="harm" live="now">
        <p>
          <Words>{t.failed}</Words>
        </p>
        <Button size="main" onPress={() => booth.guide.open(guide.guide)}>
          <Words>{t.again}</Words>
        </Button>
      </Notice>
    );
  }
  return (
    <p role="status">
      <Words>{t.opening}</Words>
    </p>
  );
}

/** In a call: what an officer suggests, until the resident has said yes or no. */
export function Suggested({ guide, onOpen }: { readonly guide: Guide | null; readonly onOpen: () => void }) {
  const booth = useBooth();
  const t = useText(guideText);
  const word = useWord();
  // The live region stands before there is anything to say: only what changes inside it is announced.
  if (guide === null) return <div aria-live="polite" />;
  return (
    <div aria-live="polite">
      <section className="proposal">
        <p>
          <Words>{t.suggested(word(guide.tree.title))}</Words>
        </p>
        <div className="acts">
          <Button size="large" onPress={booth.guide.decline}>
            <Words>{t.later}</Words>
          </Button>
          <Button
            size="large"
            kind="primary"
            onPress={() => {
              onOpen();
              booth.guide.open(guide.tree.id);
            }}
          >
            <Words>{t.open}</Words>
          </Button>
        </div>
      </section>
    </div>
  );
}
