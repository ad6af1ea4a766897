import type { QuestionCard } from '@muster/contract/learn/facilitation';
import { gapsIn } from '@muster/contract/learn/timeline';
import type { Actor } from '../../platform/actor.ts';
import type { Query } from '../../platform/db.ts';
import { notFound } from '../../platform/refusal.ts';
import { seenRetrospective } from '../retrospective/views.ts';
import { isFacilitator } from '../session/model.ts';
import { sessionsAbout } from '../session/store.ts';
import { rowsOf } from '../timeline/store.ts';
import { questionsFor } from './model.ts';

/** For whoever facilitates the report or a session about it; for all others there are none. */
export async function cardsOf(db: Query, id: string, actor: Actor): Promise<{ cards: QuestionCard[] }> {
  const one = await seenRetrospective(db, id, actor);
  const isOwn = actor.kind === 'person' && one.facilitator === actor.name;
  const leads = isOwn || (await sessionsAbout(db, id)).some((session) => isFacilitator(session, actor));
  if (!leads) throw notFound('card for you');
  const rows = await rowsOf(db, id);
  const gaps = new Set(gapsIn(rows).map(({ after }) => after));
  return {
    cards: rows.map((row, i) => ({
      row: row.id,
      at: row.at,
      text: row.text,
      questions: questionsFor(row, gaps.has(i)),
    })),
  };
}
