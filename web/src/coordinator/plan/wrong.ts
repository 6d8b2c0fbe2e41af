import type { FieldProblem } from '../../generated/protocol';

/** What is wrong, in words, by the path of its field. */
export type Wrong = Readonly<Record<string, string>>;

/** The paths that have a field of their own; what is wrong elsewhere is told above. */
const FIELDS = [
  'title',
  'section',
  'sites',
  'subjects',
  'days/days',
  'days/from',
  'days/until',
  'days/dates',
  'hours/opens',
  'hours/closes',
  'unit_minutes',
  'seats',
  'interpreter',
  'except',
];

/** The server's errors at this opening's own fields; those of other parts keep their whole path. */
export function atFields(errors: readonly FieldProblem[], at: number): Wrong {
  const prefix = `openings/${at}/`;
  return Object.fromEntries(
    errors.map(({ path, message }) => {
      if (!path.startsWith(prefix)) return [path, message];
      const rest = path.slice(prefix.length);
      // An error of one item of a list is told beside the list.
      return [FIELDS.find((field) => rest === field || rest.startsWith(`${field}/`)) ?? rest, message];
    }),
  );
}
