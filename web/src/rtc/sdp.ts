/** The few lines of a session description that this client reads or changes. */

/** The DTLS certificate's SHA-256 as the grant states it; null if the description has none. */
export function fingerprintOf(sdp: string): string | null {
  const found = /^a=fingerprint:sha-256 ((?:[0-9a-f]{2}:){31}[0-9a-f]{2})\s*$/im.exec(sdp);
  return found?.[1]?.toUpperCase() ?? null;
}

/**
 * Lets the VP8 encoder of each video line start at `kbps` and not at Chromium's 300, which shows 320×180 for the first
 * seconds. To be applied to the answer; browsers that do not know the parameter pass it over.
 */
export function withStartBitrate(answer: string, kbps: number): string {
  const sections = answer.split(/^(?=m=)/m);
  return sections
    .map((section) => (section.startsWith('m=video') ? startAt(section, kbps) : section))
    .join('');
}

function startAt(section: string, kbps: number): string {
  const type = /^a=rtpmap:(\d+) VP8\//im.exec(section)?.[1];
  if (type === undefined) return section;
  const parameter = `x-google-start-bitrate=${kbps}`;
  const format = new RegExp(`^(a=fmtp:${type} [^\r\n]*)`, 'm');
  if (format.test(section)) return section.replace(format, `$1;${parameter}`);
  return section.replace(/^(a=rtpmap:(\d+) VP8\/[^\r\n]*)/im, `$1\r\na=fmtp:$2 ${parameter}`);
}
