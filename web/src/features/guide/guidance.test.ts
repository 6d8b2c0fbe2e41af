import { describe, expect, test } from 'vitest';
import type { AdviceLog, Guide } from '../../generated/protocol';
import type { Answer } from '../../http/ask';
import { createGuidance, type GuideState } from './guidance';
import { guide, rules } from './sample';
import * as walks from './walk';

/** A visit with an office that answers what the test says. */
class Visit {
  state: GuideState = { is: 'closed' };
  offers: Answer<Guide[]> = { is: 'ok', value: [guide()] };
  takes: Answer<null> = { is: 'ok', value: null };
  loads = true;
  readonly logs: AdviceLog[] = [];
  readonly guidance = createGuidance(
    {
      api: {
        guides: async () => this.offers,
        logAdvice: async (_ward, log) => {
          this.logs.push(log);
          return this.takes;
        },
      },
      rules: async ({ tree }) => {
        if (!this.loads) throw new Error('no rules');
        return { ...rules(tree.version), guide: { tree, schemes: [] } };
      },
    },
    { ward: () => 'ward', state: () => this.state, learn: (state) => this.learn(state) },
  );

  private learn(state: GuideState): void {
    this.state = state;
  }

  get walk(): walks.Walking {
    if (this.state.is !== 'open') throw new Error(`no guide is open: ${this.state.is}`);
    return this.state.walk;
  }

  pass(typed: string | string[]): void {
    this.guidance.act((walk) => walks.next(walks.type(walk, typed)));
  }

  async atEnd(): Promise<this> {
    await this.guidance.open();
    this.pass(['care']);
    this.pass('78');
    return this;
  }
}

const titled = (id: string): Guide => ({ ...guide(), tree: { ...guide().tree, id } });

describe('opening', () => {
  test('the only guide opens at once; of several one is chosen', async () => {
    const one = new Visit();
    await one.guidance.open();
    expect(one.walk.rules.guide.tree.id).toBe('disability');
    const two = new Visit();
    two.offers = { is: 'ok', value: [titled('a'), titled('b')] };
    await two.guidance.open();
    expect(two.state).toMatchObject({ is: 'choosing' });
    await two.guidance.choose(titled('b'));
    expect(two.walk.rules.guide.tree.id).toBe('b');
    await two.guidance.open('a');
    expect(two.walk.rules.guide.tree.id).toBe('a');
  });

  test('where there is none, that is said', async () => {
    const visit = new Visit();
    visit.offers = { is: 'ok', value: [] };
    await visit.guidance.open();
    expect(visit.state).toEqual({ is: 'choosing', guides: [] });
  });

  test('a line or a program that fails leaves the way to try again', async () => {
    const visit = new Visit();
    visit.offers = { is: 'unreachable' };
    await visit.guidance.open('disability');
    expect(visit.state).toEqual({ is: 'failed', guide: 'disability' });
    visit.offers = { is: 'ok', value: [guide()] };
    visit.loads = false;
    await visit.guidance.open('disability');
    expect(visit.state).toEqual({ is: 'failed', guide: 'disability' });
    visit.loads = true;
    await visit.guidance.open('disability');
    expect(visit.walk.answers).toEqual({});
  });

  test('one that is closed before it came stays closed', async () => {
    const visit = new Visit();
    const opening = visit.guidance.open();
    visit.guidance.close();
    await opening;
    expect(visit.state.is).toBe('closed');
  });
});

describe('what the office hears of an advice', () => {
  test('each is told once, however often its page is seen', async () => {
    const visit = await new Visit().atEnd();
    visit.guidance.act(walks.back);
    visit.guidance.act(walks.next);
    expect(visit.logs).toEqual([
      { tree: 'disability', version: 1, outcome: 'list', usable: ['home-help'], perhaps: ['day-care'] },
    ]);
  });

  test('one that did not arrive is told when it is shown again', async () => {
    const visit = new Visit();
    visit.takes = { is: 'unreachable' };
    await visit.atEnd();
    await Promise.resolve();
    visit.takes = { is: 'ok', value: null };
    visit.guidance.act(walks.back);
    visit.guidance.act(walks.next);
    expect(visit.logs).toHaveLength(2);
  });

  test('a page that comes anew does not tell it again', async () => {
    const before = await new Visit().atEnd();
    await Promise.resolve();
    const kept = before.guidance.kept();
    if (kept === null) throw new Error('nothing was kept');
    expect(kept.told).toBe(true);
    const after = new Visit();
    expect(await after.guidance.resume(kept)).toBe(true);
    expect(after.walk.advice).not.toBeNull();
    expect(after.logs).toEqual([]);
  });
});

describe('a newer version', () => {
  test('is taken up when the guide is opened again, with the answers that still hold', async () => {
    const visit = await new Visit().atEnd();
    visit.offers = { is: 'ok', value: [guide(2)] };
    await visit.guidance.open();
    expect([visit.walk.rules.guide.tree.version, visit.walk.askedAgain]).toEqual([2, ['needs']]);
  });

  test('and after a page was lost', async () => {
    const kept = (await new Visit().atEnd()).guidance.kept();
    if (kept === null) throw new Error('nothing was kept');
    const after = new Visit();
    after.offers = { is: 'unreachable' };
    expect(await after.guidance.resume(kept)).toBe(false);
    after.offers = { is: 'ok', value: [guide(2)] };
    expect(await after.guidance.resume(kept)).toBe(true);
    expect(after.walk.answers).toEqual({ age: '78' });
    after.offers = { is: 'ok', value: [] };
    expect(await after.guidance.resume(kept)).toBe(true);
    expect(after.state).toEqual({ is: 'choosing', guides: [] });
  });
});
