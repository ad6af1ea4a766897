import type { IncidentEvent } from '@muster/contract/respond/events';
import markdownIt from 'markdown-it';
import { expect, test } from 'vitest';
import { storedScripts } from '../../../test/harness/hostile.ts';
import { drawPdf } from '../../platform/pdf.ts';
import stored from '../stream/golden.json' with { type: 'json' };
import { fold } from '../stream/model.ts';
import { htmlOf } from './html.ts';
import { jsonOf } from './json.ts';
import { markdownOf } from './markdown.ts';
import { activityOf, blocksOf, type Recorded } from './model.ts';
import { pdfOf } from './pdf.ts';
import { namesIn, tell } from './story.ts';

// What was stored passed the schema of its day.
const golden = stored as object[] as IncidentEvent[];
const at = '2026-03-03T00:00:00.000Z';
const record = recorded(golden);

test('every type of event that was ever stored has a sentence of its own', () => {
  const names = namesIn(record.folded);
  for (const event of golden) {
    const byName = event.type.replace(/[A-Z]/g, (sign) => ` ${sign.toLowerCase()}`);
    expect(tell(event, names), event.type).not.toBe(byName);
  }
});

test('the record tells what it has to, in each section, and which form of the field it is', () => {
  const text = [...markdownOf(blocksOf(record))].join('');
  const sections = [...text.matchAll(/^## (.*)$/gm)].map(([, title]) => title);
  expect(sections).toEqual(
    expect.arrayContaining([
      'Status summary (ICS 209)',
      'Briefing (ICS 201)',
      'Times',
      'Severity and status',
      'Roles (ICS 203)',
      'Who was here',
      'Impact',
      'Attempts',
      'Decisions',
      'Hypotheses',
      'Communication',
      'Handoffs',
      'Workstreams and tasks (ICS 204)',
      'Timeline',
      'Activity of rex, responder (ICS 214)',
    ]),
  );
  const { state, entries } = record.folded;
  for (const { text: said } of entries.values()) expect(text).toContain(said.slice(0, 12));
  for (const name of Object.keys(state.times)) expect(text).toContain(`| ${name} |`);
  // What somebody stated is never told as if Muster had seen it.
  expect(text).toMatch(/^\| impactStart \|.*\| (?!recorded as it happened)[^|]+ \|/m);
  expect(text).toContain('| declared | 2026-03-02 10:10:01 UTC | recorded as it happened |');
  expect(text).toContain('people-minutes');
  expect(text).toMatch(/Time in "/);
});

test('as JSON it can be read by machines, whole, with the stream that it is made of', () => {
  const read = JSON.parse([...jsonOf(record)].join(''));
  expect(read.events).toEqual(golden);
  expect(read.incident).toMatchObject({ ref: 'INC-1', version: golden.length });
  expect(read.entries).toHaveLength(record.folded.entries.size);
  expect(Object.keys(read.ics)).toEqual(['201', '203', '204', '209']);
  expect(read.activity.map((one: { person: string }) => one.person)).toEqual(
    activityOf(record.folded.state, golden).map((one) => one.person),
  );
});

test('activity is told by name and role, and nobody is before another by how much they did', () => {
  const who = activityOf(record.folded.state, golden).map((one) => `${one.person} ${one.role}`);
  expect(who).toEqual(who.toSorted());
  const acts = activityOf(record.folded.state, golden).flatMap((one) => one.acts);
  expect(acts).toHaveLength(golden.filter((one) => one.actor.kind === 'person').length);
  for (const { is, ...block } of blocksOf(record))
    if (is === 'table') expect(JSON.stringify(block)).not.toContain('Activity');
});

const hostile = recorded(
  storedScripts.flatMap((text, i) => lines(1, text, golden.length + i)),
  storedScripts[0],
);
/** Elements that would do something, or load something. */
const alive = /<(?:script|img|svg|iframe|meta http-equiv="refresh"|base|a|link|textarea)\b|<[^>]*\son\w+=/i;

test('what people wrote is text: a reader of Markdown that trusts its file finds nothing alive in it', () => {
  const html = markdownIt({ html: true, linkify: true }).render([...markdownOf(blocksOf(hostile))].join(''));
  // An address in plain words may be one to follow: it is what people give as evidence.
  const links = [...html.matchAll(/<a href="([^"]*)"/g)].map(([, to]) => to);
  expect(links.filter((to) => !/^https?:/.test(to ?? ''))).toEqual([]);
  expect(html.replaceAll('<a href="http', '')).not.toMatch(alive);
  expect(html).not.toContain('\u202e');
  expect(html).toContain('window.__hostile=1');
});

test('in HTML there is nothing alive, and the file forbids it to whatever got in', () => {
  const html = [...htmlOf(blocksOf(hostile), storedScripts[7] ?? '')].join('');
  expect(html).toContain(`default-src 'none'`);
  expect(html).not.toMatch(alive);
  expect(html).toContain('&lt;script&gt;window.__hostile=1&lt;/script&gt;');
});

test('five thousand lines are given in small pieces, and fit into a PDF', async () => {
  const long = recorded(
    lines(5_000, 'A line of the log, as long as lines of a log are: what was seen, and where', 0),
  );
  const pieces = [...markdownOf(blocksOf(long))];
  expect(pieces.length).toBeGreaterThan(10_000);
  expect(Math.max(...pieces.map((one) => one.length))).toBeLessThan(5_000);
  expect([...htmlOf(blocksOf(long), 'long')].length).toBeGreaterThan(10_000);
  const few = recorded([
    ...lines(3, 'A line', 0),
    ...storedScripts.flatMap((text, i) => lines(1, text, 10 + i)),
  ]);
  const pdf = Buffer.from(await drawPdf({ title: 'INC-1', content: pdfOf(blocksOf(few)) }));
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  // Neither an address to follow nor anything that runs.
  expect(pdf.toString('latin1')).not.toMatch(/\/URI|\/JavaScript|\/Launch|\/OpenAction/);
});

function recorded(events: readonly IncidentEvent[], title?: string): Recorded {
  const [first] = golden;
  if (first?.type !== 'declared') throw new Error('the samples begin with a declaration');
  const declared = title === undefined ? first : { ...first, data: { ...first.data, title, summary: title } };
  const stream = [declared, ...events.filter((one) => one !== first)].map((one, i) => ({
    ...one,
    seq: i + 1,
  }));
  return { folded: fold(null, stream), events: events === golden ? golden : stream, madeAt: at, at };
}

function lines(count: number, text: string, from: number): IncidentEvent[] {
  const [first] = golden;
  if (!first) throw new Error('there are no samples');
  return Array.from({ length: count }, (_, i) => {
    const id = `01939a3a-0000-7000-9000-${String(from + i).padStart(12, '0')}`;
    const entry = { id, kind: 'note', text, detail: {}, state: 'settled', at: first.at } as const;
    return { ...first, id, type: 'entryAdded', data: entry };
  });
}
