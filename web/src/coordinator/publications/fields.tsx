import { type ReactNode, useState } from 'react';
import { isDate } from '../../calendar/dates';
import { useDates } from '../../calendar/era';
import type { Tree, Words } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import { half } from '../../i18n/widths';
import { Button } from '../../ui/Button';
import { Check } from '../../ui/Checks';
import { Choice, TextField } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import { at, move, put, remove } from './edit';
import { told, useEditing } from './editing';
import { namesText } from './names';
import { noWords } from './templates';
import { publicationsText } from './text';
import { keyOf, targetOf, targetsOf } from './words';

const LANGUAGES = ['ja', 'easy', 'en'] as const;

/** One text in three languages, side by side. */
export function WordsAt({
  path,
  label,
  rows = 2,
}: {
  readonly path: string;
  readonly label: string;
  readonly rows?: number;
}) {
  const text = useText(publicationsText);
  const { content, found, change } = useEditing();
  const words = (at(content, path) as Words | undefined) ?? noWords;
  return (
    <fieldset className="words-at">
      <legend>{label}</legend>
      {LANGUAGES.map((language) => (
        <div key={language} data-path={`${path}/${language}`}>
          <TextField
            label={
              <>
                <span className="visually-hidden">{label} </span>
                {text.languages[language]}
              </>
            }
            rows={rows}
            autoComplete="off"
            value={words[language] ?? ''}
            onChange={(value) => {
              const kept = value === '' && language !== 'ja' ? null : value;
              change(path, (before) => put(before, path, { ...words, [language]: kept }), true);
            }}
            help={warned(told(found.warnings, `${path}/${language}`))}
            problem={told(found.flaws, `${path}/${language}`)}
          />
        </div>
      ))}
    </fieldset>
  );
}

function warned(message: string | undefined): ReactNode {
  return message === undefined ? undefined : <span className="warned">{message}</span>;
}

/** Words that may be left out as a whole. */
export function OptionalWords({
  path,
  label,
  choose,
}: {
  readonly path: string;
  readonly label: string;
  /** What the box says that brings them in. */
  readonly choose: string;
}) {
  const { content, change } = useEditing();
  const there = (at(content, path) ?? null) !== null;
  return (
    <div className="optional-words">
      <Check
        value={there}
        onChange={(value) => change(path, (before) => put(before, path, value ? noWords : null))}
      >
        {choose}
      </Check>
      {there && <WordsAt path={path} label={label} />}
    </div>
  );
}

/** One line that only coordinators read. */
export function TextAt({ path, label }: { readonly path: string; readonly label: string }) {
  const { content, found, change } = useEditing();
  return (
    <div data-path={path}>
      <TextField
        label={label}
        autoComplete="off"
        value={String(at(content, path) ?? '')}
        onChange={(value) => change(path, (before) => put(before, path, value), true)}
        problem={told(found.flaws, path)}
      />
    </div>
  );
}

/** A day. One that may be left out is null then. */
export function DateAt({
  path,
  label,
  help,
  optional = false,
}: {
  readonly path: string;
  readonly label: string;
  readonly help?: string;
  readonly optional?: boolean;
}) {
  const dates = useDates();
  const { content, found, change } = useEditing();
  const value = (at(content, path) as string | null | undefined) ?? '';
  return (
    <div data-path={path}>
      <TextField
        label={label}
        type="date"
        help={isDate(value) ? dates.long(value) : help}
        value={value}
        onChange={(next) =>
          change(path, (before) => put(before, path, next === '' && optional ? null : next), true)
        }
        problem={told(found.flaws, path)}
      />
    </div>
  );
}

/** A whole number, as it is typed; what is none stays in the field and is told. */
export function NumberAt({
  path,
  label,
  optional = false,
}: {
  readonly path: string;
  readonly label: string;
  readonly optional?: boolean;
}) {
  const text = useText(publicationsText);
  const { content, found, change } = useEditing();
  const kept = (at(content, path) as number | null | undefined) ?? null;
  const [typed, setTyped] = useState<string | null>(null);
  // Undo, or somebody else, may have changed it meanwhile.
  const shown = typed !== null && isNumber(typed, optional) && read(typed) !== kept ? null : typed;
  const wrong = shown !== null && !isNumber(shown, optional);
  return (
    <div data-path={path}>
      <TextField
        label={label}
        inputMode="numeric"
        autoComplete="off"
        value={shown ?? (kept === null ? '' : String(kept))}
        onChange={(next) => {
          setTyped(next);
          if (isNumber(next, optional)) change(path, (before) => put(before, path, read(next)), true);
        }}
        problem={wrong ? text.number : told(found.flaws, path)}
      />
    </div>
  );
}

function isNumber(typed: string, optional: boolean): boolean {
  const plain = half(typed).trim();
  return plain === '' ? optional : /^-?\d{1,7}$/.test(plain);
}

function read(typed: string): number | null {
  const plain = half(typed).trim();
  return plain === '' ? null : Number(plain);
}

/** つぎは: the question or outcome that follows. */
export function TargetAt({ path, label }: { readonly path: string; readonly label?: string }) {
  const text = useText(publicationsText);
  const names = useText(namesText);
  const { content, found, change } = useEditing();
  const [base = ''] = /^(?:trees\/\d+|tree(?=\/))/.exec(path) ?? [];
  const tree = at(content, base) as Tree;
  const target = at(content, path) as Tree['start'] | undefined;
  const [question] = /^(tree|trees\/\d+)\/questions\/\d+/.exec(path) ?? [];
  const own = question === undefined ? null : `question/${String(at(content, `${question}/id`))}`;
  // A question that leads to itself would be asked for ever.
  const options = targetsOf(names, tree).filter(({ key }) => key !== own);
  const key = target === undefined ? '' : keyOf(target);
  return (
    <div data-path={path}>
      <Choice
        label={label ?? text.next}
        placeholder={text.choose}
        options={options}
        value={options.some((one) => one.key === key) ? key : null}
        onChange={(next) => change(path, (before) => put(before, path, targetOf(next)))}
        problem={told(found.flaws, path)}
      />
    </div>
  );
}

/** What is wrong with a place that is no field. */
export function FlawAt({ path, inside = false }: { readonly path: string; readonly inside?: boolean }) {
  const { found } = useEditing();
  const flaw = told(found.flaws, path, inside);
  const warning = told(found.warnings, path, inside);
  if (flaw === undefined && warning === undefined) return null;
  return (
    <p className={flaw === undefined ? 'warned' : 'problem'} data-path={path}>
      {flaw ?? warning}
    </p>
  );
}

/** Up, down and away, for a row of a list. `name`: which row, for whoever does not see where the buttons stand. */
export function RowActs({
  path,
  count,
  name,
}: {
  readonly path: string;
  /** How many rows there are. */
  readonly count: number;
  readonly name: string;
}) {
  const text = useText(publicationsText);
  const { change } = useEditing();
  const place = Number(path.slice(path.lastIndexOf('/') + 1));
  return (
    <div className="row-acts">
      {count > 1 && (
        <>
          <Button
            aria-label={text.of(name, text.up)}
            isDisabled={place === 0}
            onPress={() => change(path, (before) => move(before, path, -1))}
          >
            <Icon name="up" />
            {text.up}
          </Button>
          <Button
            aria-label={text.of(name, text.down)}
            isDisabled={place === count - 1}
            onPress={() => change(path, (before) => move(before, path, 1))}
          >
            <Icon name="down" />
            {text.down}
          </Button>
        </>
      )}
      <Button
        aria-label={text.of(name, text.remove)}
        onPress={() => change(path, (before) => remove(before, path))}
      >
        <Icon name="remove" />
        {text.remove}
      </Button>
    </div>
  );
}

/** Adds something to a list. */
export function AddAt({ words, onAdd }: { readonly words: string; readonly onAdd: () => void }) {
  return (
    <Button onPress={onAdd}>
      <Icon name="add" />
      {words}
    </Button>
  );
}
