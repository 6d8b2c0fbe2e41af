import { useEffect, useState } from 'react';
import type { Body, Publication, PublicationReview } from '../../generated/protocol';
import { useAsked } from '../../http/useAsked';
import { useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Notice } from '../../ui/Notice';
import type { OpenDraft } from '../draft/draft';
import { Asking } from '../frame/Asking';
import { Versions } from '../publish/Versions';
import { useServices } from '../services';
import { Differences } from './Differences';
import type { Comparison, PublicationDraft } from './drafting';
import { contentOf } from './edit';
import { Found } from './Found';
import { namesText } from './names';
import { publicationPagesText } from './page-text';
import { groupsOf } from './verdicts';

type Said =
  | { readonly is: 'published'; readonly version: number }
  | { readonly is: 'rolled'; readonly version: number }
  | { readonly is: 'discarded'; readonly body: Body }
  | { readonly is: 'failed'; readonly words: string };

/** 確かめて公開する: what would change, whose verdict, what stands against it; then the act, and the way back. */
export function ReviewPage({
  draft,
  state,
  zone,
}: {
  readonly draft: PublicationDraft;
  readonly state: OpenDraft<Publication, Body, Comparison>;
  readonly zone: string;
}) {
  const text = useText(publicationPagesText);
  const { api } = useServices();
  const { kept, value, saving } = state;
  const { id, version, revision } = kept;
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<Said | null>(null);
  const { asked, again } = useAsked(`${revision}/${version}`, () => api.reviewPublication(id));
  // What was typed last is part of what is reviewed.
  useEffect(() => void draft.flush(), [draft]);

  const publish = async () => {
    setBusy(true);
    const answer = await api.publishPublication(id, revision);
    setBusy(false);
    await draft.load();
    if (answer.is === 'ok') return setSaid({ is: 'published', version: answer.value.version });
    if (answer.is === 'unreachable') return setSaid({ is: 'failed', words: text.publishFailed });
    again();
    const why = answer.code === 'stale-tag' ? text.stale : `${text.publishFailed}${answer.title}`;
    setSaid({ is: 'failed', words: why });
  };
  const rollback = async (to: number) => {
    const answer = await api.rollbackPublication(id, to);
    await draft.load();
    if (answer.is === 'ok') return setSaid({ is: 'rolled', version: to });
    setSaid({ is: 'failed', words: answer.is === 'refused' ? answer.title : text.unreachable });
  };
  const discard = async () => {
    const answer = await api.discardPublication(id, revision);
    if (answer.is !== 'ok') {
      return setSaid({ is: 'failed', words: answer.is === 'refused' ? answer.title : text.unreachable });
    }
    if (answer.value.published === null) {
      location.hash = 'publications';
      return;
    }
    await draft.load();
    setSaid({ is: 'discarded', body: value });
  };

  return (
    <div className="publish">
      <div aria-live="polite">
        {said?.is === 'published' && (
          <Notice kind="done">
            <p>{text.published(String(said.version))}</p>
            {said.version > 1 && (
              <Button onPress={() => void rollback(said.version - 1)}>{text.takeBack}</Button>
            )}
          </Notice>
        )}
        {said?.is === 'rolled' && <Notice kind="done">{text.rolled(String(said.version))}</Notice>}
        {said?.is === 'discarded' && (
          <Notice kind="done">
            <p>{text.discarded}</p>
            <Button
              onPress={() => {
                draft.edit(said.body, null);
                setSaid(null);
              }}
            >
              {text.restore}
            </Button>
          </Notice>
        )}
        {said?.is === 'failed' && <Notice kind="harm">{said.words}</Notice>}
      </div>
      {kept.draft === null && saving.is === 'saved' ? (
        <p>{text.nothing}</p>
      ) : (
        <Asking asked={asked} again={again}>
          {(review) => (
            <Judged
              review={review}
              body={value}
              id={id}
              canPublish={saving.is === 'saved' && review.revision === revision && !busy}
              busy={busy}
              onPublish={() => void publish()}
              onDiscard={() => void discard()}
            />
          )}
        </Asking>
      )}
      <Versions
        current={version}
        zone={zone}
        ask={() => api.publicationVersions(id)}
        lead={text.rollbackLead}
        onRollback={rollback}
      />
    </div>
  );
}

function Judged({
  review,
  body,
  id,
  canPublish,
  busy,
  onPublish,
  onDiscard,
}: {
  readonly review: PublicationReview;
  readonly body: Body;
  readonly id: Publication['id'];
  readonly canPublish: boolean;
  readonly busy: boolean;
  readonly onPublish: () => void;
  readonly onDiscard: () => void;
}) {
  const text = useText(publicationPagesText);
  const [asking, setAsking] = useState(false);
  const blocked = review.flaws.length > 0;
  const { differences } = review;
  return (
    <>
      <Found found={review} content={contentOf(body)} id={id} />
      <section>
        <h3>{text.changes(String(differences.length))}</h3>
        <Differences list={differences.slice(0, MANY)} />
        {differences.length > MANY && (
          <details>
            <summary>{text.more(String(differences.length - MANY))}</summary>
            <Differences list={differences.slice(MANY)} />
          </details>
        )}
      </section>
      {body.is === 'screening' && !blocked && <VerdictChanges review={review} />}
      <div className="do">
        {blocked && <Notice kind="harm">{text.blockedPublish}</Notice>}
        <div className="acts">
          <Button onPress={() => setAsking(true)}>{text.discard}</Button>
          <Button kind="primary" size="large" isDisabled={blocked || !canPublish} onPress={onPublish}>
            {busy ? text.publishing : text.publish}
          </Button>
        </div>
      </div>
      {asking && (
        <Dialog title={text.discardTitle} role="alertdialog" onClose={() => setAsking(false)}>
          <p>{text.discardLead}</p>
          <div className="acts">
            <Button onPress={() => setAsking(false)}>{text.cancel}</Button>
            <Button
              kind="harm"
              onPress={() => {
                setAsking(false);
                onDiscard();
              }}
            >
              {text.discard}
            </Button>
          </div>
        </Dialog>
      )}
    </>
  );
}

/** As many differences, and as many lines of changed verdicts, as are shown at once. */
const MANY = 12;
const LINES = 40;

function VerdictChanges({ review }: { readonly review: PublicationReview }) {
  const text = useText(publicationPagesText);
  const names = useText(namesText);
  const groups = groupsOf(review.verdicts);
  const all = groups.reduce((sum, { combinations }) => sum + combinations, 0);
  const called = (verdict: (typeof groups)[number]['before']) =>
    verdict === null ? names.none : names.verdicts[verdict];
  return (
    <section className="verdict-changes">
      <h3>{text.verdicts(String(all))}</h3>
      {all === 0 ? (
        <p>{text.verdictsNone}</p>
      ) : (
        <>
          <p className="help">{text.verdictsLead}</p>
          {groups.map(({ before, after, combinations, changes }) => (
            <details key={`${before} ${after}`} open={groups.length === 1 && changes.length <= LINES}>
              <summary>{text.verdictGroup(called(before), called(after), String(combinations))}</summary>
              <ul className="changes">
                {changes.map((change) => (
                  <li key={`${change.tree} ${change.words}`} data-how="changed">
                    {change.words} <strong>{text.combinations(String(change.combinations))}</strong>
                  </li>
                ))}
              </ul>
            </details>
          ))}
        </>
      )}
    </section>
  );
}
