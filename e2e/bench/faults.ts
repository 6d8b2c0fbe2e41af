import type { Figure } from '../harness/figures.ts';
import { percentile } from '../harness/media.ts';
import { goBlack, type Terminal } from '../harness/terminal.ts';

/** Each fault; answers when it struck. */
const FAULTS: Record<string, (terminal: Terminal) => Promise<number>> = {
  killed: async (terminal) => signal([await terminal.browser()], 'SIGKILL'),
  hung: async (terminal) => signal([await terminal.browser()], 'SIGSTOP'),
  crashed: async (terminal) => signal(await terminal.renderers(), 'SIGKILL'),
  black: async (terminal) => {
    await terminal.look(goBlack);
    return performance.now();
  },
};

function signal(processes: number[], name: NodeJS.Signals): number {
  const struck = performance.now();
  for (const id of processes) process.kill(id, name);
  return struck;
}

export async function faults(terminal: Terminal, times: number): Promise<Figure[]> {
  const took = new Map<string, number[]>();
  const back = async (figure: string, struck: number) => {
    const up = await terminal.says('the page is up', struck);
    took.set(figure, [...(took.get(figure) ?? []), up - struck]);
    await terminal.isFree();
  };
  for (let n = 0; n < times; n++) {
    for (const [fault, strike] of Object.entries(FAULTS)) {
      // A page that failed twice in a row waits before it is launched; a new supervisor knows of no failure.
      const crashed = performance.now();
      terminal.crash();
      await back('supervisor_back_ms', crashed);
      await back(`page_back_ms.${fault}`, await strike(terminal));
    }
  }
  const note = `median of ${times}; from the fault until the new page answers, drawn`;
  return [...took].map(([name, values]) => {
    return { name: `booth.${name}`, value: percentile(values, 0.5), unit: 'ms', goal: 3_000, note };
  });
}
