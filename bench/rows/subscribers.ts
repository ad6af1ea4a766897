// A status page tells ten thousand subscribers by mail while alerts come in: what that costs their notifications.
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from '../../server/src/platform/db.ts';
import { openSecretBox } from '../../server/src/platform/secrets.ts';
import { startMailServer } from '../../server/test/harness/providers.ts';
import { medianOf, type Row, short } from '../figures.ts';
import { doorOf, forget, type Muster, organisation, startMuster } from '../muster.ts';
import { openSink } from '../sink.ts';
import { measure } from './latency.ts';

const subscribers = 10_000;
const load = { rate: 20, count: 200 };
const key = 'a key of the measurement, of more than thirty-two characters';

export async function subscriberRows(rounds: number, profile?: string): Promise<Row[]> {
  const mails = await startMailServer();
  const sink = await openSink();
  const env = { SMTP_URL: mails.url, MAIL_FROM: 'news@muster.example', MUSTER_SECRET_KEY: key };
  const muster = await startMuster(profile ? { profile, env } : { env });
  await muster.call('PUT', '/api/v1/organisation', organisation(sink.url));
  const components = [{ name: 'Cart' }];
  const page = { name: 'shop', title: 'The shop', visibility: 'public', components };
  const { id } = (await muster.call('POST', '/api/v1/status-pages', page)) as { id: string };
  await subscribe(muster, id);
  const target = { sink, url: doorOf(muster), form: 'webhook' as const };
  await measure({ name: 'warm-up', rate: 50, count: 100 }, target);
  const [alone, beside]: { p50Ms: number; p99Ms: number; missing: number }[][] = [[], []];
  const took: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    alone?.push(await measure({ name: 'alone', ...load }, target));
    const [since, goal] = [performance.now(), mails.received.length + subscribers];
    await say(muster, round);
    beside?.push(await measure({ name: 'beside', ...load }, target));
    while (mails.received.length < goal) await sleep(100);
    took.push((performance.now() - since) / 1_000);
  }
  await muster.stop();
  sink.close();
  await mails.close();
  forget(muster.dataDir);
  const figure = (samples: typeof alone = []) => ({
    p50: medianOf(samples, (one) => one.p50Ms),
    p99: medianOf(samples, (one) => one.p99Ms),
  });
  const [quiet, busy] = [figure(alone), figure(beside)];
  const missing = (beside ?? []).reduce((sum, one) => sum + one.missing, 0);
  const seconds = medianOf(took, (one) => one);
  return [
    {
      what: `alert to notification, ${load.rate}/s, while ${subscribers.toLocaleString('en-US')} subscribers are sent a mail`,
      figure: `p50 ${short(busy.p50)} ms, p99 ${short(busy.p99)} ms${missing ? `; ${missing} missing` : ''}; the last mail after ${short(seconds)} s`,
      against: `the same alerts without: p50 ${short(quiet.p50)} ms, p99 ${short(quiet.p99)} ms`,
      ratio: `p50 ${short(busy.p50 / quiet.p50)}, p99 ${short(busy.p99 / quiet.p99)}`,
      aim: 'p50 as without by a quarter, p99 by the double, none missing',
      met: busy.p50 < 1.25 * quiet.p50 && busy.p99 < 2 * quiet.p99 && missing === 0,
    },
  ];
}

/** As if each had agreed: the way there is long, and not what is measured. */
async function subscribe(muster: Muster, page: string): Promise<void> {
  const box = openSecretBox(key);
  const rows = Array.from({ length: subscribers }, (_, n) => ({
    mark: `mark-${n}`,
    sealed: box.seal(JSON.stringify({ to: `reader-${n}@example.org`, manage: `secret-${n}`, secret: null })),
  }));
  await muster.db.run(sql`
    insert into inform.subscribers (id, page, kind, state, mark, sealed, manage_hash, asked_at, confirmed_at)
    select gen_random_uuid(), ${page}, 'mail', 'confirmed', t.mark, t.sealed, t.mark, clock_timestamp(), clock_timestamp()
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t(mark text, sealed text)`);
}

async function say(muster: Muster, round: number): Promise<void> {
  const incident = { title: `Round ${round}`, services: [] };
  const { ref } = (await muster.call('POST', '/api/v1/incidents', incident)) as { ref: string };
  await muster.call('POST', `/api/v1/incidents/${ref}/updates`, {
    audience: 'customers',
    title: 'The cart is slow',
    text: 'We look into it.',
    state: 'investigating',
    components: [{ name: 'Cart', state: 'degraded_performance' }],
    publish: true,
  });
}
