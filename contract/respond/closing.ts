/**
 * What has to be there before an incident is closed (R65): worked out from its state, the same for the server and for
 * the screen that tells it beforehand. Whoever closes it all the same says why, and that stays in sight.
 */
import type { ClosingNeed, IncidentType } from './settings.ts';
import { closingNeeds } from './settings.ts';
import type { IncidentState } from './state.ts';

export interface Missing {
  need: ClosingNeed;
  /** In a few words, such as `A field: Region`. */
  text: string;
}

type Closing = Pick<
  IncidentState,
  'kind' | 'rule' | 'fields' | 'tasks' | 'updates' | 'stopGaps' | 'links'
> & {
  obligations?: readonly { state: string; rule: { label: string } }[] | undefined;
};

/** What is closed or cancelled is a record: it is changed with a reason, and says so (practice.md 3.5). */
export function isPutAway({ category }: Pick<IncidentState, 'category'>): boolean {
  return category === 'closed' || category === 'cancelled';
}

const most = 80;

/** In the order in which they are told. `type` is its kind as the settings say it now; undefined once it is gone. */
export function missingToClose(state: Closing, type: Pick<IncidentType, 'fields'> | undefined): Missing[] {
  const asked = state.rule.closing ?? closingNeeds;
  return closingNeeds
    .filter((need) => asked.includes(need))
    .flatMap((need) => found[need](state, type).map((text) => ({ need, text })));
}

type Look = (state: Closing, type: Pick<IncidentType, 'fields'> | undefined) => string[];

const found: Record<ClosingNeed, Look> = {
  fields: ({ fields }, type) =>
    (type?.fields ?? [])
      .filter((one) => one.required && (fields[one.name] ?? '').trim() === '')
      .map((one) => `A field: ${one.label}`),
  tasks: ({ tasks }) =>
    tasks.filter((one) => one.state === 'open').map((one) => `An open task: ${short(one.text)}`),
  'stop-gaps': ({ stopGaps }) =>
    stopGaps.filter((one) => one.endedAt === null).map((one) => `A stop-gap in place: ${short(one.what)}`),
  obligations: ({ obligations = [] }) =>
    obligations
      .filter((one) => one.state === 'running')
      .map((one) => `A duty to those outside: ${one.rule.label}`),
  notice: (state) => (lacksNotice(state) ? ['The closing notice to customers'] : []),
  retrospective: ({ kind, rule, links }) =>
    kind !== 'drill' &&
    rule.retrospective === 'required' &&
    !links.some((one) => one.kind === 'retrospective')
      ? ['The retrospective, linked here']
      : [],
};

/** Whoever was told that it began is told that it is over, and whether anything was lost (P38). */
function lacksNotice({ kind, rule, updates: { customers } }: Closing): boolean {
  if (kind === 'drill' || customers?.kind === 'closing') return false;
  return customers !== undefined || (kind === 'real' && rule.publicNotice);
}

function short(text: string): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
