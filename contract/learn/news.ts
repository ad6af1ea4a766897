import { eventKind } from '../platform/event.ts';

/** How far a retrospective has come: written, looked at by somebody else, found good, told to everybody. */
export const retrospectiveStates = ['draft', 'in-review', 'reviewed', 'published'] as const;
export type RetrospectiveState = (typeof retrospectiveStates)[number];

/**
 * A retrospective was made, or has come to another state. The subject is its id; `incident` is the id of the incident
 * that it is about, null where it stands alone.
 */
export const retrospectiveChanged = eventKind<{
  retrospective: string;
  incident: string | null;
  state: RetrospectiveState;
}>('learn.retrospectiveChanged');
