/** Figures of a bench, shown and kept as those of the `bench` crate are. */
import { mkdir, writeFile } from 'node:fs/promises';

export interface Figure {
  /** Stable and dotted: `call.first_frame_ms.desk.p50`. */
  name: string;
  value: number;
  unit: string;
  /** What we want it to be, where we have a wish. */
  goal?: number;
  /** How it was taken. */
  note?: string;
}

/** Prints the table and writes `target/bench/<area>.json`. */
export async function write(area: string, figures: Figure[]): Promise<void> {
  for (const { name, value, unit, goal } of figures) {
    const wish = goal === undefined ? '' : `  (goal ${goal})`;
    console.log(`${name.padEnd(44)} ${value.toFixed(3).padStart(12)} ${unit.padEnd(8)}${wish}`);
  }
  await mkdir('target/bench', { recursive: true });
  await writeFile(`target/bench/${area}.json`, `${JSON.stringify(figures, undefined, 2)}\n`);
}
