import { useState } from 'react';
import type { CallView, CoveredBy, Privacy } from '../../generated/protocol';
import type { CallClient } from '../../rtc/call';
import { useStore } from '../../store/useStore';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Words } from '../../ui/Words';
import { NotesPanel } from '../call/NotesPanel';
import { Voices } from '../call/Voices';
import { Heading } from '../frame/Heading';
import { HearingWays } from '../hearing/HearingPanel';
import { useBooth, useBoothState, useWords } from '../useBooth';
import './cover.css';

type Cover = Exclude<Privacy, { is: 'off' }>;

/** 画面をかくす: nothing to see from three metres. In a call 筆談 goes on, and the voices may come back alone. */
export function Covered({ privacy }: { readonly privacy: Cover }) {
  const { call, visit } = useBoothState();
  return (
    <main className="covered">
      {visit.at === 'call' && call !== null ? (
        <InCall privacy={privacy} view={visit.call} call={call} />
      ) : (
        <div className="sheet">
          <Said privacy={privacy} />
          <Show />
        </div>
      )}
    </main>
  );
}

function InCall({
  privacy,
  view,
  call,
}: {
  readonly privacy: Cover;
  readonly view: CallView;
  readonly call: CallClient;
}) {
  const { notes } = useBoothState();
  const t = useWords();
  const [writing, setWriting] = useState(false);
  const theirs = notes.some(({ by }) => by !== 'me');
  return (
    <>
      {privacy.is === 'partial' && <CallVoices view={view} call={call} />}
      <div className="sheet" data-writing={writing || undefined}>
        {writing ? <NotesPanel view={view} /> : <Said privacy={privacy} />}
        {view.uncovering === 'asked' ? <Question /> : <Show />}
        {privacy.is === 'partial' && !writing && <HearingWays />}
        <div className="more">
          {privacy.is === 'covered' && <ShowVoices />}
          <Button size="large" onPress={() => setWriting(!writing)}>
            <Icon name="note" />
            <Words>{writing ? t.call.closeNotes : theirs ? t.cover.read : t.call.notes}</Words>
          </Button>
        </div>
      </div>
    </>
  );
}

/** That it is covered, by whom, and what still passes. */
function Said({ privacy }: { readonly privacy: Cover }) {
  const t = useWords();
  const titles: Readonly<Record<CoveredBy, string>> = t.cover.title;
  return (
    <>
      <Heading>{titles[privacy.by]}</Heading>
      <p>
        <Words>{t.cover.how[privacy.is]}</Words>
      </p>
    </>
  );
}

/** `beside`: what is to be done now stands on the rail. */
function Show({ beside = false }: { readonly beside?: boolean }) {
  const booth = useBooth();
  const t = useWords();
  return (
    <Button
      kind={beside ? 'plain' : 'primary'}
      size={beside ? 'large' : 'main'}
      onPress={() => booth.lift('off')}
    >
      <Icon name="uncover" />
      <Words>{t.cover.show}</Words>
    </Button>
  );
}

function ShowVoices() {
  const booth = useBooth();
  const t = useWords();
  return (
    <Button size="large" onPress={() => booth.lift('partial')}>
      <Icon name="speaker" />
      <Words>{t.cover.voices}</Words>
    </Button>
  );
}

/** In the officer's place, beside a private field and after it, until the resident has pictures again. */
export function FieldCovered({
  privacy,
  view,
  call,
}: {
  readonly privacy: Cover;
  readonly view: CallView;
  readonly call: CallClient;
}) {
  const t = useWords();
  return (
    <div className="field-covered">
      {privacy.is === 'partial' && <CallVoices view={view} call={call} />}
      <div role="status">
        <p>
          <strong>
            <Words>{t.cover.title[privacy.by]}</Words>
          </strong>
        </p>
        <p>
          <Words>{t.cover.how[privacy.is]}</Words>
        </p>
        <p>
          <Words>{t.cover.stays}</Words>
        </p>
      </div>
      {view.uncovering === 'asked' ? (
        <Question />
      ) : (
        <div className="more">
          <Show beside />
          {privacy.is === 'covered' && <ShowVoices />}
        </div>
      )}
    </div>
  );
}

/** The officer asks; only the resident lifts the cover. */
function Question() {
  const booth = useBooth();
  const t = useWords();
  return (
    <div className="question" role="alert">
      <p>
        <Words>{t.cover.asked}</Words>
      </p>
      <div className="more">
        <Button size="main" onPress={() => booth.declineUncover()}>
          <Words>{t.cover.no}</Words>
        </Button>
        <Button kind="primary" size="main" onPress={() => booth.lift('off')}>
          <Icon name="uncover" />
          <Words>{t.cover.yes}</Words>
        </Button>
      </div>
    </div>
  );
}

function CallVoices({ view, call }: { readonly view: CallView; readonly call: CallClient }) {
  return <Voices view={view} media={useStore(call)} />;
}
