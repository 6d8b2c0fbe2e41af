import { type FormEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { Icon, type IconName } from '../ui/Icon';
import { Notice } from '../ui/Notice';
import { withoutRuby } from '../ui/ruby-markup';
import { Words } from '../ui/Words';
import { useBook } from './context';
import type { Act, Doing, FaultWord, Field as FieldName } from './state';

/** A button as the browser has it, which every phone's reader knows. While `busy` it keeps the focus and does nothing. */
export function Press({
  kind = 'plain',
  icon,
  busy = false,
  submit = false,
  onPress,
  children,
}: {
  readonly kind?: 'primary' | 'plain' | 'harm';
  readonly icon?: IconName;
  readonly busy?: boolean;
  readonly submit?: boolean;
  readonly onPress?: () => void;
  readonly children: string;
}) {
  return (
    <button
      type={submit ? 'submit' : 'button'}
      className="button"
      data-kind={kind}
      data-size="large"
      aria-disabled={busy || undefined}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onPress?.();
      }}
    >
      {icon !== undefined && <Icon name={icon} />}
      <Words>{children}</Words>
    </button>
  );
}

/** A page's own heading; it takes the focus when the page appears, so that readers begin there. */
export function Title({ id, children }: { readonly id?: string; readonly children: string }) {
  const { text } = useBook();
  const heading = useRef<HTMLHeadingElement>(null);
  const name = withoutRuby(children);
  useEffect(() => {
    document.title = text.documentTitle(name);
  }, [text, name]);
  useEffect(() => {
    window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <h1 id={id} tabIndex={-1} ref={heading}>
      <Words>{children}</Words>
    </h1>
  );
}

/** A question: its form, what is wrong with it, and the way on. */
export function Question({
  title,
  onSubmit,
  children,
}: {
  readonly title: string;
  readonly onSubmit: () => void;
  readonly children: (titleId: string) => ReactNode;
}) {
  const id = useId();
  return (
    <form
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <Title id={id}>{title}</Title>
      <Faults />
      <Said />
      {children(id)}
    </form>
  );
}

/** Where a fault's link leads: an element of this id. */
export const fieldId = (field: FieldName) => `field-${field}`;
const faultId = (field: FieldName) => `fault-${field}`;

/** Everything that is wrong with the page, with links to it; it takes the focus. */
function Faults() {
  const { book, text } = useBook();
  const box = useRef<HTMLElement>(null);
  const { faults, refusals } = book;
  const id = useId();
  // biome-ignore lint/correctness/useExhaustiveDependencies: each refusal takes the focus anew, also with the same faults
  useEffect(() => {
    if (faults.length > 0) box.current?.focus();
  }, [refusals, faults.length]);
  if (faults.length === 0) return null;
  return (
    <section className="faults" tabIndex={-1} ref={box} aria-labelledby={id}>
      <h2 id={id}>
        <Words>{text.faultsTitle}</Words>
      </h2>
      <ul>
        {faults.map(({ field, fault }) => (
          <li key={field}>
            <button type="button" onClick={() => document.getElementById(fieldId(field))?.focus()}>
              <Words>{text.faults[fault]}</Words>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What is wrong with one field. */
export function useFault(field: FieldName): { readonly id: string; readonly fault: FaultWord } | null {
  const found = useBook().book.faults.find((one) => one.field === field);
  return found === undefined ? null : { id: faultId(field), fault: found.fault };
}

export function FaultWords({ field }: { readonly field: FieldName }) {
  const { text } = useBook();
  const found = useFault(field);
  return found === null ? null : (
    <p id={found.id} className="problem">
      <Words>{text.faults[found.fault]}</Words>
    </p>
  );
}

/** One line to type in. `label`: its words stand above it; without, what names it stands elsewhere. */
export function TypedLine({
  id,
  label,
  help,
  problem,
  value,
  onType,
  ...rest
}: {
  readonly id: string;
  readonly label?: string;
  readonly help?: string | undefined;
  readonly problem?: string | undefined;
  readonly value: string;
  readonly onType: (typed: string) => void;
  readonly inputMode?: 'tel' | 'email' | 'text' | 'numeric';
  readonly autoComplete?: string;
  readonly className?: string;
  readonly 'aria-labelledby'?: string;
}) {
  const problemId = `${id}-problem`;
  const described = [help === undefined ? null : `${id}-help`, problem === undefined ? null : problemId];
  return (
    <div className="field">
      {label !== undefined && (
        <label htmlFor={id}>
          <Words>{label}</Words>
        </label>
      )}
      {help !== undefined && (
        <p id={`${id}-help`} className="help">
          <Words>{help}</Words>
        </p>
      )}
      {problem !== undefined && (
        <p id={problemId} className="problem">
          <Words>{problem}</Words>
        </p>
      )}
      <input
        id={id}
        type="text"
        autoCapitalize="none"
        spellCheck={false}
        value={value}
        onChange={(event) => onType(event.target.value)}
        aria-invalid={problem !== undefined}
        aria-describedby={described.filter((one) => one !== null).join(' ') || undefined}
        {...rest}
      />
    </div>
  );
}

/** One line to type in: what is in it is an entry of the booking. */
export function Line({
  field,
  label,
  help,
  ...rest
}: {
  readonly field: 'telephone' | 'email' | 'code';
  readonly label: string;
  readonly help: string;
  readonly inputMode?: 'tel' | 'email' | 'text';
  readonly autoComplete?: string;
  readonly className?: string;
}) {
  const { book, text, tell } = useBook();
  const fault = useFault(field);
  return (
    <TypedLine
      id={fieldId(field)}
      label={label}
      help={help}
      problem={fault === null ? undefined : text.faults[fault.fault]}
      value={book.entries[field]}
      onType={(typed) => tell({ type: 'enter', entries: { [field]: typed } })}
      {...rest}
    />
  );
}

/** A large row with a round button, or with a box. */
export function Row({
  name,
  kind = 'radio',
  id,
  checked,
  onChoose,
  children,
}: {
  readonly name: string;
  readonly kind?: 'radio' | 'checkbox';
  readonly id?: string;
  readonly checked: boolean;
  readonly onChoose: () => void;
  readonly children: ReactNode;
}) {
  return (
    <label className="row">
      <input type={kind} name={name} id={id} checked={checked} onChange={onChoose} />
      <span className="row-words">{children}</span>
    </label>
  );
}

/** What happened, and what an act that came to nothing left. It takes the focus: the button may be far below. */
export function Said() {
  const { book, text, tell } = useBook();
  const box = useRef<HTMLDivElement>(null);
  const { notice, doing } = book;
  const how = doing === null || doing.how.is === 'running' ? null : doing.how;
  useEffect(() => {
    if (notice !== null || how !== null) box.current?.focus();
  }, [notice, how]);
  if (notice === null && how === null) return null;
  const good = notice === 'moved';
  return (
    <div className="said" tabIndex={-1} ref={box}>
      {notice !== null && (
        <Notice kind={good ? 'done' : 'act'} live={good ? 'polite' : 'now'}>
          <p>
            <Words>{text.notices[notice]}</Words>
          </p>
        </Notice>
      )}
      {how !== null && <Hitch how={how} onRetry={() => tell({ type: 'retry' })} />}
    </div>
  );
}

/** An act that came to nothing, and the way to try it again. */
export function Hitch({
  how,
  onRetry,
}: {
  readonly how: Exclude<Doing['how'], { is: 'running' }>;
  readonly onRetry: () => void;
}) {
  const { text } = useBook();
  return (
    <Notice kind="act" live="now" icon={how.is === 'unreachable' ? 'offline' : 'warning'}>
      <p>
        <Words>
          {how.is !== 'busy'
            ? text.doing[how.is]
            : how.seconds === null
              ? text.doing.busy
              : text.doing.wait(Math.max(1, Math.ceil(how.seconds / 60)))}
        </Words>
      </p>
      <Press icon="again" onPress={onRetry}>
        {text.retry}
      </Press>
    </Notice>
  );
}

/** Nobody could tell what can be booked. */
export function NotLoaded() {
  const { text, tell } = useBook();
  return (
    <Notice kind="act" live="now" icon="offline">
      <p>
        <Words>{text.facts.failed}</Words>
      </p>
      <Press icon="again" onPress={() => tell({ type: 'load' })}>
        {text.again}
      </Press>
    </Notice>
  );
}

/** Whether an act of this kind is under way. */
export function useBusy(...kinds: readonly Act['is'][]): boolean {
  const { doing } = useBook().book;
  return doing !== null && doing.how.is === 'running' && kinds.includes(doing.act.is);
}

/** A fact with its name. */
export function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>
        <Words>{name}</Words>
      </dt>
      <dd>{children}</dd>
    </div>
  );
}

/** A name that the city gives in Japanese alone: readers are told so. */
export function Japanese({ children }: { readonly children: string }) {
  const { language } = useBook();
  return <span lang={language === 'en' ? 'ja' : undefined}>{children}</span>;
}
