import * as endpoints from '@muster/contract/learn/parts';
import type { TimelineRow } from '@muster/contract/learn/retrospectives';
import { z } from 'zod';
import type { Act } from '../../platform/act.ts';
import { action } from '../../platform/action.ts';
import { actorName } from '../../platform/actor.ts';
import { isId } from '../../platform/ids.ts';
import { notFound } from '../../platform/refusal.ts';
import { changingPart } from '../retrospective/actions.ts';
import { deleteRow, findRow, saveRow } from './store.ts';

const onRow = endpoints.changeTimelineRow.params;

/** Adds a row; without evidence it stands as a recollection (P25). */
export const addRow = action(
  {
    name: 'learn.addTimelineRow',
    who: 'responder',
    input: z.strictObject({ id: z.string(), row: endpoints.addTimelineRow.body }),
  },
  async (act, { id, row: { at, text, evidence } }): Promise<TimelineRow> => {
    const by = actorName(act.caller.actor);
    const row = { id: act.newId(), at, text, by, mark: 'added', event: null, evidence, addedBy: by };
    return save(act, id, { ...row, evidence: evidence || null });
  },
);

/** What the record told keeps the number of its event, whatever its words become. */
export const changeRow = action(
  {
    name: 'learn.changeTimelineRow',
    who: 'responder',
    input: z.strictObject({ ...onRow.shape, change: endpoints.changeTimelineRow.body }),
  },
  async (act, { id, row, change }): Promise<TimelineRow> => {
    const before = isId(id) && isId(row) ? await findRow(act.tx, id, row) : undefined;
    if (!before) throw notFound('row');
    const { at = before.at, text = before.text, evidence = before.evidence } = change;
    const addedBy = actorName(act.caller.actor);
    return save(act, id, { ...before, at, text, evidence: evidence || null, addedBy });
  },
);

/** Of a row that is the report's own its writer stays an author; the incident's record keeps what it told. */
export const removeRow = action(
  { name: 'learn.removeTimelineRow', who: 'responder', input: onRow },
  async (act, { id, row }) => {
    await changingPart(act, id);
    if (!isId(row) || (await deleteRow(act.tx, id, row)) === 0) throw notFound('row');
  },
);

async function save(act: Act, id: string, row: TimelineRow): Promise<TimelineRow> {
  await changingPart(act, id);
  await saveRow(act.tx, id, row);
  return { ...row, at: new Date(row.at).toISOString() };
}
