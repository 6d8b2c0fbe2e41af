import type { ReactNode } from 'react';

/** A list as a real table. Wider than its place it scrolls by itself, by the arrow keys as well. */
export function ListTable({
  label,
  heads,
  className = '',
  children,
}: {
  readonly label: string;
  readonly heads: readonly string[];
  /** Where its cells look otherwise than in other lists. */
  readonly className?: string;
  /** The rows. */
  readonly children: ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <div className="table-scroll" role="group" aria-label={label} tabIndex={0}>
      <table className={`list ${className}`}>
        <thead>
          <tr>
            {heads.map((words) => (
              <th key={words} scope="col">
                {words}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
