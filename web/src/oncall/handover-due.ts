/** Pure: which shifts end soon and go to somebody else, so that there is something to hand over. */
import type { Handover } from '@muster/contract/oncall/handover';

interface Shift {
  name: string;
  onCall: readonly string[];
  until: string | null;
  next: readonly string[];
}

export interface Ending {
  schedule: string;
  at: string;
  to: readonly string[];
}

/** From so long before the end on it is time to write it, and what was handed over since then counts for it. */
const soonMs = 60 * 60_000;

/** Shifts of this person that end within the hour and were not handed over yet, the next first. */
export function endingFor(
  me: string,
  shifts: readonly Shift[],
  { handed, now }: { handed: readonly Handover[]; now: number },
): Ending[] {
  return shifts
    .flatMap(({ name, onCall, until, next }) =>
      until !== null && onCall.includes(me) && !next.includes(me)
        ? [{ schedule: name, at: until, to: next }]
        : [],
    )
    .filter(({ schedule, at }) => {
      const end = Date.parse(at);
      const isSoon = end > now && end - now <= soonMs;
      return isSoon && !handed.some((one) => isFor(one, { me, schedule, since: end - 2 * soonMs }));
    })
    .sort((a, b) => a.at.localeCompare(b.at));
}

/** What waits for this person to accept it. */
export function waitingFor(me: string, handovers: readonly Handover[]): Handover[] {
  return handovers.filter((one) => one.state === 'handed' && one.to.includes(me));
}

function isFor(one: Handover, { me, schedule, since }: { me: string; schedule: string; since: number }) {
  return one.from === me && one.schedule === schedule && Date.parse(one.handedAt) >= since;
}
