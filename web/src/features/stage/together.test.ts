import { describe, expect, it } from 'vitest';
import type { Mark } from '../../generated/protocol';
import { CHUNK_BYTES } from './limits';
import { png, Together, told } from './sim';
import { wholeView, zoomed } from './stage';

const ring = (id: string): Mark => ({ id, points: [[500, 500]] });
const large = png(200, 100, 30 * CHUNK_BYTES);

function frozen(): Together {
  const both = new Together().open();
  both.desk({ type: 'ask-camera', on: true });
  both.booth({ type: 'consent', given: true });
  both.booth({ type: 'camera', camera: 'live' });
  both.desk({ type: 'freeze' });
  return both;
}

describe('the second camera', () => {
  it('opens only when the resident has said yes', () => {
    const both = new Together().open();
    both.desk({ type: 'ask-camera', on: true });
    expect(both.seen.camera).toBe('asked');
    expect(both.atBooth).not.toContain('open-camera');
    both.booth({ type: 'consent', given: true });
    expect(both.atBooth).toContain('open-camera');
    both.booth({ type: 'camera', camera: 'live' });
    expect(both.seen.camera).toBe('live');
  });

  it('stays closed when the resident says no, and nobody is asked where there is none', () => {
    const both = new Together().open();
    both.desk({ type: 'ask-camera', on: true });
    both.booth({ type: 'consent', given: false });
    expect(both.seen.camera).toBe('declined');
    both.hasSecond = false;
    both.desk({ type: 'ask-camera', on: true });
    expect(both.seen.camera).toBe('absent');
    both.booth({ type: 'consent', given: true });
    expect(both.atBooth).not.toContain('open-camera');
  });

  it('is closed at once by the desk, by the resident, by the cover and by a consent that came too late', () => {
    for (const stop of [
      (both: Together) => both.desk({ type: 'ask-camera', on: false }),
      (both: Together) => both.booth({ type: 'camera', camera: 'off' }),
      (both: Together) => both.booth({ type: 'cover', covered: true }),
    ]) {
      const both = frozen();
      stop(both);
      expect(both.atBooth).toContain('close-camera');
      expect(both.seen.camera).toBe('off');
      both.booth({ type: 'consent', given: true });
      both.booth({ type: 'camera', camera: 'live' });
      expect(both.held.camera).toBe('off');
    }
  });

  it('says that it was unplugged, or could not be opened', () => {
    const both = frozen();
    both.booth({ type: 'camera', camera: 'unplugged' });
    expect(both.seen.camera).toBe('unplugged');
    both.desk({ type: 'ask-camera', on: true });
    both.booth({ type: 'consent', given: true });
    both.booth({ type: 'camera', camera: 'failed' });
    expect(both.seen.camera).toBe('failed');
  });
});

describe('a frozen frame', () => {
  it('is the same picture on both sides, and both draw on it', () => {
    const both = frozen();
    expect(both.seen.pixels.are).toBe('here');
    expect(both.seen.freezing).toBe(false);
    both.desk({ type: 'act', act: { act: 'mark', mark: ring('desk') } });
    both.booth({ type: 'act', act: { act: 'mark', mark: ring('booth') } });
    expect(both.held.shown?.marks.map(({ hand }) => hand)).toEqual(['office', 'resident']);
    expect(both.seen.shown).toEqual(both.held.shown);
    expect(both.seen.drawn).toEqual([]);
    both.booth({ type: 'act', act: { act: 'view', view: zoomed(wholeView, 1) } });
    both.desk({ type: 'act', act: { act: 'unmark', mark: 'desk' } });
    expect(both.seen.shown).toEqual(both.held.shown);
    expect(both.seen.shown?.view.zoom).toBe(2);
    both.desk({ type: 'act', act: { act: 'clear' } });
    expect(both.held.shown?.marks).toEqual([]);
    expect(both.seen.shown?.marks).toEqual([]);
  });

  it('takes marks with it: those on a frame that is gone are ignored', () => {
    const both = frozen();
    const gone = both.held.shown?.picture.id ?? '';
    both.desk({ type: 'act', act: { act: 'mark', mark: ring('a') } });
    both.desk({ type: 'freeze' });
    expect(both.seen.shown?.picture.id).not.toBe(gone);
    both.toBooth({ type: 'mark', picture: gone, mark: ring('late') });
    both.toBooth({ type: 'clear', picture: gone });
    both.toBooth({ type: 'received', picture: gone, next: 0 });
    both.toDesk({ type: 'marked', picture: gone, hand: 'resident', mark: ring('later') });
    expect(both.held.shown?.marks).toEqual([]);
    expect(both.seen.shown?.marks).toEqual([]);
  });

  it('is not there when the camera gave none, and may be asked for again', () => {
    const both = new Together().open();
    both.frame = null;
    both.held = { ...both.held, camera: 'live' };
    both.open();
    both.desk({ type: 'freeze' });
    expect([both.held.shown, both.held.grabbing, both.seen.freezing]).toEqual([null, false, false]);
  });
});

describe('a picture of the desk', () => {
  it('is shown once it is whole', () => {
    const both = new Together().open().offer('one', large);
    expect(both.held.shown?.picture.id).toBe('one');
    expect(both.seen.offer).toBeNull();
    expect(both.seen.pixels.are).toBe('here');
  });

  it.each([
    ['too-large', { ...told('one', png(1, 1)), bytes: 40_000_000 }, png(1, 1)],
    ['too-large', { ...told('one', png(1, 1)), width: 9_000 }, png(1, 1)],
    ['not-a-picture', { ...told('one', png(10, 10)) }, new Uint8Array(64)],
    ['not-a-picture', { ...told('one', png(10, 10)) }, png(10, 11)],
  ])('is refused as %s when it is not what it has to be', (why, picture, bytes) => {
    const both = new Together().open().offer('one', bytes, picture);
    expect(both.held).toMatchObject({ shown: null, coming: null });
    expect(both.seen).toMatchObject({ offer: null, notice: { by: 'booth', why } });
  });

  it('is refused when it cannot be decoded, and while the booth is covered', () => {
    const both = new Together().open();
    both.decodes = false;
    expect(both.offer('one', large).seen.notice?.why).toBe('not-a-picture');
    both.booth({ type: 'cover', covered: true });
    expect(both.offer('two', large).seen.notice?.why).toBe('covered');
    both.booth({ type: 'cover', covered: false });
    both.decodes = true;
    expect(both.offer('three', large).held.shown?.picture.id).toBe('three');
  });

  it('goes on from the beginning when the channel closed in the middle of it', () => {
    const both = new Together().open();
    both.cut = true;
    both.offer('one', large);
    expect(both.seen.offer?.progress).toBe(0);
    both.open();
    expect(both.held.shown?.picture.id).toBe('one');
    expect(both.seen.offer).toBeNull();
  });

  it('gives way to a second one that comes while it is on its way', () => {
    const both = new Together().open();
    both.toBooth({ type: 'offer', picture: told('first', large) });
    both.offer('second', large);
    expect(both.held.shown?.picture.id).toBe('second');
    both.toBooth({ type: 'close', picture: 'first' });
    expect(both.held.shown?.picture.id).toBe('second');
  });

  it('is taken back by the desk, on its way or shown', () => {
    const both = new Together().open();
    both.cut = true;
    both.offer('one', large);
    both.cut = false;
    both.desk({ type: 'withdraw' });
    expect(both.held.coming).toBeNull();
    both.offer('two', large);
    both.desk({ type: 'act', act: { act: 'close' } });
    expect([both.held.shown, both.seen.shown, both.seen.notice]).toEqual([null, null, null]);
  });
});

describe('what is left', () => {
  it('is nothing under the cover, and the desk hears of it', () => {
    const both = frozen();
    both.booth({ type: 'cover', covered: true });
    expect(both.held).toMatchObject({ shown: null, coming: null, camera: 'off' });
    expect(both.seen).toMatchObject({
      shown: null,
      notice: { by: 'booth', why: 'taken-away' },
      pixels: { are: 'none' },
    });
  });

  it('is nothing in a booth’s new page, and the desk hears of it', () => {
    const both = frozen().reload();
    expect(both.seen).toMatchObject({
      shown: null,
      notice: { by: 'booth', why: 'taken-away' },
      camera: 'off',
    });
  });

  it('is seen by the desk that takes the call over, with its marks', () => {
    const both = frozen();
    both.desk({ type: 'act', act: { act: 'mark', mark: ring('a') } });
    both.otherDesk();
    expect(both.seen.shown).toEqual(both.held.shown);
    expect(both.seen.shown?.marks).toHaveLength(1);
    expect(both.seen.pixels.are).toBe('here');
  });
});
