/** The day at the ward office, whatever the machine's own time zone: `2026-11-20`. */
export function today(): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo' }).format(new Date());
}
