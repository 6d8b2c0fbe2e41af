/** The pages, in the order of the menu. */
export const groups = {
  hours: ['week', 'calendars', 'publish', 'explain', 'holidays'],
  guidance: ['publications'],
  bookings: ['bookings', 'affected', 'closures'],
  state: ['live', 'figures'],
} as const;

export type Group = keyof typeof groups;
export type Page = (typeof groups)[Group][number];

/** The page that an address names after its `#`, before what it shows of it; the week without one. */
export function pageOf(hash: string): Page {
  const [name] = hash.replace(/^#/, '').split('/');
  return (
    Object.values(groups)
      .flat()
      .find((page) => page === name) ?? 'week'
  );
}
