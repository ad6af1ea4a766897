import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/harness/database.ts';
import { pause } from './clock.ts';
import { createNewsroom, type Newsroom } from './news.ts';

let database: TestDatabase;
let other: pg.Client;
beforeAll(async () => {
  database = await testDatabase();
  other = new pg.Client(database.config);
  await other.connect();
});
afterAll(async () => {
  await other.end();
  await database.drop();
});

const say = (payload: string) => other.query("select pg_notify('muster', $1)", [payload]);
const bulletin = (...topics: string[]) => JSON.stringify({ node: 'other', pokes: [], topics });
const named = (name: string) => ({ ...database.config, application_name: name });

async function linesOf(name: string): Promise<number[]> {
  const found = await other.query('select pid from pg_stat_activity where application_name = $1', [name]);
  return found.rows.map((row) => Number(row.pid));
}

it('only those are told who want to be told of such an event', async () => {
  const isLoud = ({ subject }: { subject: string }) => subject === 'loud';
  const subscribers = [{ name: 'all' }, { name: 'loud', wants: isLoud }];
  const log = { warn: () => undefined };
  const newsroom = createNewsroom('this', new Map([['a.b', subscribers]]), {
    log,
    after: async () => undefined,
  });
  const event = (subject: string, type = 'a.b') => ({ type, subject, payload: {} });
  expect(newsroom.subscribersOf(event('loud'))).toEqual(['all', 'loud']);
  expect(newsroom.subscribersOf(event('calm'))).toEqual(['all']);
  expect(newsroom.subscribersOf(event('loud', 'c.d'))).toEqual([]);
});

it('what others send on the channel by mistake is not heard', async () => {
  const { newsroom, heard } = newsroomThatListens(() => pause(1));
  await newsroom.listen(named('strict'));
  await say('not ours');
  await say('[1]');
  await say(bulletin('alerts'));
  expect(await heard()).toEqual(['alerts']);
  await newsroom.close();
});

it('a line that breaks is taken up again once, however often the way back fails', async () => {
  const config = named('patient');
  let waits = 0;
  const { newsroom, heard } = newsroomThatListens(async () => {
    waits += 1;
    // The first tries lead nowhere; then the database is back.
    config.database = waits < 8 ? 'no_such_database' : database.config.database;
    await pause(1);
  });
  await newsroom.listen(config);
  const [line] = await linesOf('patient');
  await other.query('select pg_terminate_backend($1)', [line]);
  expect(await heard()).toEqual(['*']);
  expect(await linesOf('patient')).toHaveLength(1);
  expect(waits).toBe(8);
  await say(bulletin('pages'));
  expect(await heard()).toEqual(['pages']);
  await newsroom.close();
});

/** `heard` resolves with the next topics that are told. */
function newsroomThatListens(after: (ms: number) => Promise<void>): {
  newsroom: Newsroom;
  heard(): Promise<readonly string[]>;
} {
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const newsroom = createNewsroom('this', new Map(), { log, after });
  const told: (readonly string[])[] = [];
  let wake = (): void => undefined;
  newsroom.watch((topics) => {
    told.push(topics);
    wake();
  });
  const heard = async () => {
    while (told.length === 0) await new Promise<void>((resolve) => (wake = resolve));
    return told.shift() ?? [];
  };
  return { newsroom, heard };
}
