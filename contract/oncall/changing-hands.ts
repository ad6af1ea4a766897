/**
 * What changes hands when one schedule takes the place of another. Pure: two partitions of the same span go in
 * (segments as the schedules answer them), the stretches whose people differ come out. The web shows it before
 * saving, and the command line prints it.
 */
export interface Held {
  start: string;
  end: string;
  onCall: readonly string[];
}

/** A stretch in which somebody else is on call than before. */
export interface Handed {
  start: string;
  end: string;
  before: string[];
  after: string[];
}

/** Hours of one person in the whole span, rounded to minutes. */
export interface HoursOfPerson {
  person: string;
  before: number;
  after: number;
}

export interface ChangingHands {
  spans: Handed[];
  /** Everybody who is on call in one of the two; whoever's hours change most comes first. */
  people: HoursOfPerson[];
  /** Hours in which nobody is on call. */
  gaps: { before: number; after: number };
}

/** Both have to cover the same span; what only one of them covers counts as nobody in the other. */
export function changingHands(before: readonly Held[], after: readonly Held[]): ChangingHands {
  const [old, fresh] = [timed(before), timed(after)];
  const edges = [...new Set([...old, ...fresh].flatMap(({ from, until }) => [from, until]))];
  edges.sort((a, b) => a - b);
  const spans: Handed[] = [];
  const [inOld, inFresh] = [reader(old), reader(fresh)];
  for (const [at, start] of edges.entries()) {
    const end = edges[at + 1];
    if (end === undefined) break;
    addSpan(spans, { start, end, before: inOld(start), after: inFresh(start) });
  }
  return {
    spans,
    people: hoursPerPerson(old, fresh),
    gaps: { before: hoursOf(old, isGap), after: hoursOf(fresh, isGap) },
  };
}

interface Timed {
  from: number;
  until: number;
  onCall: readonly string[];
}

function timed(held: readonly Held[]): Timed[] {
  return held
    .map(({ start, end, onCall }) => ({ from: Date.parse(start), until: Date.parse(end), onCall }))
    .toSorted((a, b) => a.from - b.from);
}

/** Answers who holds it at a time; the times asked for must ascend. */
function reader(held: readonly Timed[]): (at: number) => readonly string[] {
  let index = 0;
  return (at) => {
    while ((held[index]?.until ?? Infinity) <= at) index += 1;
    const here = held[index];
    return here !== undefined && here.from <= at ? here.onCall : [];
  };
}

function addSpan(
  spans: Handed[],
  one: { start: number; end: number; before: readonly string[]; after: readonly string[] },
): void {
  const [before, after] = [one.before.toSorted(byCode), one.after.toSorted(byCode)];
  if (isSame(before, after)) return;
  const [start, end] = [instantText(one.start), instantText(one.end)];
  const last = spans.at(-1);
  if (last?.end === start && isSame(last.before, before) && isSame(last.after, after)) last.end = end;
  else spans.push({ start, end, before, after });
}

function hoursPerPerson(before: readonly Timed[], after: readonly Timed[]): HoursOfPerson[] {
  const everybody = [...new Set([...before, ...after].flatMap((one) => one.onCall))];
  return everybody
    .map((person) => ({
      person,
      before: hoursOf(before, (one) => one.onCall.includes(person)),
      after: hoursOf(after, (one) => one.onCall.includes(person)),
    }))
    .toSorted(
      (a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before) || byCode(a.person, b.person),
    );
}

function hoursOf(held: readonly Timed[], counts: (one: Timed) => boolean): number {
  const ms = held.filter(counts).reduce((sum, one) => sum + one.until - one.from, 0);
  return Math.round(ms / 60_000) / 60;
}

const isGap = (one: Timed): boolean => one.onCall.length === 0;

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, at) => name === b[at]);
}

function byCode(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function instantText(ms: number): string {
  return new Date(ms).toISOString();
}
