import type { PublicationId } from '../../generated/protocol';

export const TABS = ['edit', 'try', 'review'] as const;
export type Tab = (typeof TABS)[number];

/** What the page shows: `#publications/<id>/<tab>/<path in the draft>`. */
export type Route =
  | { readonly is: 'list' }
  | { readonly is: 'one'; readonly id: PublicationId; readonly tab: Tab; readonly path: string };

export function routeOf(hash: string): Route {
  const [, id, tab, ...path] = hash.replace(/^#/, '').split('/').map(decodeURIComponent);
  if (id === undefined || id === '') return { is: 'list' };
  return { is: 'one', id, tab: TABS.find((one) => one === tab) ?? 'edit', path: path.join('/') };
}

export function hashOf(id: PublicationId, tab: Tab, path = ''): string {
  return `#publications/${id}/${tab}${path === '' ? '' : `/${path}`}`;
}

/** The list whose item a path names or lies in, and which; the basics where there is none. */
export function sectionOf(path: string): { readonly list: string | null; readonly place: number | null } {
  const parts =
    /^((?:tree|trees\/\d+)\/(?:questions|outcomes)|schemes|rules|reasons|trees)(?:\/(\d+))?(?:\/|$)/.exec(
      path,
    );
  if (parts === null) return { list: null, place: null };
  return { list: parts[1] ?? null, place: parts[2] === undefined ? null : Number(parts[2]) };
}
