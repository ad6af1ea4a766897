/**
 * Tables of incidents as people and other tools write them: which column means what, and each row as an item for the
 * import, or the reason why it is none. Nobody's guess stands in for what is missing.
 */
import {
  type ImportedMoment,
  importedMoments,
  mostItems,
  type TableField,
  type TableRead,
  tableFields,
} from '@muster/contract/respond/imports';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { Refusal, wrong } from '../../platform/refusal.ts';
import { cellText } from './cells.ts';
import { momentOf, saysNothing, secondsOf, Unclear } from './moments.ts';

/** What is sent with a table. */
export const sentTable = z.strictObject({
  text: z.string(),
  /** Columns by name, where they mean something else than they are taken for. */
  columns: z.record(z.string(), z.enum(tableFields).nullable()).optional(),
  /** Where times without a zone belong. */
  zone: z.string().max(64).default('UTC'),
});

/** Refuses (invalid) what is no table, has two columns for one thing, or names no zone. */
export function readTable({ text, columns: wished = {}, zone }: z.output<typeof sentTable>): TableRead {
  refuseUnknownZone(zone);
  const [head, ...rows] = linesOf(text);
  if (!head) throw wrong('/text', 'The table is empty.');
  if (rows.length > mostItems)
    throw wrong('/text', `It has ${rows.length} rows; at most ${mostItems} are taken in at once.`);
  const columns = columnsOf(head.cells, wished, rows[0]?.cells);
  const read: TableRead = { columns, items: [], rejected: [], unknown: [] };
  for (const { line, cells } of rows) {
    const named = new Map(columns.map(({ field }, i) => [field, cellText(cells[i] ?? '')]));
    named.delete(null);
    readRow(read, line, { cells: named as ReadonlyMap<TableField, string>, zone });
  }
  return read;
}

function refuseUnknownZone(zone: string): void {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
  } catch {
    throw wrong('/zone', `There is no time zone "${zone}".`);
  }
}

interface Line {
  line: number;
  cells: string[];
}

function linesOf(text: string): Line[] {
  const first = text.replace(/^\uFEFF/, '').split(/\r?\n/, 1)[0] ?? '';
  const delimiter = [',', ';', '\t'].toSorted((a, b) => first.split(b).length - first.split(a).length)[0];
  try {
    const found: unknown = parse(text, {
      bom: true,
      info: true,
      delimiter: delimiter ?? ',',
      skip_empty_lines: true,
      relax_column_count: true,
      max_record_size: 200_000,
    });
    return recordsIn(found).map(({ record, info }) => ({ line: info.lines, cells: record }));
  } catch (error) {
    const why = error instanceof Error ? error.message.slice(0, 300) : '';
    throw new Refusal('invalid', `This is no table that can be read: ${why}`, [
      { pointer: '/text', message: why },
    ]);
  }
}

/** With `info` the parser answers each record with its place; its types do not know of it. */
function recordsIn(found: unknown) {
  return found as { record: string[]; info: { lines: number } }[];
}

/** What columns are called by those who export them, without case and signs. */
const knownAs: Readonly<Partial<Record<TableField, readonly string[]>>> = {
  sourceId: ['id', 'incidentid', 'incidentnumber', 'number', 'key', 'issuekey', 'externalid', 'alertid'],
  title: ['name', 'subject', 'incident', 'incidentname', 'incidenttitle', 'headline', 'description'],
  summary: ['details', 'body', 'notes', 'message', 'postmortem', 'whathappened'],
  severity: ['sev', 'priority', 'severityname', 'currentseverity', 'urgency'],
  services: ['service', 'servicename', 'component', 'components', 'affectedservices', 'affectedcomponents'],
  kind: ['mode', 'incidentkind'],
  level: ['impactlevel', 'impactname'],
  weight: ['impactweight', 'lost'],
  duration: ['outageduration', 'downtime', 'length', 'timetorestore', 'incidentduration'],
  secondsToAcknowledge: ['secondstofirstack', 'timetoacknowledge', 'timetoack', 'tta', 'mtta'],
  secondsToResolve: ['secondstoresolve', 'timetoresolve', 'timetorecover', 'ttr', 'mttr'],
  impactStart: [
    'impactstartat',
    'startedat',
    'starttime',
    'start',
    'began',
    'outagestart',
    'impactstartedat',
  ],
  firstSignal: ['firstalert', 'alertedat', 'triggeredat', 'firstsignalat'],
  detected: ['detectedat', 'identifiedat', 'timedetected'],
  declared: ['declaredat', 'createdat', 'createdon', 'created', 'reportedat', 'openedat', 'date'],
  firstPageSent: ['pagedat', 'firstpageat', 'notifiedat'],
  acknowledged: ['acknowledgedat', 'ackat', 'acceptedat', 'ackedat', 'firstacknowledged'],
  firstInternalNotice: ['firstinternalnoticeat'],
  firstPublicNotice: ['firstpublicnoticeat', 'publishedat', 'postedat'],
  mitigated: ['mitigatedat', 'fixedat', 'containedat'],
  impactEnd: ['impactendat', 'endedat', 'endtime', 'end', 'restoredat', 'recoveredat', 'outageend'],
  resolved: ['resolvedat', 'resolvedon', 'resolutiontime'],
  closed: ['closedat', 'closedon'],
};

function columnsOf(
  head: readonly string[],
  wished: Readonly<Record<string, TableField | null>>,
  example: readonly string[] = [],
): TableRead['columns'] {
  const taken = new Set<TableField>();
  for (const [column, field] of Object.entries(wished)) {
    if (field === null || !head.includes(column)) continue;
    if (taken.has(field)) throw wrong('/columns', `Two columns are meant to be the ${field}.`);
    taken.add(field);
  }
  return head.map((column, i) => {
    const field = Object.hasOwn(wished, column) ? (wished[column] ?? null) : guessed(column, taken);
    if (field !== null) taken.add(field);
    return { column, field, example: (example[i] ?? '').slice(0, 120) };
  });
}

/** Each thing is in one column: the first that can be it. */
function guessed(column: string, taken: ReadonlySet<TableField>): TableField | null {
  const plain = column.toLowerCase().replaceAll(/\(.*?\)|[^a-z0-9]/g, '');
  const found = tableFields.find(
    (field) => !taken.has(field) && (field.toLowerCase() === plain || knownAs[field]?.includes(plain)),
  );
  return found ?? null;
}

interface Row {
  cells: ReadonlyMap<TableField, string>;
  zone: string;
}

function readRow(read: TableRead, line: number, row: Row): void {
  try {
    const { item, unknown } = itemOf(row);
    read.items.push({ line, item });
    if (unknown.length > 0) read.unknown.push({ line, message: `Not known: ${unknown.join(', ')}.` });
  } catch (error) {
    if (!(error instanceof Unclear)) throw error;
    read.rejected.push({ line, message: `${error.message}.` });
  }
}

function itemOf({ cells, zone }: Row): { item: Record<string, unknown>; unknown: string[] } {
  const text = (field: TableField) => (cells.get(field) ?? '').trim();
  const unknown: string[] = [];
  const times = timesOf(cells, zone, unknown);
  const impact = text('impact') === '' ? wholeImpact(times, text) : impactOf(text('impact'));
  const updates = text('updates');
  const item = {
    sourceId: text('sourceId') || undefined,
    title: text('title') || undefined,
    summary: text('summary') === '' ? undefined : cells.get('summary'),
    severity: saysNothing(text('severity')) ? undefined : handleOf(text('severity')),
    services: servicesIn(text('services')),
    impact,
    times,
    updates: updates === '' ? undefined : listIn(updates),
    kind: kindOf(text('kind')),
    state: text('state') || undefined,
    ref: text('ref') || undefined,
    private: text('private') === 'true' ? true : undefined,
  };
  return {
    item: Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined)),
    unknown,
  };
}

function timesOf(
  cells: Row['cells'],
  zone: string,
  unknown: string[],
): Partial<Record<ImportedMoment, string>> {
  const times: Partial<Record<ImportedMoment, string>> = {};
  for (const name of importedMoments) {
    const cell = cells.get(name) ?? '';
    const moment = about(name, () => momentOf(cell, zone));
    if (moment !== null) times[name] = moment;
    else if (cell.trim() !== '') unknown.push(`${name} (${cell.trim()})`);
  }
  const after = (field: TableField, from: string | undefined, name: ImportedMoment) => {
    const cell = cells.get(field) ?? '';
    const seconds = about(field, () => (/^\d+$/.test(cell.trim()) ? Number(cell) : secondsOf(cell)));
    if (seconds === null && cell.trim() !== '') unknown.push(`${field} (${cell.trim()})`);
    if (seconds !== null && from !== undefined) times[name] ??= plus(from, seconds);
  };
  const began = times.firstPageSent ?? times.firstSignal ?? times.declared ?? times.impactStart;
  after('secondsToAcknowledge', began, 'acknowledged');
  after('secondsToResolve', began, 'resolved');
  const length = about('duration', () => secondsOf(cells.get('duration') ?? ''));
  if (length === null && (cells.get('duration') ?? '').trim() !== '')
    unknown.push(`duration (${cells.get('duration')?.trim()})`);
  if (length !== null && times.impactStart !== undefined) times.impactEnd ??= plus(times.impactStart, length);
  return times;
}

function about<T>(field: TableField, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof Unclear) throw new Unclear(`${field}: ${error.message}`);
    throw error;
  }
}

function plus(moment: string, seconds: number): string {
  return Temporal.Instant.from(moment).add({ seconds }).toString({ smallestUnit: 'millisecond' });
}

/** Where a table has one beginning and one end, and says how bad it was: that is the impact. */
function wholeImpact(times: Partial<Record<ImportedMoment, string>>, text: (field: TableField) => string) {
  const { impactStart, impactEnd } = times;
  if (impactStart === undefined || impactEnd === undefined) return [];
  const level = text('level').toLowerCase();
  const weight = text('weight');
  if (level === '' && weight === '') return [];
  return [
    {
      start: impactStart,
      end: impactEnd,
      ...(level === '' ? {} : { level: levels[level] ?? level }),
      ...(weight === '' ? {} : { weight: Number(weight) }),
    },
  ];
}

/** What status pages call them. */
const levels: Readonly<Record<string, string>> = {
  minor: 'degraded',
  critical: 'major',
  maintenance: 'none',
  'degraded performance': 'degraded',
  'partial outage': 'partial',
  'major outage': 'major',
};

/** As our own export writes it: `start/end level weight; ...`. */
function impactOf(cell: string) {
  return cell.split(';').map((one) => {
    const [span = '', level, weight] = one.trim().split(/\s+/);
    const [start, end = ''] = span.split('/');
    return {
      start,
      end: end === '' ? null : end,
      ...(level === undefined ? {} : { level }),
      ...(weight === undefined ? {} : { weight: Number(weight) }),
    };
  });
}

function listIn(cell: string): unknown {
  try {
    return JSON.parse(cell);
  } catch {
    throw new Unclear('updates: this is no JSON');
  }
}

/** With signs between them, or names of ours with blanks between, as the export writes them. */
function servicesIn(cell: string): string[] {
  const words = cell.split(/\s+/);
  const isOurs = words.every((one) => one === handleOf(one));
  return (isOurs ? words : cell.split(/[,;|\n]/)).map(handleOf).filter((one) => one !== '');
}

/** "Payments API" as the name that a service or a severity can have here. */
function handleOf(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .replaceAll(/^[-._]+|-+$/g, '')
    .slice(0, 64);
}

function kindOf(text: string): string | undefined {
  const plain = text.toLowerCase();
  if (plain === '') return undefined;
  return ['drill', 'test', 'tutorial', 'game day', 'gameday'].includes(plain) ? 'drill' : 'real';
}
