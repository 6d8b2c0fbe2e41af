import type { ReactNode } from 'react';
import { useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { at, duplicate, insert, listAt, move, remove } from './edit';
import { countAt, useEditing } from './editing';
import { AddAt, FlawAt } from './fields';
import { namesText } from './names';
import { publicationsText } from './text';
import { itemNames } from './words';

/** A list at the left, and the item that was chosen at the right. */
export function Items({
  list,
  title,
  place,
  href,
  note,
  add,
  make,
  newId,
  children,
}: {
  /** Its path. */
  readonly list: string;
  readonly title: string;
  /** Which item is shown; null where none is. */
  readonly place: number | null;
  readonly href: (path: string) => string;
  /** What is said of an item beside its name. */
  readonly note?: (item: unknown) => string;
  /** What the button says that adds one. */
  readonly add: string;
  readonly make: () => unknown;
  readonly newId: () => string;
  /** The fields of the item that is shown. */
  readonly children: (path: string) => ReactNode;
}) {
  const text = useText(publicationsText);
  const names = useText(namesText);
  const { content, found, change, go } = useEditing();
  const items = listAt(content, list);
  const called = itemNames(names, content, list);
  const path = place !== null && place < items.length ? `${list}/${place}` : null;
  const goTo = (next: number) => go(next < 0 ? list : `${list}/${next}`);
  const turn = (by: -1 | 1) => {
    if (path === null || place === null) return;
    change(path, (before) => move(before, path, by));
    goTo(place + by);
  };
  return (
    <div className="master">
      <section className="items" aria-label={title}>
        <FlawAt path={list} />
        {items.length === 0 && <p>{text.emptyList}</p>}
        <ol>
          {items.map((item, nth) => {
            const here = `${list}/${nth}`;
            const [flaws, warnings] = [countAt(found.flaws, here), countAt(found.warnings, here)];
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: an imported id may stand twice; the place does not
              <li key={nth}>
                <a href={href(here)} aria-current={nth === place ? 'true' : undefined}>
                  <span className="item-name">
                    {nth + 1}. {called[nth]}
                  </span>
                  {note !== undefined && <span className="item-note">{note(item)}</span>}
                  {flaws > 0 && <strong className="problem">{text.flawCount(String(flaws))}</strong>}
                  {flaws === 0 && warnings > 0 && (
                    <span className="warned">{text.warningCount(String(warnings))}</span>
                  )}
                </a>
              </li>
            );
          })}
        </ol>
        <AddAt
          words={add}
          onAdd={() => {
            const next = place === null ? items.length : place + 1;
            change(list, (before) => insert(before, list, next, make()));
            goTo(next);
          }}
        />
      </section>
      {path !== null && place !== null && (
        <section className="detail" aria-label={called[place] ?? title}>
          <header>
            <h3 tabIndex={-1} data-path={path}>
              {title} {place + 1}
            </h3>
            <div className="row-acts">
              <Button isDisabled={place === 0} onPress={() => turn(-1)}>
                <Icon name="up" />
                {text.up}
              </Button>
              <Button isDisabled={place === items.length - 1} onPress={() => turn(1)}>
                <Icon name="down" />
                {text.down}
              </Button>
              <Button
                onPress={() => {
                  change(path, (before) => duplicate(before, path, newId(), text.copyOf));
                  goTo(place + 1);
                }}
              >
                <Icon name="document" />
                {text.duplicate}
              </Button>
              <Button
                onPress={() => {
                  change(path, (before) => remove(before, path));
                  goTo(Math.min(place, items.length - 2));
                }}
              >
                <Icon name="remove" />
                {text.remove}
              </Button>
            </div>
          </header>
          <div className="detail-fields" key={String(at(content, `${path}/id`))}>
            {children(path)}
          </div>
        </section>
      )}
    </div>
  );
}
