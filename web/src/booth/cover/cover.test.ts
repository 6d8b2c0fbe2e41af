import { describe, expect, test } from 'vitest';
import * as filling from '../../features/form/machine';
import type { PrivacyRules } from '../../generated/protocol';
import { BoothSim, info } from '../sim';

describe('the cover', () => {
  test('what was covered before it was accepted is covered in it', async () => {
    const sim = await new BoothSim().ringing();
    sim.booth.cover();
    sim.fact('accepted');
    expect(sim.done).toContain('privacy covered');
    expect(sim.stage).toEqual(['covered']);
    sim.booth.lift('partial');
    expect(sim.done.at(-1)).toBe('privacy partial');
    expect(sim.stage.at(-1)).toBe('covered');
    sim.booth.lift('off');
    expect(sim.done.at(-1)).toBe('privacy off');
    expect(sim.stage.at(-1)).toBe('uncovered');
    sim.booth.lift('partial');
    expect(sim.done.at(-1)).toBe('privacy off');
  });

  test('a private matter begins with voices alone, quietly; what the resident lifted stays lifted', async () => {
    const screened = { verdict: 'remote-private', disagrees: false } as const;
    const sim = await new BoothSim().ringing();
    sim.fact('accepted', null, { screened });
    expect(sim.state.privacy).toEqual({ is: 'partial', by: 'policy' });
    expect(sim.done).toContain('privacy partial');
    expect(sim.booth.hearing.snapshot().way).toBe('soft');
    sim.booth.lift('off');
    sim.fact('in-call', null, { screened });
    expect(sim.state.privacy.is).toBe('off');
  });

  test('another verdict, and none, begin with picture and sound', async () => {
    for (const screened of [null, { verdict: 'remote', disagrees: false } as const]) {
      const sim = await new BoothSim().ringing();
      sim.fact('accepted', null, { screened });
      expect(sim.state.privacy.is).toBe('off');
    }
  });

  test('what the SFU covers for the desk is covered here, and only here it is lifted', async () => {
    const sim = await new BoothSim().inCall();
    sim.hide({ is: 'covered', by: 'desk' });
    expect(sim.state.privacy).toEqual({ is: 'covered', by: 'desk' });
    expect(sim.stage.at(-1)).toBe('covered');
    sim.hide({ is: 'off' });
    expect(sim.state.privacy.is).toBe('covered');
    sim.booth.cover();
    expect(sim.state.privacy).toEqual({ is: 'covered', by: 'desk' });
    sim.booth.lift('partial');
    expect(sim.state.privacy).toEqual({ is: 'partial', by: 'desk' });
  });

  test('a resident who was asked may stay covered', async () => {
    const sim = await new BoothSim().inCall();
    sim.booth.cover();
    sim.booth.declineUncover();
    expect(sim.done.at(-1)).toBe('decline-uncover');
    expect(sim.state.privacy.is).toBe('covered');
  });
});

describe('a rule of the place', () => {
  const at = (privacy: PrivacyRules) =>
    new BoothSim(null, { is: 'ok', value: { ...info, privacy } as never });
  const writes = async (private_field: PrivacyRules['private_field']) => {
    const sim = await at({ voice_only: false, private_field }).inForm();
    sim.answer('花子');
    return sim;
  };
  const byField = { by: 'private-field' } as const;

  test('lets every call begin with voices alone; what the resident lifted stays lifted', async () => {
    const sim = await at({ voice_only: true, private_field: 'masked' }).inCall();
    expect(sim.state.privacy).toEqual({ is: 'partial', by: 'policy' });
    sim.booth.lift('off');
    sim.fact('in-call', null, { number: 2 });
    expect(sim.state.privacy.is).toBe('off');
  });

  test('that says nothing of a private field hides its value alone', async () => {
    expect((await writes('masked')).state.privacy.is).toBe('off');
  });

  test.each([
    ['voice-only', 'partial'],
    ['covered', 'covered'],
  ] as const)('%s: stops what is sent before a private field is seen', async (rule, is) => {
    const sim = await at({ voice_only: false, private_field: rule }).inForm();
    const seen: string[] = [];
    sim.booth.subscribe(() => {
      const { form } = sim.state;
      if (form.is === 'open' && form.form.place.at === 'field' && form.form.place.asked.private)
        seen.push(sim.done.at(-1) ?? '');
    });
    sim.answer('花子');
    expect(new Set(seen)).toEqual(new Set([`privacy ${is}`]));
    expect(sim.state.privacy).toEqual({ is, ...byField });
  });

  test('leaves it stopped after the field, until the resident brings the pictures back', async () => {
    const sim = await writes('voice-only');
    sim.answer('090-1234');
    expect(sim.state.privacy).toEqual({ is: 'partial', ...byField });
    sim.booth.lift('off');
    expect(sim.state.privacy.is).toBe('off');
    sim.fill((form) => filling.open(form, 'contact'));
    expect(sim.state.privacy).toEqual({ is: 'partial', ...byField });
  });

  test('is followed once a field: brought back, the pictures stay while it is written into', async () => {
    const sim = await writes('covered');
    sim.booth.lift('off');
    sim.fill((form) => filling.type(form, '090'));
    expect(sim.state.privacy.is).toBe('off');
  });

  test('gives way to what hides the screen, too, and never lifts that', async () => {
    const sim = await writes('covered');
    sim.booth.cover('sensor');
    expect(sim.state.privacy).toEqual({ is: 'covered', by: 'sensor' });
    sim.hide({ is: 'covered', ...byField });
    expect(sim.state.privacy).toEqual({ is: 'covered', by: 'sensor' });
    const asked = await writes('covered');
    asked.hide({ is: 'covered', by: 'desk' });
    expect(asked.state.privacy).toEqual({ is: 'covered', by: 'desk' });
  });

  test('holds on a page that comes anew, in the same field and after it', async () => {
    for (const more of [[], ['090-1234']]) {
      const first = await writes('voice-only');
      first.answer(...more);
      const anew = new BoothSim(null, undefined, first.booth.kept());
      await anew.settled();
      expect(anew.done).toContain('privacy partial');
      expect(anew.state.privacy).toEqual({ is: 'partial', ...byField });
    }
  });

  test('asks for nothing where no call is', async () => {
    const sim = await at({ voice_only: false, private_field: 'covered' }).inForm();
    sim.fill((form) => filling.type(form, '花子'));
    sim.fact('closed', 'completed');
    sim.fill((form) => filling.next(form));
    expect(sim.state.visit.at).toBe('alone');
    expect(sim.state.privacy.is).toBe('off');
  });
});
