/** Whether something weighs after many visits what it weighed after a few. */
import type { City } from '../harness/city.ts';
import type { Figure } from '../harness/figures.ts';
import type { Weight } from '../harness/process.ts';

interface Sample {
  visit: number;
  own: Weight;
  server: Weight;
}

export function flatness(what: string, weight: () => Promise<Weight>, city: City) {
  const samples: Sample[] = [];
  return {
    /** Weighs it after this visit. */
    async weigh(visit: number): Promise<void> {
      samples.push({ visit, own: await weight(), server: await city.weight() });
    },
    /** What grew between the first and the last time. */
    figures(): Figure[] {
      const [first, last] = [samples.at(0), samples.at(-1)];
      if (!first || !last) throw new Error(`${what} was never weighed`);
      const note = `between visit ${first.visit} and visit ${last.visit}`;
      const percent = (part: 'own' | 'server') => ({
        value: (last[part].memory / first[part].memory - 1) * 100,
        unit: '%',
        goal: 5,
        note: `${note}, from ${mib(first[part].memory)} to ${mib(last[part].memory)} MiB`,
      });
      const more = (now: number, before: number, goal?: number) => ({
        value: now - before,
        unit: '',
        ...(goal === undefined ? {} : { goal }),
        note: `${note}, from ${before} to ${now}`,
      });
      const figures: Figure[] = [
        { name: 'memory_growth_percent', ...percent('own') },
        { name: 'descriptors_growth', ...more(last.own.descriptors, first.own.descriptors, 0) },
        { name: 'server_memory_growth_percent', ...percent('server') },
        // Without a goal: connections of a moment ago may still be closing.
        { name: 'server_descriptors_growth', ...more(last.server.descriptors, first.server.descriptors) },
      ];
      for (const counted of ['processes', 'files'] as const) {
        const [before, now] = [first.own[counted], last.own[counted]];
        if (before !== undefined && now !== undefined)
          figures.push({ name: `${counted}_growth`, ...more(now, before, 0) });
      }
      return figures.map((figure) => ({ ...figure, name: `booth.${what}.${figure.name}` }));
    },
  };
}

const mib = (bytes: number) => (bytes / 2 ** 20).toFixed(1);
