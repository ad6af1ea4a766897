/**
 * Many streams at once, for what is taken in from elsewhere and is over: the same events and the same fold as one by
 * one, and a handful of statements for all. Nothing of it runs: what promises anything goes through `changeIncident`.
 */
import type { IncidentEvent, NewEvent } from '@muster/contract/respond/events';
import type { Act } from '../../platform/act.ts';
import { sql, type Tx } from '../../platform/db.ts';
import { watchedOf } from '../clock/running.ts';
import { numbered, topicOf } from './actions.ts';
import { type Folded, fold, insidersOf } from './model.ts';

/** Of so many at most each is hinted at by itself. */
const hintedAtOnce = 50;

/** A stream that begins, or one that goes on, with what is added to it. */
export interface Addition {
  id: string;
  before: Folded | null;
  events: readonly NewEvent[];
}

/** Appends to each what it is given; telling the stages to the right is for whoever asks. Answers the states then, in the same order. */
export function appendToMany(act: Act, additions: readonly Addition[]): Folded[] {
  const written = additions.map(({ id, before, events }) => {
    const stream = numbered(act, events, { id, version: before?.state.version ?? 0, as: undefined });
    return { isNew: before === null, stream, after: fold(before, stream) };
  });
  for (const { after } of written)
    if (watchedOf(after.state).length > 0) throw new Error(`${after.state.ref} promises something`);
  writeRows(act.tx, written);
  tellOf(
    act,
    written.map(({ after }) => after),
  );
  return written.map(({ after }) => after);
}

interface Written {
  isNew: boolean;
  stream: readonly IncidentEvent[];
  after: Folded;
}

function writeRows(tx: Tx, written: readonly Written[]): void {
  const rows = written.map(({ isNew, stream, after: { state } }) => ({
    ...{ isNew, id: state.id, ref: state.ref, version: state.version, state, title: state.title },
    ...{ kind: state.kind, private: state.private, insiders: insidersOf(state), severity: state.severity },
    ...{ severity_rank: state.rule.rank, status: state.status, category: state.category },
    ...{ services: state.services, declared_at: state.declaredAt, updated_at: stream.at(-1)?.at },
  }));
  const columns = sql`id, ref, version, state, title, kind, private, insiders, severity, severity_rank, status, category,
    services, declared_at, updated_at`;
  tx.later(sql`
    insert into respond.incidents (${columns})
    select ${columns} from jsonb_populate_recordset(null::respond.incidents,
      ${JSON.stringify(rows.filter((one) => one.isNew))})`);
  const changed = rows.filter((one) => !one.isNew);
  if (changed.length > 0)
    tx.later(sql`
      update respond.incidents i set version = n.version, state = n.state, title = n.title, severity = n.severity,
        severity_rank = n.severity_rank, services = n.services, declared_at = n.declared_at, updated_at = n.updated_at
      from jsonb_populate_recordset(null::respond.incidents, ${JSON.stringify(changed)}) n where i.id = n.id`);
  const events = written.flatMap(({ stream }) =>
    stream.map(({ statedAt, ...one }) => ({ ...one, stated_at: statedAt })),
  );
  tx.later(sql`
    insert into respond.events (incident, seq, id, type, v, at, stated_at, actor, audience, evidence, supersedes, data)
    select incident, seq, id, type, v, at, stated_at, actor, audience, evidence, supersedes, data
    from jsonb_populate_recordset(null::respond.events, ${JSON.stringify(events)})`);
}

function tellOf(act: Act, all: readonly Folded[]): void {
  if (all.length === 0) return;
  const open = all.filter(({ state }) => !state.private);
  if (open.length > 0) act.hint('incidents');
  for (const { state } of all)
    if (state.private) act.hintOnly(insidersOf(state), 'incidents', topicOf(state));
    else if (all.length <= hintedAtOnce) act.hint(topicOf(state));
}
