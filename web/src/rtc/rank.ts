import type { Device } from './media';

/** What is wished of one kind of device. */
export interface Wish {
  /** Chosen by a person in this page. */
  readonly id: string | null;
  /** A part of the name, compared without case; whoever set the machine up wrote it down. */
  readonly name: string | null;
  /** A part of the name of a device that is there for something else, and taken only where there is no other. */
  readonly spare: string | null;
}

export const noWish: Wish = { id: null, name: null, spare: null };

/** Whether a device is called so. No name is nobody's. */
export function isCalled({ name }: Device, part: string | null): boolean {
  return part !== null && part !== '' && name.toLowerCase().includes(part.toLowerCase());
}

/** Whether it is worth leaving one that works for this one: it is wished for, or only a spare one works. */
export function isWorth(device: Device, instead: Device | undefined, { id, name, spare }: Wish): boolean {
  const isWished = device.id === id || isCalled(device, name);
  return isWished || (instead !== undefined && isCalled(instead, spare) && !isCalled(device, spare));
}

/** The devices in the order in which they are tried: a person's choice, the machine's own, any other, the spare ones. */
export function rank(devices: readonly Device[], wish: Wish): readonly Device[] {
  const place = (device: Device) => {
    if (device.id === wish.id) return 0;
    if (isCalled(device, wish.name)) return 1;
    return isCalled(device, wish.spare) ? 3 : 2;
  };
  return devices.toSorted((one, other) => place(one) - place(other));
}

/** How makers call cameras that look down on a document. */
const DOCUMENT_CAMERA = /document|書画|書類|visuali[sz]er|over-?head/i;

/** The camera that shows documents: never the one that shows the person; the machine's own, one called so, or any other. */
export function secondOf(cameras: readonly Device[], inUse: string | null, wish: Wish): Device | null {
  const others = rank(
    cameras.filter(({ id }) => id !== inUse),
    wish,
  );
  const own = others.find((camera) => isCalled(camera, wish.name));
  return own ?? others.find(({ name }) => DOCUMENT_CAMERA.test(name)) ?? others[0] ?? null;
}
