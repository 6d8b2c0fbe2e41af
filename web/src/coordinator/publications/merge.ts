// Two people changed one thing: what each did, put together. Things with an id are the same thing wherever they stand.

import type { Side } from '../draft/draft';
import { same } from '../draft/same';

export interface Merged<T> {
  readonly value: T;
  /** Where both did something else, by ids: `questions/age/ask/ja`. */
  readonly clashes: readonly string[];
}

type Fields = Readonly<Record<string, unknown>>;

/** Both people's changes. A clash without a choice stays as the other person left it. */
export function merge<T>(base: T, mine: T, theirs: T, choices: ReadonlyMap<string, Side>): Merged<T> {
  const clashes: string[] = [];
  const decide = (path: string, my: unknown, their: unknown): unknown => {
    clashes.push(path);
    return choices.get(path) === 'mine' ? my : their;
  };
  const join = (path: string, was: unknown, my: unknown, their: unknown): unknown => {
    if (same(my, their) || same(was, my)) return their;
    if (same(was, their)) return my;
    if (isFields(my) && isFields(their) && isFields(was) && alike(was, my, their)) {
      const names = [...new Set([...Object.keys(their), ...Object.keys(my)])];
      return Object.fromEntries(
        names.map((name) => [name, join(inside(path, name), was[name], my[name], their[name])]),
      );
    }
    if (hasIds(my) && hasIds(their) && hasIds(was)) return lists(path, was, my, their);
    return decide(path, my, their);
  };
  const lists = (
    path: string,
    was: readonly Named[],
    my: readonly Named[],
    their: readonly Named[],
  ): unknown => {
    const find = (list: readonly Named[], id: string) => list.find((one) => one.id === id);
    const [before, mineNow, theirsNow] = [ids(was), ids(my), ids(their)];
    const kept = (order: string[]) => order.filter((id) => before.includes(id));
    const both = (order: string[]) =>
      kept(order).filter((id) => mineNow.includes(id) && theirsNow.includes(id));
    const [o, m, t] = [both(before), both(mineNow), both(theirsNow)];
    const order =
      same(m, o) || same(m, t)
        ? theirsNow
        : same(t, o)
          ? mineNow
          : (decide(inside(path, 'order'), mineNow, theirsNow) as string[]);
    const joined = woven(order, order === mineNow ? theirsNow : mineNow);
    return joined.flatMap((id) => {
      const [old, one, other] = [find(was, id), find(my, id), find(their, id)];
      const next = join(inside(path, id), old, one, other);
      return next === undefined ? [] : [next];
    });
  };
  const value = join('', base, mine, theirs) as T;
  return { value, clashes };
}

interface Named {
  readonly id: string;
}

/** The first order, with what only the second has behind what it stands behind there. */
function woven(order: readonly string[], other: readonly string[]): string[] {
  const all = [...order];
  other.forEach((id, place) => {
    if (all.includes(id)) return;
    const before = other[place - 1];
    all.splice(before === undefined ? 0 : all.indexOf(before) + 1, 0, id);
  });
  return all;
}

/** One thing in three states, not three things: another kind of question is one change. */
function alike(...all: readonly Fields[]): boolean {
  const isTarget = (one: Fields) => Object.keys(one).length === 1;
  return all.every(({ type }) => type === all[0]?.type) && !all.some(isTarget);
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function hasIds(value: unknown): value is readonly Named[] {
  return Array.isArray(value) && value.every((one) => isFields(one) && typeof one.id === 'string');
}

function ids(list: readonly Named[]): string[] {
  return list.map(({ id }) => id);
}

function inside(path: string, name: string): string {
  return path === '' ? name : `${path}/${name}`;
}
