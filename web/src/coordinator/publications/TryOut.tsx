import { useMemo, useState } from 'react';
import { isDate } from '../../calendar/dates';
import { useDates } from '../../calendar/era';
import type {
  Body,
  Guide,
  Language,
  PublicationId,
  Screening,
  SiteAttributes,
  SubjectAttributes,
  TreeId,
  Trial,
} from '../../generated/protocol';
import { useAsked } from '../../http/useAsked';
import { languageNames, useText } from '../../i18n/language';
import { Choice, TextField } from '../../ui/Field';
import { useServices } from '../services';
import { contentOf } from './edit';
import { Found } from './Found';
import { namesText } from './names';
import { publicationPagesText } from './page-text';
import { AdviceShown, DecisionShown } from './Results';
import type { Checked, DraftRules } from './rules';
import { TryWalk } from './TryWalk';
import { type Attribute, isList, LISTS, OF_SITE, OF_SUBJECT, shown, valueName } from './words';

const LANGUAGES: readonly Language[] = ['ja', 'easy', 'en'];

/** この日に試す: the draft as a booth shows it, on whichever day, to its end. */
export function TryOut({
  body,
  rules,
  found,
  today,
  id,
}: {
  readonly body: Body;
  readonly rules: DraftRules;
  readonly found: Checked;
  readonly today: string;
  readonly id: PublicationId;
}) {
  const text = useText(publicationPagesText);
  const dates = useDates();
  const [day, setDay] = useState(today);
  const [language, setLanguage] = useState<Language>('ja');
  if (found.flaws.length > 0) {
    return (
      <>
        <p>{text.blocked}</p>
        <Found found={found} content={contentOf(body)} id={id} />
      </>
    );
  }
  const isDay = isDate(day);
  const on = { day, language, rules };
  return (
    <div className="try">
      <div className="filters">
        <TextField
          label={text.date}
          type="date"
          value={day}
          onChange={setDay}
          help={isDay ? dates.long(day) : undefined}
          {...(!isDay && { problem: text.dateWrong })}
        />
        <Choice
          label={text.language}
          options={LANGUAGES.map((key) => ({ key, words: languageNames[key] }))}
          value={language}
          onChange={setLanguage}
        />
      </div>
      {isDay &&
        (body.is === 'guide' ? (
          <TryGuide guide={body.guide} {...on} />
        ) : (
          <TryScreening screening={body.screening} {...on} />
        ))}
    </div>
  );
}

interface On {
  readonly day: string;
  readonly language: Language;
  readonly rules: DraftRules;
}

function TryGuide({ guide, ...on }: On & { readonly guide: Guide }) {
  return (
    <TryWalk tree={guide.tree} {...on}>
      {(answers) => {
        const advice = on.rules.advise(guide, answers, on.day);
        return advice === null ? null : <AdviceShown advice={advice} language={on.language} />;
      }}
    </TryWalk>
  );
}

const PLAIN_SUBJECT: SubjectAttributes = {
  documents: 'none',
  money: false,
  sensitivity: 'low',
  kiosk: false,
  danger: false,
  reach: 'whole',
};
const PLAIN_SITE: SiteAttributes = {
  seclusion: 'open',
  handset: true,
  earphone: false,
  document_camera: false,
  printer: false,
  attendant: false,
};

function TryScreening({ screening, ...on }: On & { readonly screening: Screening }) {
  const text = useText(publicationPagesText);
  const names = useText(namesText);
  const { api } = useServices();
  const { asked } = useAsked('', api.trial);
  const [subject, setSubject] = useState(PLAIN_SUBJECT);
  const [site, setSite] = useState(PLAIN_SITE);
  const [chosen, setChosen] = useState<TreeId | null>(null);
  const tree = screening.trees.find(({ id }) => id === chosen) ?? screening.trees[0];
  const trial: Trial | null = asked.is === 'loaded' ? asked.value : null;
  const fields = (
    <div className="attributes">
      <Choice
        label={text.tree}
        options={screening.trees.map(({ id, title }) => ({ key: id, words: shown(names, title.ja) }))}
        value={tree?.id ?? null}
        onChange={setChosen}
      />
      <AttributeFields attributes={OF_SUBJECT} of={subject} onChange={setSubject} />
      <AttributeFields attributes={OF_SITE} of={site} onChange={setSite} />
    </div>
  );
  return (
    <>
      {trial === null ? (
        fields
      ) : (
        <>
          <Places trial={trial} onSubject={setSubject} onTree={setChosen} onSite={setSite} />
          <details>
            <summary>{text.attributes}</summary>
            {fields}
          </details>
        </>
      )}
      {tree !== undefined && (
        <TryWalk key={tree.id} tree={tree} {...on}>
          {(answers) => {
            const decision = on.rules.decide(screening, { subject, site, tree: tree.id }, answers, on.day);
            if (decision === null) return null;
            const rule = screening.rules.find(({ id }) => id === decision.rule);
            return (
              <DecisionShown
                decision={decision}
                rule={shown(names, rule?.title)}
                verdict={names.verdicts[decision.verdict]}
                language={on.language}
              />
            );
          }}
        </TryWalk>
      )}
    </>
  );
}

/** The ward's own subjects and sites. */
function Places({
  trial,
  onSubject,
  onTree,
  onSite,
}: {
  readonly trial: Trial;
  readonly onSubject: (about: SubjectAttributes) => void;
  readonly onTree: (tree: TreeId) => void;
  readonly onSite: (about: SiteAttributes) => void;
}) {
  const text = useText(publicationPagesText);
  const [subject, setSubject] = useState<string | null>(null);
  const [site, setSite] = useState<string | null>(null);
  const subjects = useMemo(
    () => trial.subjects.filter(({ about, tree }) => about !== null && tree !== null),
    [trial],
  );
  return (
    <div className="filters">
      <Choice
        label={text.subject}
        placeholder={text.choose}
        options={subjects.map((one) => ({ key: one.subject, words: one.name }))}
        value={subject}
        onChange={(next) => {
          const one = subjects.find((other) => other.subject === next);
          setSubject(next);
          if (one?.about != null) onSubject(one.about);
          if (one?.tree != null) onTree(one.tree);
        }}
      />
      <Choice
        label={text.site}
        placeholder={text.choose}
        options={trial.sites.map((one) => ({ key: one.site, words: one.name }))}
        value={site}
        onChange={(next) => {
          const one = trial.sites.find((other) => other.site === next);
          setSite(next);
          if (one !== undefined) onSite(one.about);
        }}
      />
    </div>
  );
}

function AttributeFields<T extends SubjectAttributes | SiteAttributes>({
  attributes,
  of,
  onChange,
}: {
  readonly attributes: readonly (keyof T & Attribute)[];
  readonly of: T;
  readonly onChange: (next: T) => void;
}) {
  const names = useText(namesText);
  return attributes.map((attribute) => {
    const name: Attribute = attribute;
    const label = names.attributes[name];
    if (isList(name)) {
      const values: readonly string[] = LISTS[name];
      return (
        <Choice
          key={attribute}
          label={label}
          options={values.map((key) => ({ key, words: valueName(names, name, key) }))}
          value={String(of[attribute])}
          onChange={(next) => onChange({ ...of, [attribute]: next })}
        />
      );
    }
    return (
      <Choice
        key={attribute}
        label={label}
        options={[
          { key: 'yes', words: names.yes },
          { key: 'no', words: names.no },
        ]}
        value={of[attribute] === true ? 'yes' : 'no'}
        onChange={(next) => onChange({ ...of, [attribute]: next === 'yes' })}
      />
    );
  });
}
