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
  const isListed = devices.camera.length > 0 || problems.camera !== undefined;
  const there = devices.camera.some((device) => isCalled(device, documentCamera));
  return [
    ...lamp('camera', problems.camera, tracks.camera !== null, fitness.camera),
    ...(documentCamera === null || !isListed
      ? []
      : lamp('document-camera', there ? undefined : 'not-found', there)),
    ...lamp('microphone', problems.microphone, tracks.microphone !== null, fitness.microphone),
    ...lamp('speaker', problems.speaker, devices.speaker.length > 0),
  ];
}

/** None before anything is known of it. */
function lamp(
  part: Part,
  problem: DeviceProblem | undefined,
  there: boolean,
  fault: Fitness['camera'] | Fitness['microphone'] = 'good',
): readonly Lamp[] {
  if (problem !== undefined) {
    const note = notes[problem];
    return [{ part, state: note === 'not-measured' ? 'unknown' : 'bad', note }];
  }
  if (!there) return [];
  return [fault === 'good' ? { part, state: 'good' } : { part, state: 'bad', note: fault }];
}
