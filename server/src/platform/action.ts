import type { Who } from '@muster/contract/platform/endpoint';
import type { DomainEvent } from '@muster/contract/platform/event';
import type { z } from 'zod';
import type { Act } from './act.ts';
import { actorName, mayAct, system } from './actor.ts';
import { recordRefused } from './audit/refused.ts';
import { type Recorded, writeAudit } from './audit/write.ts';
import { type Db, isRace } from './db.ts';
import { finishOnce, startOnce } from './idempotency.ts';
import { newId } from './ids.ts';
import { isBefore } from './instants.ts';
import { outboxSweep, writeOutbox } from './outbox-rows.ts';
import type { Caller, Platform, PrivateTopics } from './platform.ts';
import { Refusal, type RefusalCode, wrongParts } from './refusal.ts';
import { sql } from './sql.ts';

export type Action<Input, Answer> = (platform: Platform, caller: Caller, input: Input) => Promise<Answer>;

interface Rule<Schema extends z.ZodType> {
  /** Stage first, imperative: `oncall.acknowledgePage`. */
  name: string;
  who: Who;
  input: Schema;
}

/**
 * The one door for every change that somebody asks for: checks who may, parses, opens one transaction with one
 * `now`, runs the body, and writes the audit row and the outbox rows. Throws a Refusal for every expected no.
 */
export function action<Schema extends z.ZodType, Answer>(
  rule: Rule<Schema>,
  body: (act: Act, input: z.output<Schema>) => Promise<Answer>,
): Action<z.input<Schema>, Answer> {
  return async (platform, caller, input) => {
    let noted: Recorded = [];
    try {
      if (!mayAct(caller.actor, rule.who)) throw forbidden(caller);
      const parsed = rule.input.safeParse(input);
      if (!parsed.success) throw invalid(parsed.error);
      return await perform(
        platform,
        caller,
        async (act, recorded) => {
          noted = recorded;
          const earlier = await startOnce(act, rule.name);
          if (earlier) return earlier.answer as Awaited<Answer>;
          const answer = await body(act, parsed.data);
          writeAudit(act, rule.name, recorded);
          await finishOnce(act, rule.name, answer);
          return answer;
        },
        platform.db,
      );
    } catch (error) {
      await noteRefusal(platform, caller, { action: rule.name, noted, error });
      throw error;
    }
  };
}

/** Refusals that tell of somebody who tried what he may not, or who he is not. Others are everyday mistakes. */
const tellingCodes: readonly RefusalCode[] = ['forbidden', 'unauthenticated', 'limit'];

/** The refused act's own entries went with its transaction; what it had recorded first tells what it was about. */
async function noteRefusal(
  platform: Platform,
  caller: Caller,
  { action, noted, error }: { action: string; noted: Recorded; error: unknown },
): Promise<void> {
  if (!(error instanceof Refusal) || !tellingCodes.includes(error.code)) return;
  const [about] = noted;
  await recordRefused(platform, caller, {
    action,
    why: error.message,
    ...(about ? { subject: about.subject } : {}),
  });
}

/** A change that Muster makes by itself: a job, a sweep, a batch of events. The name stands in the records. */
export function byItself<Answer>(
  platform: Platform,
  name: string,
  body: (act: Act) => Promise<Answer>,
  db: Db = platform.work,
): Promise<Answer> {
  return perform(
    platform,
    { actor: system(name), requestId: null, address: null },
    async (act, recorded) => {
      const answer = await body(act);
      // Sweeps look at their rows all the time; only what they say they did is worth an entry.
      if (recorded.length > 0) writeAudit(act, name, recorded);
      return answer;
    },
    db,
  );
}

/** Opens the transaction and sends the news. Two changes that met are run again, each from a fresh start. */
async function perform<Answer>(
  platform: Platform,
  caller: Caller,
  body: (act: Act, recorded: Recorded) => Promise<Answer>,
  db: Db,
): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await performOnce(platform, caller, body, db);
    } catch (error) {
      if (!isRace(error) || attempt === 4) throw error;
    }
  }
}

async function performOnce<Answer>(
  platform: Platform,
  caller: Caller,
  body: (act: Act, recorded: Recorded) => Promise<Answer>,
  db: Db,
): Promise<Answer> {
  const news = {
    events: [] as DomainEvent[],
    pokes: new Set<string>(),
    topics: new Set<string>(),
    private: [] as PrivateTopics[],
  };
  const answer = await db.transaction(async (tx) => {
    const recorded: Recorded = [];
    const now = platform.clock.now();
    const act: Act = {
      platform,
      tx,
      now,
      caller,
      newId: () => newId(now),
      publish: (event) => news.events.push(event),
      record: (subject, detail = {}) => recorded.push({ subject, detail }),
      hint: (...topics) => topics.forEach((topic) => void news.topics.add(topic)),
      hintOnly: (people, ...topics) => void news.private.push({ topics, people: [...people] }),
      poke(sweep, dueAt) {
        if (dueAt === undefined || isBefore(dueAt, now.add(platform.tick))) news.pokes.add(sweep);
      },
    };
    const result = await body(act, recorded);
    if (writeOutbox(act, news.events) > 0) news.pokes.add(outboxSweep);
    notifyOthers(act, news);
    return result;
  });
  platform.news.tell({ pokes: [...news.pokes], topics: [...news.topics], private: news.private });
  return answer;
}

/** NOTIFY carries at most 8000 bytes; a longer list of topics becomes one that means everything. */
function notifyOthers(
  act: Act,
  news: { pokes: Set<string>; topics: Set<string>; private: PrivateTopics[] },
): void {
  if (news.pokes.size === 0 && news.topics.size === 0 && news.private.length === 0) return;
  const payload = (told: object) =>
    JSON.stringify({ node: act.platform.news.nodeId, pokes: [...news.pokes], ...told });
  const full = payload({ topics: [...news.topics], private: news.private });
  act.tx.later(sql`select pg_notify('muster', ${full.length < 7_000 ? full : payload({ topics: ['*'] })})`);
}

function forbidden(caller: Caller): Refusal {
  return caller.actor.kind === 'anyone'
    ? new Refusal('unauthenticated', 'Sign in first.')
    : new Refusal('forbidden', `${actorName(caller.actor)} may not do this.`);
}

/** Turns a schema's complaints into pointers and sentences; each unknown member is pointed at. */
export function invalid(error: z.ZodError): Refusal {
  const errors = error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({
          pointer: pointerTo([...issue.path, key.slice(0, 200).toWellFormed()]),
          message: 'There is no such member.',
        }))
      : [{ pointer: pointerTo(issue.path), message: issue.message }],
  );
  return wrongParts(errors.slice(0, 50));
}

/** RFC 6901; of the whole it is empty. */
function pointerTo(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
