import type { Lamp, LampNote, Part } from '../../generated/protocol';
import type { Fitness } from '../../rtc/fitness';
import type { DeviceProblem, LocalState } from '../../rtc/media';
import { isCalled } from '../../rtc/rank';

const notes: Readonly<Record<DeviceProblem, LampNote>> = {
  'not-found': 'absent',
  unplugged: 'absent',
  'in-use': 'busy',
  // The browser keeps to itself how a device is that it does not hand out.
  'not-allowed': 'not-measured',
  failed: 'not-measured',
};

/** How the devices of a call are. The document camera has a lamp where the machine was set up with one. */
export function lampsOf(
  { problems, devices, tracks }: LocalState,
  fitness: Fitness,
  documentCamera: string | null,
): readonly Lamp[] {
  const { camera, microphone, speaker } = devices;
  // Of what is not opened the browser's list alone tells, once there is one.
  const isListed = [camera, microphone, speaker].some((kind) => kind.length > 0);
  const listed = (part: Part, isThere: boolean) =>
    isListed ? [lamp(part, isThere ? undefined : 'not-found', 'good')] : [];
  const used = (part: 'camera' | 'microphone') =>
    tracks[part] !== null || problems[part] !== undefined ? [lamp(part, problems[part], fitness[part])] : [];
  return [
    ...used('camera'),
    ...(documentCamera === null
      ? []
      : listed(
          'document-camera',
          camera.some((device) => isCalled(device, documentCamera)),
        )),
    ...used('microphone'),
    ...listed('speaker', speaker.length > 0),
  ];
}

/** One part: what the browser says against it, or else what was found. */
export function lamp(part: Part, problem: DeviceProblem | undefined, found: LampNote | 'good'): Lamp {
  const note = problem === undefined ? found : notes[problem];
  if (note === 'good') return { part, state: 'good' };
  return { part, state: note === 'not-measured' ? 'unknown' : 'bad', note };
}
