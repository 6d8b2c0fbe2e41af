import type { Pose } from './script';

/** Drawn, so that nobody takes them for a person of the office. */
export function Officer({
  pose,
  speaking,
  label,
}: {
  readonly pose: Pose;
  readonly speaking: boolean;
  readonly label: string;
}) {
  return (
    <svg
      className="officer"
      viewBox="0 0 400 400"
      role="img"
      aria-label={label}
      data-pose={pose}
      data-speaking={speaking || undefined}
    >
      <Arms pose={pose} />
      <path className="jacket" d="M70 400c0-84 46-126 130-126s130 42 130 126z" />
      <path className="shirt" d="M164 276l36 70 36-70-14-10h-44z" />
      <path className="strap" d="M168 280l32 64 32-64" />
      <rect className="badge" x="176" y="342" width="48" height="34" rx="5" />
      <path className="letters" d="M186 354h28M186 364h18" />
      <g className="head">
        <rect className="skin" x="176" y="226" width="48" height="62" rx="22" />
        <circle className="skin" cx="122" cy="170" r="16" />
        <circle className="skin" cx="278" cy="170" r="16" />
        <ellipse className="skin" cx="200" cy="160" rx="78" ry="90" />
        <path
          className="hair"
          d="M114 164c-10-70 28-112 86-112s96 42 86 112c-4-32-22-54-46-62-30 16-76 20-104 12-12 12-19 28-22 50z"
        />
        <path className="brow" d="M150 136q16-9 32-1M218 135q16-8 32 1" />
        <Eyes closed={pose === 'thank'} />
        <path className="nose" d="M200 166v20" />
        <circle className="cheek" cx="146" cy="192" r="13" />
        <circle className="cheek" cx="254" cy="192" r="13" />
        <path className="smile" d="M172 206q28 24 56 0" />
        <ellipse className="open" cx="200" cy="213" rx="17" ry="12" />
      </g>
    </svg>
  );
}

function Eyes({ closed }: { readonly closed: boolean }) {
  if (closed) return <path className="brow" d="M152 160q14 11 28 0M220 160q14 11 28 0" />;
  return (
    <>
      <circle className="eye" cx="166" cy="160" r="8" />
      <circle className="eye" cx="234" cy="160" r="8" />
    </>
  );
}

/** A hand that waves, or shows where to look. */
function Arms({ pose }: { readonly pose: Pose }) {
  if (pose === 'greet')
    return (
      <g>
        <path className="sleeve" d="M310 370q44-58 32-124" />
        <circle className="skin" cx="342" cy="222" r="26" />
        <path className="fingers" d="M330 206l-8-26M342 200v-30M354 206l10-26" />
      </g>
    );
  if (pose === 'point')
    return (
      <g>
        <path className="sleeve" d="M304 372q40-20 58-42" />
        <circle className="skin" cx="362" cy="318" r="22" />
        <path className="fingers" d="M370 310l24-16" />
      </g>
    );
  return null;
}
