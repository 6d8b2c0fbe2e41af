import { describe, expect, it } from 'vitest';
import type { Device } from './media';
import { isWorth, noWish, rank, secondOf } from './rank';

const devices = [
  { id: 'doc', name: 'IPEVO Document Camera' },
  { id: 'lid', name: 'Integrated Webcam' },
  { id: 'face', name: 'Logitech BRIO' },
];
const order = (wish = {}) => rank(devices, { ...noWish, ...wish }).map(({ id }) => id);

describe('the order in which devices are tried', () => {
  it('is the system’s where nothing is wished', () => {
    expect(order()).toEqual(['doc', 'lid', 'face']);
  });

  it('has the machine’s own first, by a part of its name without case', () => {
    expect(order({ name: 'brio' })).toEqual(['face', 'doc', 'lid']);
  });

  it('has a person’s choice before it', () => {
    expect(order({ id: 'lid', name: 'brio' })).toEqual(['lid', 'face', 'doc']);
  });

  it('has the document camera last', () => {
    expect(order({ name: 'not there', spare: 'document' })).toEqual(['lid', 'face', 'doc']);
  });

  it('takes no empty name for a wish', () => {
    const wish = { ...noWish, name: '' };
    expect(devices.some((device) => isWorth(device, undefined, wish))).toBe(false);
    expect(isWorth({ id: 'x', name: '' }, undefined, { ...noWish, name: 'brio' })).toBe(false);
  });
});

describe('a device that works', () => {
  const [doc, lid, face] = devices as [Device, Device, Device];

  it('is left for one that is wished, and for any other where it is a spare one', () => {
    expect(isWorth(face, lid, { ...noWish, name: 'brio' })).toBe(true);
    expect(isWorth(face, lid, { ...noWish, id: 'face' })).toBe(true);
    expect(isWorth(face, lid, noWish)).toBe(false);
    expect(isWorth(lid, doc, { ...noWish, spare: 'document' })).toBe(true);
    expect(isWorth(doc, doc, { ...noWish, spare: 'document' })).toBe(false);
  });
});

describe('the camera for documents', () => {
  const two: Device[] = [
    { id: 'lid', name: 'Integrated' },
    { id: 'desk', name: 'ELMO Document Cam' },
  ];

  it('is never the one that shows the person', () => {
    expect(secondOf(devices.slice(0, 1), devices[0]?.id ?? '', noWish)).toBeNull();
    expect(secondOf(two, 'desk', noWish)?.id).toBe('lid');
  });

  it('is the machine’s own, one that is called so, or any other', () => {
    const three = [...two, { id: 'own', name: 'Rail camera' }];
    expect(secondOf(three, 'lid', { ...noWish, name: 'rail' })?.id).toBe('own');
    expect(secondOf(three, 'lid', noWish)?.id).toBe('desk');
    expect(secondOf([two[0] as Device, { id: 'any', name: '' }], 'lid', noWish)?.id).toBe('any');
  });
});
