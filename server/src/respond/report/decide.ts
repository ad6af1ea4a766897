/** What a report means for an incident: it is on record there, and asks once whether it changes the impact. */
import { cut } from '@muster/contract/platform/cut';
import type { NewEvent } from '@muster/contract/respond/events';
import type { IncidentState } from '@muster/contract/respond/state';
import { Refusal } from '../../platform/refusal.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { isOpen } from '../stream/model.ts';
import { countText, type StoredReport, totals } from './model.ts';

/** With these words the question begins, so that it is asked once as long as it is open. */
const asked = 'Possible impact:';
/** So many stand on the incident by themselves; the list of its reports has them all. */
const linkedAtMost = 200;

/** The events of reports that come to belong to an incident; none for those that do already. */
export function decideReported(
  state: IncidentState,
  reports: readonly StoredReport[],
  { question, now }: { question: string; now: Temporal.Instant },
): NewEvent[] {
  if (state.mergedInto !== null) throw new Refusal('conflict', `It was merged into ${state.mergedInto}.`);
  const known = new Set(state.links.map((one) => one.id));
  const fresh = reports.filter((one) => !known.has(one.id));
  const room = Math.max(0, linkedAtMost - state.links.filter((one) => one.kind === 'report').length);
  const isAsked = state.open.some((one) => one.kind === 'question' && one.text.startsWith(asked));
  const [first] = fresh;
  return [
    ...fresh.slice(0, room).map(
      (one): NewEvent => ({
        type: 'linked',
        data: { id: one.id, kind: 'report', to: one.id, label: cut(one.symptom, 300) },
        statedAt: wireTime(one.at),
      }),
    ),
    ...(first && isOpen(state) && !isAsked
      ? [
          {
            type: 'entryAdded',
            data: {
              id: question,
              kind: 'question',
              text: `${asked} ${countText(totals(fresh))}. "${cut(first.symptom, 500)}" Who is affected, and how?`,
              detail: {},
              state: 'open',
              at: wireTime(now),
            },
          } as const,
        ]
      : []),
  ];
}

/** The events of reports that turned out to belong elsewhere. */
export function decideTaken(
  state: IncidentState,
  reports: readonly Pick<StoredReport, 'id'>[],
  to: Pick<IncidentState, 'ref' | 'private'>,
): NewEvent[] {
  const where = to.private ? 'elsewhere' : `to ${to.ref}`;
  return reports
    .filter(({ id }) => state.links.some((one) => one.id === id))
    .map(({ id }) => ({ type: 'unlinked', data: { id, reason: `It belongs ${where}.` } }));
}
