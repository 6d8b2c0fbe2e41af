import { type DeviceProblem, problemOf } from '../../rtc/media';

/** A camera that is on. */
export interface Camera {
  readonly stream: MediaStream;
  /** Shows whoever stands before the screen, who knows themselves from mirrors. */
  readonly mirrored: boolean;
  /** The camera to turn to; null where there is but one. */
  readonly next: string | null;
  /** Its lamp goes out. */
  readonly close: () => void;
  /** Acts when it is unplugged or taken away. */
  readonly onLost: (act: () => void) => void;
}

export type Opened =
  | { readonly is: 'open'; readonly camera: Camera }
  | { readonly is: 'shut'; readonly why: DeviceProblem };

/** Turns a camera on: the one with this id, or by itself the one that looks at the person, or whichever there is. */
export async function openCamera(source: MediaDevices | undefined, id: string | null): Promise<Opened> {
  try {
    if (source === undefined) throw new DOMException('this page has no devices', 'NotFoundError');
    const which = id === null ? { facingMode: { ideal: 'user' } } : { deviceId: { exact: id } };
    const stream = await source.getUserMedia({
      video: { ...which, width: { ideal: 1280 }, height: { ideal: 720 } },
    });
    const [track] = stream.getVideoTracks();
    const all = (await source.enumerateDevices().catch(() => []))
      .filter(({ kind }) => kind === 'videoinput')
      .map(({ deviceId }) => deviceId);
    const { deviceId, facingMode } = track?.getSettings() ?? {};
    const at = all.indexOf(deviceId ?? '');
    const camera: Camera = {
      stream,
      mirrored: facingMode !== 'environment',
      next: all.length > 1 ? (all[(at + 1) % all.length] ?? null) : null,
      close: () => {
        for (const each of stream.getTracks()) each.stop();
      },
      onLost: (act) => track?.addEventListener('ended', act),
    };
    return { is: 'open', camera };
  } catch (fault) {
    return { is: 'shut', why: problemOf(fault) };
  }
}
