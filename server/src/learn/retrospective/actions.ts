import { type LearningValue, suggestDepth } from '@muster/contract/learn/depth';
import { retrospectiveChanged } from '@muster/contract/learn/news';
import * as endpoints from '@muster/contract/learn/retrospectives';
import { endOf } from '@muster/contract/respond/effort';
import { z } from 'zod';
import { findPerson } from '../../catalog/index.ts';
import type { Act } from '../../platform/act.ts';
import { action } from '../../platform/action.ts';
import { actorName, anyone } from '../../platform/actor.ts';
import { isId } from '../../platform/ids.ts';
import { notFound, wrong } from '../../platform/refusal.ts';
import { wireTime } from '../../platform/wire-time.ts';
import {
  auditSubject,
  changeIncident,
  fold,
  insidersOf,
  loadEvents,
  seenIncident,
} from '../../respond/index.ts';
import { authorsOf, mayRead } from '../author/store.ts';
import { suggestionFor } from '../depth/store.ts';
import { callsFor, draftOf } from '../draft/store.ts';
import { figuresOfImpact } from '../figure/model.ts';
import { replaceFigures } from '../figure/store.ts';
import { insertRows } from '../timeline/store.ts';
import { decideStep, refuseClosed } from './decide.ts';
import { noNumbers, type Stored, topicOf } from './model.ts';
import { findOfIncident, insertRetrospective, lockRetrospective, saveRetrospective } from './store.ts';

const onIncident = endpoints.putIncidentRetrospective;

/** Begins the retrospective of an incident where there is none, and changes what is given of it. */
export const putOfIncident = action(
  {
    name: 'learn.putRetrospective',
    who: 'responder',
    input: z.strictObject({ ref: z.string(), change: onIncident.body }),
  },
  async (act, { ref, change }): Promise<{ id: string }> => {
    const state = await seenIncident(act.tx, ref, act.caller.actor);
    const found = await findOfIncident(act.tx, state.id);
    const id = found?.id ?? (await beginFor(act, state.id, change.depth));
    await applyChange(act, id, change);
    return { id };
  },
);

/** Drafts one from the record. Answers its id, also where another had begun it in this moment. */
export async function beginFor(act: Act, incident: string, wanted?: Stored['depth']): Promise<string> {
  const events = await loadEvents(act.tx, incident, {});
  const folded = fold(null, events);
  const { state } = folded;
  // As a stranger sees it: its reasons are read by all who may read it, and one begins it who may know of more.
  const suggested = await suggestionFor(act.tx, state, {
    actor: anyone,
    asked: wanted !== undefined,
    now: act.now,
  });
  const calls = await callsFor(act.tx, state, act.now);
  const draft = draftOf(folded, events, { madeAt: wireTime(act.now), calls });
  const one: Stored = {
    ...blank(act),
    incident,
    ref: state.ref,
    kind: state.kind === 'drill' ? 'drill' : 'incident',
    title: state.title,
    services: state.services,
    private: state.private,
    severity: state.severity,
    severityRank: state.rule.rank,
    depth: wanted ?? suggested.depth,
    reasons: suggested.reasons,
    due: suggested.due,
    happenedAt: Temporal.Instant.from(endOf(state) ?? state.declaredAt),
    owner: state.commander ?? lastCommander(state.assignments) ?? ownerOf(act),
    record: draft.record,
    meetingDueAt: suggested.meetingDueAt,
    publishDueAt: suggested.publishDueAt,
  };
  if (!(await insertRetrospective(act.tx, one)))
    return (await findOfIncident(act.tx, incident))?.id ?? one.id;
  await insertRows(act.tx, one.id, { rows: draft.rows, now: act.now });
  await replaceFigures(act.tx, { retrospective: one.id, source: 'record' }, draft.figures);
  await tell(act, one);
  return one.id;
}

function lastCommander(assignments: readonly { role: string; person: string }[]): string | undefined {
  return assignments.findLast(({ role }) => role === 'commander')?.person;
}

/** One that is about no incident. */
export const addAlone = action(
  { name: 'learn.addRetrospective', who: 'responder', input: endpoints.addRetrospective.body },
  async (act, { title, kind, services, depth }): Promise<{ id: string }> => {
    const value: LearningValue = {
      asks: 'none',
      hasSimilar: true,
      people: 0,
      minutes: null,
      usualMinutes: null,
      nearMiss: kind === 'near-miss',
      customersUpset: false,
      asked: true,
    };
    const suggested = suggestDepth(value);
    const one: Stored = {
      ...blank(act),
      kind,
      title,
      services,
      depth: depth ?? suggested.depth,
      reasons: suggested.reasons,
      owner: ownerOf(act),
    };
    await insertRetrospective(act.tx, one);
    await tell(act, one);
    return { id: one.id };
  },
);

function ownerOf({ caller: { actor } }: Act): string | null {
  return actor.kind === 'person' ? actor.name : null;
}

function blank(act: Act): Stored {
  return {
    id: act.newId(),
    incident: null,
    ref: null,
    kind: 'incident',
    title: '',
    services: [],
    private: false,
    severity: null,
    severityRank: null,
    depth: 'quick',
    reasons: [],
    due: [],
    signal: '',
    state: 'draft',
    owner: null,
    facilitator: null,
    noteTaker: null,
    reviewer: null,
    numbers: noNumbers,
    dismissed: [],
    version: 1,
    record: {
      madeAt: wireTime(act.now),
      upTo: 0,
      facts: [],
      times: [],
      severities: [],
      impact: [],
      attempts: [],
      decisions: [],
      communication: [],
      handoffs: [],
      effects: [],
      later: [],
      roles: [],
    },
    meetingDueAt: null,
    publishDueAt: null,
    meetingAt: null,
    reviewedAt: null,
    reviewedBy: null,
    publishedAt: null,
    publishedBy: null,
    happenedAt: act.now,
    createdAt: act.now,
    createdBy: actorName(act.caller.actor),
    updatedAt: act.now,
  };
}

export const changeOne = action(
  {
    name: 'learn.changeRetrospective',
    who: 'responder',
    input: z.strictObject({ id: z.string(), change: endpoints.changeRetrospective.body }),
  },
  (act, { id, change }) => applyChange(act, id, change),
);

async function applyChange(act: Act, id: string, change: endpoints.RetrospectiveChange): Promise<void> {
  await changing(act, id, async (before) => {
    for (const role of ['owner', 'facilitator', 'noteTaker', 'reviewer'] as const)
      await refuseStranger(act, role, change[role] ?? null);
    const { meetingAt, numbers, ...plain } = change;
    const after = { ...before.numbers, ...numbers };
    await replaceFigures(act.tx, { retrospective: id, source: 'impact' }, figuresOfImpact(after));
    return {
      ...before,
      ...plain,
      ...(meetingAt === undefined
        ? {}
        : { meetingAt: meetingAt === null ? null : Temporal.Instant.from(meetingAt) }),
      numbers: after,
    } as Stored;
  });
}

async function refuseStranger(act: Act, role: string, person: string | null): Promise<void> {
  if (person !== null && !(await findPerson(act.tx, person)))
    throw wrong(`/${role}`, `There is nobody with the name ${person}.`);
}

/** From draft to published and back. */
export const takeStep = action(
  {
    name: 'learn.stepRetrospective',
    who: 'responder',
    input: z.strictObject({ id: z.string(), to: endpoints.stepRetrospective.body.shape.to }),
  },
  async (act, { id, to }) => {
    const before = await openOne(act, id);
    const authors = await authorsOf(act.tx, id);
    const after = decideStep(before, to, { by: actorName(act.caller.actor), authors, now: act.now });
    await saveRetrospective(act.tx, { ...after, updatedAt: act.now });
    if (to === 'reviewed' && before.incident !== null) await linkTo(act, before);
    await tell(act, after);
  },
);

/** What closing asks for (R65): a report that nobody else has read is no report, so it is linked once it is reviewed. */
async function linkTo(act: Act, { incident, ref }: Stored): Promise<void> {
  await changeIncident(act, { ref: incident ?? '' }, ({ state }) =>
    state.links.some(({ kind }) => kind === 'retrospective')
      ? []
      : [
          {
            type: 'linked',
            data: {
              id: act.newId(),
              kind: 'retrospective',
              to: `/incidents/${ref}/retrospective`,
              label: 'Retrospective',
            },
          },
        ],
  );
}

/** Takes up what was put on record since. */
export const redraft = action(
  { name: 'learn.redraftRetrospective', who: 'responder', input: z.strictObject({ id: z.string() }) },
  async (act, { id }) => {
    const before = await openOne(act, id);
    refuseClosed(before);
    if (before.incident === null) throw wrong('/id', 'It stands alone: there is no record to draft it from.');
    const events = await loadEvents(act.tx, before.incident, {});
    const folded = fold(null, events);
    const calls = await callsFor(act.tx, folded.state, act.now);
    const around = { madeAt: wireTime(act.now), calls };
    const { record, figures } = draftOf(folded, events, around);
    const since = events.filter(({ seq }) => seq > before.record.upTo);
    const { rows } = draftOf(folded, since, around);
    await saveRetrospective(act.tx, { ...before, record, updatedAt: act.now });
    await insertRows(act.tx, id, { rows, now: act.now });
    await replaceFigures(act.tx, { retrospective: id, source: 'record' }, figures);
    await tell(act, before);
  },
);

/** Changes one that is open, under its lock. */
export async function changing(
  act: Act,
  id: string,
  change: (before: Stored) => Promise<Stored> | Stored,
): Promise<void> {
  const before = await openOne(act, id);
  refuseClosed(before);
  const after = await change(before);
  await saveRetrospective(act.tx, { ...after, updatedAt: act.now });
  await tell(act, after);
}

/** What changes is kept beside it: a row, a factor, a number. It is open, locked, and was changed now. */
export function changingPart(act: Act, id: string): Promise<void> {
  return changing(act, id, (before) => before);
}

/** Locked. Refuses not_found for whoever may not see it. */
export async function openOne(act: Act, id: string): Promise<Stored> {
  const found = isId(id) ? await lockRetrospective(act.tx, id) : undefined;
  if (!found || !(await mayRead(act.tx, found, act.caller.actor))) throw notFound('retrospective');
  return found;
}

/** Tells browsers, the record and the stages to the right. Of a private one only those inside hear. */
export async function tell(act: Act, one: Stored): Promise<void> {
  act.publish(
    retrospectiveChanged(one.id, { retrospective: one.id, incident: one.incident, state: one.state }),
  );
  await noteAbout(act, one, { topics: ['retrospectives', topicOf(one)], detail: { state: one.state } });
}

/** Browsers hear `topics`, and the record has `detail` (null: nothing): of a private one those inside, and no word. */
export async function noteAbout(
  act: Act,
  one: Stored,
  { topics, detail }: { topics: readonly string[]; detail: Record<string, unknown> | null },
): Promise<void> {
  const state = one.incident === null ? null : await seenIncident(act.tx, one.incident, act.caller.actor);
  if (state?.private) act.hintOnly(insidersOf(state), ...topics);
  else act.hint(...topics);
  if (detail === null) return;
  if (state?.private) act.record(auditSubject(state));
  else act.record(`retrospective:${one.id}`, detail);
}
