/** The record as JSON: the state, what follows from it, all lines of the log, and the stream that all of it is made of. */
import { activeSeconds, coordinationOf, timeInStatuses } from '@muster/contract/respond/effort';
import { clocksOf } from '../clock/running.ts';
import { activityOf, type Recorded } from './model.ts';
import { namesIn, tell } from './story.ts';

export function* jsonOf(record: Recorded): Generator<string> {
  const { folded, events, madeAt, at } = record;
  const { state, entries } = folded;
  const head = {
    format: 'muster-incident',
    formatVersion: 1,
    madeAt,
    at,
    incident: { ...state, clocks: clocksOf(state) },
    timeInStatuses: timeInStatuses(state, at),
    activeSeconds: activeSeconds(state, at),
    coordination: coordinationOf(state, at),
    ics: formsOf(record),
  };
  yield `${JSON.stringify(head).slice(0, -1)},"activity":[`;
  yield* activity(record);
  yield '],"entries":[';
  yield* listed([...entries.values()].sort((a, b) => a.seq - b.seq));
  yield '],"events":[';
  yield* listed(events);
  yield ']}\n';
}

/** The forms of the Incident Command System, as far as the record fills them (practice.md 6.7); 214 is `activity`. */
function formsOf({ folded: { state }, at }: Recorded): object {
  const { ref, title, severity, status, category, impact, plan, open, tasks, streams, stopGaps } = state;
  const going = <T extends { until: string | null }>(rows: readonly T[]) =>
    rows.filter((one) => one.until === null);
  return {
    201: {
      ref,
      title,
      at,
      situation: state.summary,
      plan,
      impact: going(impact),
      open,
      stopGaps,
      handoff: state.handoffs.findLast((one) => one.state === 'accepted') ?? null,
    },
    203: { commander: state.commander, roles: going(state.assignments) },
    204: streams.map((one) => ({ ...one, tasks: tasks.filter((task) => task.stream === one.id) })),
    209: {
      ref,
      title,
      at,
      severity,
      status,
      category,
      impact,
      services: state.services,
      updates: state.updates,
      nextUpdates: state.nextUpdates,
    },
  };
}

function* activity({ folded, events }: Recorded): Generator<string> {
  const names = namesIn(folded);
  let before = '';
  for (const { person, role, acts } of activityOf(folded.state, events)) {
    yield `${before}{"person":${JSON.stringify(person)},"role":${JSON.stringify(role)},"acts":[`;
    yield* listed(acts, ({ seq, at, ...event }) => ({ seq, at, text: tell({ seq, at, ...event }, names) }));
    yield ']}';
    before = ',';
  }
}

function* listed<T>(rows: readonly T[], shape: (row: T) => unknown = (row) => row): Generator<string> {
  for (const [i, row] of rows.entries()) yield `${i === 0 ? '' : ','}${JSON.stringify(shape(row))}`;
}
