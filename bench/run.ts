// `npm run bench`: how fast and how frugal Muster is, each figure beside something measured in the same run.
//   npm run bench -- --only ingest,latency --rounds 2
import { parseArgs } from 'node:util';
import { alertmanagerProgram } from './alertmanager.ts';
import { printTable, type Row } from './figures.ts';
import { loadCore, pinSelf } from './machine.ts';
import { documentRows } from './rows/document.ts';
import { documentKillRows } from './rows/document-kills.ts';
import { importRows } from './rows/imports.ts';
import { ingestRows } from './rows/ingest.ts';
import { killRows } from './rows/kills.ts';
import { latencyRows } from './rows/latency.ts';
import { latenessRows } from './rows/lateness.ts';
import { measureRows } from './rows/measures.ts';
import { oracleRows } from './rows/oracle.ts';
import { appendRows } from './rows/respond-appends.ts';
import { hintRows } from './rows/respond-hints.ts';
import { readRows } from './rows/respond-reads.ts';
import { restRows, startRows } from './rows/rest.ts';
import { scheduleRows } from './rows/schedules.ts';
import { searchRows } from './rows/search.ts';
import { statusPageRows } from './rows/status-page.ts';
import { stormRows } from './rows/storm.ts';
import { subscriberRows } from './rows/subscribers.ts';
import { wordingRows } from './rows/wording.ts';

const parts: Record<string, { title: string; run: (rounds: number, profile?: string) => Promise<Row[]> }> = {
  ingest: { title: 'Taking alerts for good', run: ingestRows },
  latency: { title: 'From an alert to its notification', run: latencyRows },
  lateness: { title: 'Escalations', run: latenessRows },
  storm: { title: 'Storms', run: stormRows },
  rest: { title: 'At rest', run: restRows },
  start: { title: 'Start', run: startRows },
  kills: { title: 'Nothing that was taken is lost', run: killRows },
  schedules: { title: 'Schedules', run: scheduleRows },
  document: { title: 'One live document, many people', run: documentRows },
  documentKills: { title: 'Nothing of a document that was promised is lost', run: documentKillRows },
  appends: { title: 'Lines for the logs of incidents', run: appendRows },
  reads: { title: 'Incidents with a long record', run: readRows },
  hints: { title: 'Screens that hear of a change', run: hintRows },
  measures: { title: 'Figures about many incidents', run: measureRows },
  search: { title: 'Everything ever learnt, searched', run: searchRows },
  imports: { title: 'A history that is taken in', run: importRows },
  subscribers: { title: 'Ten thousand subscribers of a status page', run: subscriberRows },
  statusPage: { title: 'A status page while everybody looks', run: statusPageRows },
  wording: { title: 'Hints about wording', run: wordingRows },
  oracle: { title: 'Schedules against the slow oracle', run: oracleRows },
};

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: Object.keys(parts).join(',') },
    rounds: { type: 'string', default: '5' },
    profile: { type: 'string' },
  },
});

if (!alertmanagerProgram) {
  console.error('The peer is missing: install prometheus-alertmanager, then run this again.');
  process.exit(2);
}
pinSelf(loadCore);
for (const name of values.only.split(',')) {
  const part = parts[name];
  if (!part) throw new Error(`There is no part ${name}; there are ${Object.keys(parts).join(', ')}.`);
  const rows = await part.run(Number(values.rounds), values.profile);
  printTable(part.title, rows);
  console.log(`\nAgain: npm run bench -- --only ${name} --rounds ${values.rounds}`);
}
process.exit(0);
