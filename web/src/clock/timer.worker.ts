/** Answers `{timer, ms}` with `timer` after `ms`. */
self.onmessage = ({ data }: MessageEvent<{ readonly timer: number; readonly ms: number }>) => {
  setTimeout(() => self.postMessage(data.timer), data.ms);
};
