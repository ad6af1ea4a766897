/** What the auditor looks for in the platform's own tables: messages and events that should have gone. */

import { lanes } from '../delivery/model.ts';
import { laneWorker } from '../delivery/store.ts';
import type { Sweep } from '../jobs.ts';
import { outboxSweep } from '../outbox-rows.ts';
import { sql } from '../sql.ts';
import { type Check, mostFound, overdueSeconds } from './model.ts';

const overdueMessages: Check = {
  name: 'platform.overdueMessages',
  title: 'Messages without an outcome past their time or their lease',
  async look(db, now) {
    const rows = await db.many<{
      id: string;
      kind: string;
      purpose: string;
      state: string;
      due: Temporal.Instant;
    }>(sql`
      select id, kind, purpose, state, due_at as due from platform.deliveries
      where state in ('queued', 'sending') and lane = any(${Object.keys(lanes)}::text[])
        and due_at < ${now.subtract({ seconds: overdueSeconds })}
      order by due_at limit ${mostFound}`);
    return rows.map(({ id, kind, purpose, state, due }) => ({
      subject: id,
      text: `A message by ${kind} (${purpose}) was due at ${due} and is still ${state}.`,
    }));
  },
  async mend(act) {
    for (const lane of laneNames()) act.poke(laneWorker(lane));
  },
};

const overdueEvents: Check = {
  name: 'platform.overdueEvents',
  title: 'Events inside Muster that nobody has taken',
  async look(db, now) {
    const rows = await db.many<{ id: number; type: string; subscriber: string; due: Temporal.Instant }>(sql`
      select id, type, subscriber, due_at as due from platform.outbox
      where not quarantined and due_at < ${now.subtract({ seconds: overdueSeconds })} order by due_at limit ${mostFound}`);
    return rows.map(({ id, type, subscriber, due }) => ({
      subject: String(id),
      text: `The event ${type} for ${subscriber} was due at ${due}.`,
    }));
  },
  mend: async (act) => act.poke(outboxSweep),
};

/** A person decides what becomes of them: what failed five times would fail again. */
const quarantined: Check = {
  name: 'platform.quarantinedEvents',
  title: 'Events inside Muster that failed five times',
  async look(db) {
    const rows = await db.many<{ id: number; type: string; subscriber: string; at: Temporal.Instant }>(sql`
      select id, type, subscriber, at from platform.outbox where quarantined order by id limit ${mostFound}`);
    return rows.map(({ id, type, subscriber, at }) => ({
      subject: String(id),
      text: `The event ${type} of ${at} for ${subscriber} failed five times and waits for a person.`,
    }));
  },
};

/** Sweeps whose rows are due and that have not come, whatever the reason. */
function lateSweeps(sweeps: readonly Sweep[]): Check {
  return {
    name: 'platform.lateSweeps',
    title: 'Sweeps that have not done what is due',
    async look(db, now) {
      const late = await Promise.all(
        sweeps.map(async ({ name, nextDueAt }) => {
          const due = await nextDueAt(db);
          const isLate = due !== null && due.until(now).total('seconds') > overdueSeconds;
          return isLate
            ? [{ subject: name, text: `The sweep ${name} has had work to do since ${due}.` }]
            : [];
        }),
      );
      return late.flat();
    },
    async mend(act, found) {
      for (const { subject } of found) act.poke(subject);
    },
  };
}

export const platformChecks = (sweeps: readonly Sweep[]): Check[] => [
  overdueMessages,
  overdueEvents,
  quarantined,
  lateSweeps(sweeps),
];

/** The keys of `lanes` are the lanes, which Object.keys tells only as texts. */
function laneNames(): (keyof typeof lanes)[] {
  return Object.keys(lanes) as (keyof typeof lanes)[];
}
