import type { DomainEvent } from '@muster/contract/platform/event';
import pg from 'pg';
import { within } from './clock.ts';
import type { Subscription } from './jobs.ts';
import type { Log } from './log.ts';
import type { Bulletin, News, Platform, PrivateTopics } from './platform.ts';
import { sql } from './sql.ts';

/** A line is asked for a sign of life this often, and must answer within this. */
const checkEveryMs = 10_000;
const checkPatienceMs = 5_000;

/** A topic that nodes tell each other and no browser hears. */
export function amongNodes(topic: string): string {
  return `${nodesOnly}${topic}`;
}

export function isAmongNodes(topic: string): boolean {
  return topic.startsWith(nodesOnly);
}

const nodesOnly = 'nodes:';

/** Says something to the other nodes at once. It may be lost, and nothing that must happen may depend on it. */
export function sayInPassing({ db, news }: Pick<Platform, 'db' | 'news'>, about: string, text: string): void {
  const bulletin = JSON.stringify({ node: news.nodeId, pokes: [], topics: [], said: { about, text } });
  db.run(sql`select pg_notify('muster', ${bulletin})`).catch(() => undefined);
}

/** What pokes reach on this node: the engine. */
export interface Ears {
  poke(name: string): void;
  pokeAll(): void;
}

export interface Newsroom extends News {
  attach(ears: Ears): void;
  /** Listens to the other nodes; reconnects by itself, and looks at everything after a gap. */
  listen(config: pg.PoolConfig): Promise<void>;
  close(): Promise<void>;
}

/** `after` waits real time between attempts to reconnect. */
export function createNewsroom(
  nodeId: string,
  subscribers: ReadonlyMap<string, readonly Pick<Subscription, 'name' | 'wants'>[]>,
  needs: { log: Pick<Log, 'warn'>; after: (ms: number) => Promise<void> },
): Newsroom {
  let ears: Ears | null = null;
  const watchers: Parameters<News['watch']>[0][] = [];
  const hearers: ((about: string, text: string) => void)[] = [];
  let client: pg.Client | null = null;
  let closed = false;

  // Topics first: a worker that is poked must not read what a cache kept from before the change.
  const hear = (bulletin: Bulletin) => {
    if (bulletin.topics.length > 0) for (const run of watchers) run(bulletin.topics, null);
    for (const { topics, people } of bulletin.private ?? []) for (const run of watchers) run(topics, people);
    for (const name of bulletin.pokes) ears?.poke(name);
    for (const run of hearers) if (bulletin.said) run(bulletin.said.about, bulletin.said.text);
  };
  const connect = async (config: pg.PoolConfig): Promise<void> => {
    const next = new pg.Client({ ...config, connectionTimeoutMillis: 3_000, keepAlive: true });
    next.on('notification', ({ payload }) => {
      const heard = parseBulletin(payload);
      if (heard && heard.node !== nodeId) hear(heard);
    });
    next.on('error', (error) => needs.log.warn({ error }, 'the line to the other nodes broke'));
    await openLine(next);
    // Only a line that stood is taken up again from here. One that never did is its caller's to try again, or each
    // failure would start another caller.
    checkUntilItEnds(next, () => void reconnect(config));
    client = next;
  };
  const reconnect = async (config: pg.PoolConfig): Promise<void> => {
    for (let wait = 100; !closed; wait = Math.min(wait * 2, 2_000)) {
      await needs.after(wait);
      try {
        await connect(config);
        hear({ pokes: [], topics: ['*'] });
        ears?.pokeAll();
        return;
      } catch {
        // The next round tries again; the log has said that the line broke.
      }
    }
  };
  return {
    nodeId,
    subscribersOf: (event) => wanting(event, subscribers.get(event.type)),
    tell: hear,
    watch: (run) => watchers.push(run),
    hear: (run) => hearers.push(run),
    attach(given) {
      ears = given;
    },
    listen: connect,
    async close() {
      closed = true;
      await client?.end().catch(() => undefined);
    },
  };
}

function wanting(event: DomainEvent, all: readonly Pick<Subscription, 'name' | 'wants'>[] = []): string[] {
  return all.filter(({ wants }) => wants === undefined || wants(event)).map(({ name }) => name);
}

async function openLine(line: pg.Client): Promise<void> {
  try {
    await line.connect();
    await within(checkPatienceMs, line.query('listen muster'), 'the line to the other nodes');
  } catch (error) {
    void line.end();
    throw error;
  }
}

function checkUntilItEnds(line: pg.Client, ended: () => void): void {
  const check = setInterval(() => void endIfDead(line), checkEveryMs).unref();
  line.once('end', () => {
    clearInterval(check);
    ended();
  });
}

/** A line that a network has silently cut looks like one on which nothing is said. Once ended, it is taken up again. */
async function endIfDead(line: pg.Client): Promise<void> {
  await within(checkPatienceMs, line.query('select 1'), 'the line to the other nodes').catch(() =>
    line.end(),
  );
}

/** Null for what is not ours: anybody with access to the database can send on the channel. */
function parseBulletin(text = ''): (Bulletin & { node: string }) | null {
  const json = parseJson(text);
  if (
    json === null ||
    typeof json !== 'object' ||
    !('node' in json) ||
    !('pokes' in json) ||
    !('topics' in json)
  )
    return null;
  const { node, pokes, topics } = json;
  if (typeof node !== 'string' || !isTexts(pokes) || !isTexts(topics)) return null;
  const said = 'said' in json ? saidIn(json.said) : null;
  const hidden = 'private' in json && Array.isArray(json.private) ? json.private.filter(isPrivate) : [];
  return { node, pokes, topics, private: hidden, ...(said ? { said } : {}) };
}

function isPrivate(value: unknown): value is PrivateTopics {
  if (typeof value !== 'object' || value === null) return false;
  return 'topics' in value && isTexts(value.topics) && 'people' in value && isTexts(value.people);
}

function saidIn(said: unknown): Bulletin['said'] | null {
  if (typeof said !== 'object' || said === null || !('about' in said) || !('text' in said)) return null;
  const { about, text } = said;
  return typeof about === 'string' && typeof text === 'string' ? { about, text } : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}
