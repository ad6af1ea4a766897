import type { IncidentDocument } from '@muster/contract/respond/document';
import { markdownOf, plainTextOf } from '@muster/contract/respond/document-text';
import type { Query } from '../../platform/db.ts';
import { isId } from '../../platform/ids.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { maySee, seen } from '../access/model.ts';
import { loadSettings } from '../settings/store.ts';
import { findIncident } from '../stream/store.ts';
import { blocksIn, blocksOf } from './blocks.ts';
import { type DocumentOwner, type OfIncident, peopleIn } from './model.ts';
import { updatesUntil } from './store.ts';

/**
 * The document as it is, or as it was at an instant: exact for the last minutes, and to the minute for what is older. As
 * its template has it where nobody has opened it by then.
 */
export async function documentView(
  db: Query,
  incident: string,
  { at, template }: { at: Temporal.Instant | null; template: string },
): Promise<IncidentDocument> {
  const updates = await updatesUntil(db, incident, at);
  const blocks = updates.length === 0 ? blocksIn(template) : blocksOf(updates.map(({ bytes }) => bytes));
  const last = updates.at(-1);
  return {
    markdown: markdownOf(blocks),
    text: plainTextOf(blocks),
    edits: last?.seq ?? 0,
    changedAt: last && last.seq > 0 ? wireTime(last.at) : null,
    people: peopleIn(updates),
  };
}

/** Whoever may see an incident and responds writes in its document. */
export const ofIncident: OfIncident = {
  async mayEdit({ db }, actor, incident) {
    const state = isId(incident) ? await findIncident(db, incident) : undefined;
    return state !== undefined && maySee(state, actor);
  },
  async templateOf({ db }, incident) {
    const [state, { types }] = await Promise.all([findIncident(db, incident), loadSettings(db)]);
    if (!state) return null;
    return (types.find(({ name }) => name === state.type) ?? types[0])?.document ?? '';
  },
  idOf: async ({ db }, actor, ref) => seen(await findIncident(db, ref), actor).id,
  isTelling: (topic, incident) => topic === `incident:${incident}`,
};

/** Several kinds of owners as one: whichever knows the id answers. */
export function anyOwner(owners: readonly DocumentOwner[]): DocumentOwner {
  return {
    async mayEdit(platform, actor, about) {
      for (const one of owners) if (await one.mayEdit(platform, actor, about)) return true;
      return false;
    },
    async templateOf(platform, about) {
      for (const one of owners) {
        const template = await one.templateOf(platform, about);
        if (template !== null) return template;
      }
      return null;
    },
    isTelling: (topic, about) => owners.some((one) => one.isTelling(topic, about)),
  };
}
