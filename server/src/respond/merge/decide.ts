/**
 * When two incidents may become one, and apart again. Entries, tasks and pages stay in the stream in which they were
 * written: the one that goes on points to them. Copying them would give each line two homes and two orders, would make
 * "as it was" of either a mixture, and taking apart could not tell whose was written meanwhile.
 */
import type { NewEvent } from '@muster/contract/respond/events';
import type { IncidentState } from '@muster/contract/respond/state';
import { Refusal } from '../../platform/refusal.ts';
import { insidersOf } from '../stream/model.ts';

/** The two sides of one fact, each for its own stream. */
export interface BothSides {
  merged: NewEvent[];
  absorbing: NewEvent[];
}

export function decideMerged(state: IncidentState, into: IncidentState, reason: string): BothSides {
  if (state.id === into.id) throw wrong('An incident cannot be merged into itself.');
  if (state.mergedInto === into.ref) throw wrong(`It is merged into ${into.ref} already.`);
  refuseGone(state);
  // With this no circle can come to be: whatever takes one up is itself merged into nothing.
  refuseGone(into);
  if (state.kind !== into.kind)
    throw wrong(`${state.ref} is ${kinds[state.kind]} and ${into.ref} is ${kinds[into.kind]}.`);
  refuseBorder(state, into);
  return {
    merged: [{ type: 'merged', data: { into: into.ref, reason } }],
    absorbing: [{ type: 'absorbed', data: { ref: state.ref } }],
  };
}

export function decideUnmerged(state: IncidentState, from: IncidentState, reason: string): BothSides {
  if (state.mergedInto === null) throw new Refusal('conflict', 'It is merged into no other.');
  if (state.mergedInto !== from.ref) throw new Refusal('conflict', 'Somebody merged it anew meanwhile.');
  return {
    merged: [{ type: 'unmerged', data: { from: state.mergedInto, reason } }],
    absorbing: [{ type: 'released', data: { ref: state.ref, reason } }],
  };
}

const kinds = { real: 'real', drill: 'a drill', retroactive: 'one that was written down later' } as const;

function refuseGone({ ref, mergedInto, category }: IncidentState): void {
  if (mergedInto !== null) throw wrong(`${ref} was merged into ${mergedInto}: that one is meant, perhaps.`);
  if (category === 'closed' || category === 'cancelled')
    throw wrong(`${ref} is ${category}: reopen it first.`);
}

/** Neither side may learn of the other by the merge: each would stand in the stream of the other. */
function refuseBorder(state: IncidentState, into: IncidentState): void {
  if (state.private !== into.private)
    throw wrong('One is private and the other is not: make both private, or neither.');
  if (!state.private) return;
  const these = insidersOf(state);
  const those = insidersOf(into);
  const apart = [
    ...these.filter((one) => !those.includes(one)),
    ...those.filter((one) => !these.includes(one)),
  ];
  if (apart.length > 0)
    throw wrong(`Both are private, and ${apart.join(', ')} may see only one of them: let them in first.`);
}

function wrong(message: string): Refusal {
  return new Refusal('conflict', message, [{ pointer: '/into', message }]);
}
