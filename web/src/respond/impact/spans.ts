/** Pure: intervals of impact as bars on one axis. */
import type { Impact } from '@muster/contract/respond/state';

export interface Bar {
  impact: Impact;
  /** In hundredths of the axis. */
  left: number;
  width: number;
}

export interface Picture {
  from: string;
  until: string;
  bars: Bar[];
}

/** The earliest at the top. What goes on reaches to `now`; what was over in an instant is still to be seen. */
export function pictureOf(impacts: readonly Impact[], now: string): Picture | null {
  const sorted = impacts.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  const ends = sorted.map((one) => one.until ?? later(now, one.from));
  const from = sorted[0]?.from;
  const until = ends.toSorted().at(-1);
  if (from === undefined || until === undefined) return null;
  const start = Date.parse(from);
  const length = Math.max(1, Date.parse(until) - start);
  const bars = sorted.map((impact, i): Bar => {
    const left = ((Date.parse(impact.from) - start) / length) * 100;
    const width = ((Date.parse(ends[i] ?? until) - Date.parse(impact.from)) / length) * 100;
    if (length === 1) return { impact, left: 0, width: 100 };
    return { impact, left: Math.min(left, 99), width: Math.max(1, Math.min(width, 100 - left)) };
  });
  return { from, until, bars };
}

function later(a: string, b: string): string {
  return a > b ? a : b;
}
