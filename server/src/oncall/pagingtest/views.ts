import type { listPagingTests, PagingTest } from '@muster/contract/oncall/paging-tests';
import type { z } from 'zod';
import type { Query } from '../../platform/db.ts';
import { deliveriesOf } from '../../platform/delivery/store.ts';
import { notFound } from '../../platform/refusal.ts';
import { wireTime, wireTimeOrNull } from '../../platform/wire-time.ts';
import { findSchedule } from '../schedule/store.ts';
import { methodsOf, secondsBetween, type TestRow } from './model.ts';
import { findPlan, testsOf } from './store.ts';

export async function testsView(
  db: Query,
  schedule: string,
): Promise<z.output<(typeof listPagingTests)['answer']>> {
  if (!(await findSchedule(db, schedule))) throw notFound('schedule');
  const rows = await testsOf(db, schedule);
  const running = rows.flatMap((row) => (row.endedAt === null && row.pageId ? [row.pageId] : []));
  const sent = Map.groupBy(
    running.length === 0 ? [] : await deliveriesOf(db, 'page', running),
    (one) => one.subject,
  );
  return {
    plan: (await findPlan(db, schedule)) ?? null,
    items: rows.map((row) =>
      toWire(
        row.endedAt === null
          ? { ...row, methods: methodsOf(row.openedAt, sent.get(row.pageId ?? '') ?? []) }
          : row,
      ),
    ),
  };
}

function toWire(row: TestRow): PagingTest {
  const { id, person, state, isWeekly, openedAt, acknowledgedAt } = row;
  return {
    id,
    person,
    state,
    isWeekly,
    page: row.pageId,
    openedAt: wireTime(openedAt),
    endsAt: wireTime(row.endsAt),
    endedAt: wireTimeOrNull(row.endedAt),
    acknowledgedAfterSeconds: acknowledgedAt === null ? null : secondsBetween(openedAt, acknowledgedAt),
    methods: [...row.methods],
  };
}
