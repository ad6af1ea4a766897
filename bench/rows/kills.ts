// Whether an alert that was taken is ever lost: the server, or the server and its database, is killed under load.
import { setTimeout as sleep } from 'node:timers/promises';
import { bodyOf, caseOf, sampleAlert } from '../bodies.ts';
import type { Row } from '../figures.ts';
import { openPoster } from '../load.ts';
import { doorOf, forget, type Muster, newFolder, organisation, startMuster } from '../muster.ts';

const kills = 20;
const nowhere = 'http://127.0.0.1:9/';

export async function killRows(): Promise<Row[]> {
  const dataDir = newFolder();
  const taken = new Set<string>();
  let lost = 0;
  for (let i = 0; i < kills; i += 1) {
    const muster = await startMuster({ dataDir });
    if (i === 0) await muster.call('PUT', '/api/v1/organisation', organisation(nowhere));
    lost += await missing(muster, taken);
    await postUntilKilled(muster, taken, i % 2 === 0);
  }
  const last = await startMuster({ dataDir });
  lost += await missing(last, taken);
  await last.stop();
  forget(dataDir);
  return [
    {
      what: `alerts answered with 200 and gone after ${kills} kills under load`,
      figure: `${lost} of ${taken.size.toLocaleString('en-US')}`,
      against: `kill -9, in turn of the server with its database and of the server alone`,
      ratio: '',
      aim: '0',
      met: lost === 0 && taken.size > 0,
    },
  ];
}

async function postUntilKilled(muster: Muster, taken: Set<string>, all: boolean): Promise<void> {
  const posters = await Promise.all(Array.from({ length: 8 }, () => openPoster(doorOf(muster))));
  const posting = posters.map(async (poster) => {
    for (;;) {
      const alert = sampleAlert();
      if ((await poster.post(bodyOf('webhook', [alert]))) === 200) taken.add(caseOf(alert));
    }
  });
  const ended = Promise.allSettled(posting);
  await sleep(150 + Math.random() * 600);
  await muster.kill(all);
  await ended;
}

async function missing({ db }: Muster, taken: ReadonlySet<string>): Promise<number> {
  const { rows } = await db.pool.query<{ name: string }>(
    `select distinct labels->>'case' as name from detect.alerts`,
  );
  const kept = new Set(rows.map((row) => row.name));
  return [...taken].filter((name) => !kept.has(name)).length;
}
