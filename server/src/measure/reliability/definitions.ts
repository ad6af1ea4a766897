/** What each measure is, in a sentence that stands beside its chart. */
import type { DurationName } from '@muster/contract/measure/measures';

export const definitions: Readonly<
  Record<DurationName | 'availability' | 'tbf' | 'cadence' | 'reopen', string>
> = {
  ttd: 'Time to detect: from the start of the impact to the first alert, report or declaration. A signal before the impact is early and no duration.',
  'declare-delay': 'Declare delay: from the first signal to the declaration.',
  tta: 'Time to acknowledge: from the first page sent to the first acknowledgement by a person, escalations included. What nobody acknowledged is counted apart.',
  ttn: 'Time to notice: from the start of the impact to the first public notice, where the severity needs one. Over seven days is implausible.',
  ttm: 'Time to mitigate: from the start of the impact to its mitigation.',
  ttr: 'Time to repair: from the first acknowledgement to the last resolution, without the time between a resolution and a reopening in which nothing hurt.',
  ttrestore: 'Time to restore: from the start of the impact to its last end.',
  'active-time': 'Active time: from the declaration to the resolution, without pauses.',
  availability:
    'Availability: 1 less the time lost by the time of the period. At each instant the greatest weight counts: degraded 0, partial 0.3, major 1.',
  tbf: 'Time between failures: operating time by the number of failures. Impact that overlaps is one failure, in the period in which it began.',
  cadence:
    'Cadence: promised updates that came by those that were due, by the interval of the severity or the earlier time that was promised.',
  reopen: 'Reopen rate: incidents that were resolved more than once, by those that were resolved.',
};
