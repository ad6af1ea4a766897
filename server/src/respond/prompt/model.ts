/** Whether somebody who works on a page is asked to declare an incident: after an hour without a solution (R13). */

/** Minutes of focused work that one page may take before it is asked. */
export const focusedMinutes = 60;

/** What became of the page by the time it is asked about. */
export interface Asked {
  kind: 'page' | 'test';
  state: 'triggered' | 'acknowledged' | 'snoozed' | 'resolved';
  isLinked: boolean;
}

/** Only of what somebody has in hand, is still not solved, and is part of no incident. */
export function isAsked({ kind, state, isLinked }: Asked): boolean {
  return kind === 'page' && (state === 'acknowledged' || state === 'snoozed') && !isLinked;
}
