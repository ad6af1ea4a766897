// Whether anything of a live document is lost that was called saved or shown to others, when the server is killed.
import { setTimeout as sleep } from 'node:timers/promises';
import { openWriter } from '../../server/test/harness/writer.ts';
import type { Row } from '../figures.ts';
import { forget, type Muster, newFolder, startMuster } from '../muster.ts';
import { sessionsOf } from './document.ts';

const kills = 10;
const writers = 20;

export async function documentKillRows(): Promise<Row[]> {
  const dataDir = newFolder();
  const promised = new Set<string>();
  let cookies: string[] = [];
  let incident = '';
  let lost = 0;
  for (let i = 0; i < kills; i += 1) {
    const muster = await startMuster({ dataDir });
    if (i === 0) {
      cookies = await sessionsOf(muster);
      const made = await muster.call('POST', '/api/v1/incidents', { title: 'Killed again and again' });
      incident = (made as { id: string }).id;
    }
    const place = { url: addressOf(muster, incident), origin: muster.url, cookies };
    lost += await missing(place, promised);
    await writeUntilKilled(muster, place, { promised, round: i, all: i % 2 === 0 });
  }
  const last = await startMuster({ dataDir });
  lost += await missing({ url: addressOf(last, incident), origin: last.url, cookies }, promised);
  await last.stop();
  forget(dataDir);
  return [
    {
      what: `edits that were called saved or shown to others, and gone after ${kills} kills under load`,
      figure: `${lost} of ${promised.size.toLocaleString('en-US')}`,
      against: 'kill -9, in turn of the server with its database and of the server alone',
      ratio: '',
      aim: '0',
      met: lost === 0 && promised.size > 0,
    },
  ];
}

interface Place {
  url: string;
  origin: string;
  cookies: readonly string[];
}

const addressOf = (muster: Muster, incident: string) =>
  `${muster.url.replace('http', 'ws')}/live/documents/${incident}`;

function open({ url, origin, cookies }: Place, i: number, seen?: Map<string, number>) {
  return openWriter(url, { origin, cookie: cookies[i % cookies.length] ?? '' }, seen);
}

async function writeUntilKilled(
  muster: Muster,
  place: Place,
  { promised, round, all }: { promised: Set<string>; round: number; all: boolean },
): Promise<void> {
  const seen = new Map<string, number>();
  await open(place, 0, seen);
  const before = new Set(seen.keys());
  const crowd = await Promise.all(Array.from({ length: writers }, (_, i) => open(place, i)));
  let count = round * 1_000_000;
  const until = performance.now() + 300 + Math.random() * 700;
  while (performance.now() < until) {
    for (const writer of crowd) {
      count += 1;
      writer.write(`<${count}>`);
    }
    await sleep(5);
  }
  await muster.kill(all);
  for (const writer of crowd) for (const token of writer.saved) promised.add(token);
  for (const token of seen.keys()) if (!before.has(token)) promised.add(token);
}

async function missing(place: Place, promised: ReadonlySet<string>): Promise<number> {
  const seen = new Map<string, number>();
  const reader = await open(place, 0, seen);
  await reader.close();
  return [...promised].filter((token) => !seen.has(token)).length;
}
