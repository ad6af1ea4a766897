import type { listPagingTests, PagingTest } from '@muster/contract/oncall/paging-tests';
import type { ReadyPerson } from '@muster/contract/oncall/readiness';
import type { z } from 'zod';
import type { Query } from '../../platform/db.ts';
import { deliveriesOf } from '../../platform/delivery/store.ts';
import { notFound } from '../../platform/refusal.ts';
import { wireTime, wireTimeOrNull } from '../../platform/wire-time.ts';
import type { FailedTest } from '../coverage/model.ts';
import { findSchedule } from '../schedule/store.ts';
import { methodsOf, secondsBetween, type TestRow } from './model.ts';
import { findPlan, latestTests, testsOf } from './store.ts';

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

/** The latest test of each person that rang, as far as it was not answered or something of it did not arrive. */
export async function failedTests(db: Query): Promise<FailedTest[]> {
  return (await latestTests(db)).flatMap(({ person, schedule, openedAt, state, methods }) => {
    const failed = methods
      .filter(({ outcome }) => outcome === 'failed')
      .map(({ kind, via }) => `${kind} (${via})`);
    const isAnswered = state === 'acknowledged';
    if (isAnswered && failed.length === 0) return [];
    return [
      { person, schedule, at: openedAt, isAnswered, messages: methods.length, failed: [...new Set(failed)] },
    ];
  });
}

/** The latest test of each person that rang, by name. */
export async function latestTestsView(db: Query): Promise<Map<string, ReadyPerson['lastTest']>> {
  return new Map(
    (await latestTests(db)).map(({ person, schedule, openedAt, acknowledgedAt }) => [
      person,
      {
        schedule,
        at: wireTime(openedAt),
        answered: acknowledgedAt !== null,
        afterSeconds: acknowledgedAt === null ? null : secondsBetween(openedAt, acknowledgedAt),
      },
    ]),
  );
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
