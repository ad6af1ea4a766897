// How long it takes to find something in the texts of 200,000 incidents, beside plain ILIKE on the same texts.
import { percentile, type Row, short } from '../figures.ts';
import { quiet } from '../machine.ts';
import { forget, type Muster, startMuster } from '../muster.ts';
import { fillTenYears } from '../ten-years.ts';

const asked = 4;
const mostMs = 1_000;

/** What is typed, and what a person would ask the tables for it; a slip of the keyboard ILIKE cannot find. */
const questions: readonly { what: string; q: string; like: readonly string[] }[] = [
  { what: 'two words, one of them rare', q: 'trouble 1234', like: ['trouble', '1234'] },
  { what: 'a word that every incident has', q: 'trouble', like: ['trouble'] },
  { what: 'the beginning of a word, two letters', q: 'gh', like: ['gh'] },
  { what: 'a slip of the keyboard', q: 'truoble 1234', like: ['truoble', '1234'] },
  { what: 'what is nowhere', q: 'nothinglikethat', like: ['nothinglikethat'] },
];

export async function searchRows(rounds: number, profile?: string): Promise<Row[]> {
  const muster = await startMuster(profile ? { profile } : {});
  try {
    await fillTenYears(muster, ['records', 'words']);
    const rows: Row[] = [];
    for (const question of questions) rows.push(await rowOf(muster, question, rounds));
    return rows;
  } finally {
    await muster.stop();
    forget(muster.dataDir);
  }
}

async function rowOf(
  muster: Muster,
  { what, q, like }: (typeof questions)[number],
  rounds: number,
): Promise<Row> {
  const conditions = like.map((one) => `(title || ' ' || body) ilike '%${one}%'`).join(' and ');
  const text = `select ref, title, body from learn.search_texts where ${conditions} order by at desc limit 50`;
  await quiet();
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds * asked; round += 1) {
    ours.push(await took(() => muster.call('GET', `/api/v1/search?q=${encodeURIComponent(q)}`)));
    theirs.push(await took(() => muster.db.pool.query(text)));
  }
  const [p95, sql95] = [percentile(ours, 0.95), percentile(theirs, 0.95)];
  return {
    what: `${what}, p95`,
    figure: `${short(p95)} ms`,
    against: `plain ILIKE: ${short(sql95)} ms`,
    ratio: short(p95 / sql95),
    aim: `< ${short(mostMs)} ms`,
    met: p95 < mostMs,
  };
}

async function took(work: () => Promise<unknown>): Promise<number> {
  const since = performance.now();
  await work();
  return performance.now() - since;
}
