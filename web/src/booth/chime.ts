/** Two soft tones, falling; `loudness` up to 1. Made anew each time, so that nothing keeps the sound device open. */
export function chime(speaker: string | null = null, loudness = 1): void {
  // TypeScript's library does not know of the sink yet.
  const sound = new AudioContext(speaker === null ? {} : ({ sinkId: speaker } as AudioContextOptions));
  const tone = (frequency: number, from: number) => {
    const oscillator = sound.createOscillator();
    const level = sound.createGain();
    oscillator.frequency.value = frequency;
    level.gain.setValueAtTime(0.2 * loudness, from);
    level.gain.exponentialRampToValueAtTime(0.001, from + 0.6);
    oscillator.connect(level).connect(sound.destination);
    oscillator.start(from);
    oscillator.stop(from + 0.6);
    return oscillator;
  };
  tone(880, sound.currentTime);
  tone(660, sound.currentTime + 0.4).onended = () => void sound.close();
}
