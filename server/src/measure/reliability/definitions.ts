/** What each measure is, in sentences that stand beside its chart, and which edition of the definition it is. */
import type { StoredRule } from '@muster/contract/measure/availability';
import type { DurationName, PartName, ShareName } from '@muster/contract/measure/measures';
import { weighing } from '../availability/model.ts';

type Name = DurationName | PartName | ShareName | 'availability' | 'tbf';

/** What a figure says of itself. The version rises where the same incidents would give another figure. */
export function definitionOf(name: Name): { definition: string; definitionVersion: number } {
  return { definition: definitions[name], definitionVersion: versions[name] ?? 1 };
}

/** Of what hangs on the weights that the organisation chose: with them, and another edition with each choice. */
export function definitionUnder(rule: StoredRule, name: 'availability' | 'tbf') {
  const { definition, definitionVersion } = definitionOf(name);
  const maintenance =
    rule.maintenance === 'left-out' ? 'Maintenance of one service is left out.' : 'Maintenance counts.';
  return {
    definition: `${definition} Weights: ${weighing(rule)}, where nobody stated how much was lost. ${maintenance}`,
    definitionVersion: definitionVersion + rule.version,
  };
}

const definitions: Readonly<Record<Name, string>> = {
  ttd: 'Time to detect: from the start of the impact to the first alert, report or declaration. A signal before the impact is early and no duration.',
  'declare-delay':
    'Declare delay: from the first signal to the declaration. What was declared by an alert itself has none, and counts. Of what was written down afterwards only a declaration that was stated counts.',
  tta: 'Time to acknowledge: from the first page sent to the first acknowledgement by a person, escalations included. What nobody acknowledged is counted apart; what was written down afterwards is left out.',
  ttn: 'Time to notice: from the start of the impact to the first public notice, where the severity needs one. Over seven days is implausible.',
  'notice-delay':
    'Notice delay: from the declaration to the first public notice, where the severity needs one. Over seven days is implausible.',
  ttm: 'Time to mitigate: from the start of the impact to its mitigation.',
  ttr: 'Time to repair: from the first acknowledgement to the last resolution, without the time between a resolution and a reopening in which nothing hurt.',
  'first-restore':
    'First restore: from the start of the impact to the first time that nothing hurt any more.',
  ttrestore: 'Time to restore: from the start of the impact to its last end.',
  'impact-time':
    'Time of impact: all time in which something hurt, together; overlapping impact counts once.',
  'active-time': 'Active time: from the declaration to the resolution, without pauses.',
  coordination:
    'Cost of coordination: the time of everybody who was there, together, from when they were first heard of until they were released or it was resolved. It is told of incidents, never of people.',
  drills:
    'Drills: from the declaration to the resolution of each rehearsal, without pauses. They are in no other figure.',
  statuses:
    'Time in each status: of incidents that were resolved, how long each stood in each status of the response; all stretches in one status together.',
  detection:
    'How incidents came to be known, as their people say; with the time to detect of each way. A machine was first where it was an alert, an objective or a probe.',
  availability:
    'Availability: 1 less the time lost by the time of the period. At each instant the greatest weight of what hurts counts, never the sum. Where maintenance is left out it shortens the period too.',
  tbf: 'Time between failures: operating time by the number of failures. Impact that weighs anything is a failure; what overlaps is one, in the period in which it began. Without a failure it is more than the operating time.',
  cadence:
    'Cadence: promised updates that came by those that were due, by the interval of the severity or the earlier time that was promised, up to the resolution. At rest they are due every four hours. What was written down afterwards is left out.',
  'follow-ups':
    'Follow-ups done in time: of those due in the period, those done with evidence by their date. Cancelled ones count on neither side; moved dates are counted.',
  recurrence:
    'Recurrence: of the incidents that were resolved in the period, those that share a service and a contributing factor with another one that was resolved in the 90 days before, or that people linked as the same again.',
  reopen:
    'Reopen rate: incidents that were taken up again within 14 days and resolved once more, by those that were resolved. A later return is an incident of its own.',
  actionability:
    'Actionable alerts: of the groups of alerts that people were told of, those on which a person acted or that belong to an incident. What cleared by itself within five minutes, with nobody acting, is noise.',
};

/**
 * Where it is not the first. Acknowledging: by people only, and the first time, since version 2. What was written down
 * afterwards counts for repairing (3), for delays of declaring and of notice (2), and is detected when somebody says so
 * (2). What comes back after 14 days was not reopened (2).
 */
const versions: Readonly<Partial<Record<Name, number>>> = {
  ttd: 2,
  'declare-delay': 2,
  tta: 2,
  'notice-delay': 2,
  ttr: 3,
  reopen: 2,
  availability: 2,
};
