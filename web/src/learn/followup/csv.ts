import type { FollowUp } from '@muster/contract/learn/followups';
import { textCell } from '@muster/contract/oncall/hours';

const columns = [
  'ref',
  'title',
  'state',
  'kind',
  'priority',
  'owner',
  'team',
  'services',
  'incident',
  'due',
  'first due',
  'moves',
  'overdue',
  'committed',
  'done',
  'evidence',
  'cancelled',
  'why cancelled',
  'effect',
  'recurred in',
];

/** One row for each follow-up, with a head. */
export function followUpsCsv(items: readonly FollowUp[]): string {
  const rows = items.map((one) => [
    one.ref,
    one.title,
    one.state,
    one.kind,
    one.priority,
    one.owner,
    one.team,
    one.services.join(' '),
    one.incident?.ref,
    one.dueOn,
    one.firstDueOn,
    String(one.moves),
    one.isOverdue ? 'yes' : 'no',
    one.committedAt,
    one.doneAt,
    one.evidence,
    one.cancelledAt,
    one.cancelledWhy,
    one.effect?.outcome,
    one.recurred.map((again) => again.ref).join(' '),
  ]);
  return [columns, ...rows].map((row) => `${row.map((cell) => textCell(cell ?? '')).join(',')}\r\n`).join('');
}
