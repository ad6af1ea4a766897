/**
 * A report as blocks of text, in the order in which somebody reads it who was not there. Formats make of them what they
 * are; whatever people wrote is text in each of them. Of what was written together the sections are told; the rest of
 * its Markdown stays as people typed it.
 */
import type { Report } from '@muster/contract/learn/reports';
import type { RecordLine, TimelineRow } from '@muster/contract/learn/retrospectives';
import type { ScorecardQuestion } from '@muster/contract/learn/scorecard';
import type { Block } from '../../respond/index.ts';

export function* reportBlocks({ retrospective, markdown, runbook }: Report): Generator<Block> {
  const { ref, title, services, publishedAt, reviewedBy, record } = retrospective;
  yield { is: 'title', text: [ref, title].filter(Boolean).join(' ') };
  yield {
    is: 'facts',
    rows: [
      ['Services', services.join(', ') || 'none'],
      ['Published', publishedAt === null ? 'not yet' : moment(publishedAt)],
      ['Reviewed by', reviewedBy ?? 'nobody'],
      ...record.facts.map(({ name, value }): [string, string] => [name, value]),
    ],
  };
  yield* lateEditsOf(retrospective.lateEdits);
  yield* numbersOf(retrospective.numbers);
  yield* figuresOf(retrospective);
  yield* written(markdown);
  yield* factorsOf(retrospective.factors);
  yield { is: 'section', text: 'Timeline' };
  for (const row of retrospective.timeline) yield { is: 'line', line: lineOf(row) };
  yield* linesOf('Attempts', record.attempts);
  yield* linesOf('Decisions', record.decisions);
  yield* linesOf('Communication', record.communication);
  yield* linesOf('Handoffs', record.handoffs);
  yield* scorecardOf(retrospective.scorecard);
  yield { is: 'section', text: 'Runbooks' };
  yield { is: 'text', text: [runbook.state ?? 'Nobody has said.', runbook.note].filter(Boolean).join(': ') };
}

/** The record as it is now: whoever reads an older copy finds here what became of it. */
function* lateEditsOf(edits: Report['retrospective']['lateEdits']): Generator<Block> {
  if (edits.length === 0) return;
  yield { is: 'section', text: 'Edited after close' };
  yield {
    is: 'table',
    head: ['When', 'What', 'Before', 'After', 'Who', 'Why'],
    rows: edits.flatMap(({ at, by, reason, changed }) =>
      changed.map(({ what, before, after }) => [
        moment(at),
        what,
        before ?? 'nothing',
        after ?? 'nothing',
        by.name,
        reason,
      ]),
    ),
  };
}

function* numbersOf(numbers: Report['retrospective']['numbers']): Generator<Block> {
  yield { is: 'section', text: 'Impact in numbers' };
  yield {
    is: 'facts',
    rows: Object.entries(names).map(([key, name]) => [
      name,
      Object.entries(numbers).find(([known]) => known === key)?.[1] ?? 'unknown',
    ]),
  };
}

const names = {
  users: 'Users',
  requests: 'Requests',
  money: 'Money',
  supportCases: 'Support cases',
  dataLoss: 'Data loss',
};

/** What the record and people counted, and which signal would have seen it. */
function* figuresOf({ figures, signal }: Report['retrospective']): Generator<Block> {
  if (figures.length > 0)
    yield {
      is: 'facts',
      rows: figures.map(({ name, value, unit }): [string, string] => [name, `${value} ${unit}`.trim()]),
    };
  if (signal === '') return;
  yield { is: 'section', text: 'Which signal would have seen it' };
  yield { is: 'text', text: signal };
}

const asked: Record<ScorecardQuestion, string> = {
  fresh: 'Those who worked on it were fresh',
  rightTeam: 'Pages went to the right team',
  workingHours: 'Pages came in working hours',
  moreThanOne: 'More than one person could do what was needed',
  signal: 'A signal noticed it before people did',
  commanded: 'Somebody commanded in time',
  handovers: 'Handoffs were clear',
  statusCurrent: 'The status was kept current',
  logKept: 'The log was kept as it went',
  runbook: 'There was a runbook that helped',
  tools: 'The tools that were needed worked',
};

function* scorecardOf(rows: Report['retrospective']['scorecard']): Generator<Block> {
  const answered = rows.filter(({ answer }) => answer !== null);
  if (answered.length === 0) return;
  yield { is: 'section', text: 'How the response went' };
  yield {
    is: 'table',
    head: ['What', 'Answer', 'How it is known'],
    rows: answered.map(({ question, answer, said, note, told }) => [
      asked[question],
      answer === 'not-applicable' ? 'does not apply' : (answer ?? ''),
      said ? note : (told?.reason ?? ''),
    ]),
  };
}

/** Headings become sections, paragraphs text. */
function* written(markdown: string): Generator<Block> {
  for (const part of markdown.split(/\n{2,}/)) {
    const [, heading, rest = ''] = /^#{1,6} +([^\n]*)\n?([\s\S]*)$/.exec(part) ?? [];
    if (heading !== undefined) yield { is: 'section', text: heading };
    const text = (heading === undefined ? part : rest).trim();
    if (text !== '') yield { is: 'text', text };
  }
}

function* factorsOf(factors: Report['retrospective']['factors']): Generator<Block> {
  for (const eased of [false, true]) {
    const those = factors.filter((one) => one.eased === eased);
    if (those.length === 0) continue;
    yield { is: 'section', text: eased ? 'What kept it small' : 'Contributing factors' };
    yield {
      is: 'table',
      head: ['Kind', 'What', 'Evidence'],
      rows: those.map(({ kind, part, text, evidence }) => [
        [kind, part].filter(Boolean).join(', '),
        text,
        evidence,
      ]),
    };
  }
}

function lineOf({ at, by, mark, text, event, evidence }: TimelineRow) {
  const source = evidence ?? (event === null ? 'recollection' : '');
  return { at, by, mark, text, notes: source === '' ? [] : [source] };
}

function* linesOf(title: string, lines: readonly RecordLine[]): Generator<Block> {
  if (lines.length === 0) return;
  yield { is: 'section', text: title };
  for (const line of lines) yield { is: 'line', line };
}

function moment(at: string): string {
  return `${at.slice(0, 16).replace('T', ' ')} UTC`;
}
