// How fast schedules are resolved, in this process, beside the bare work of the calendar that no schedule can avoid.
import { type Schedule, scheduleSchema } from '@muster/contract/oncall/definition';
import { onCallAt, resolve } from '../../server/src/oncall/schedule/model.ts';
import { medianOf, type Row, short } from '../figures.ts';

const schedules = 1_000;
const questions = 10_000;
/** How the cost grows: it must not, for each. */
const growth = [questions, questions / 10, questions / 100] as const;
const from = Temporal.Instant.from('2026-01-01T00:00:00Z');
const now = Temporal.Instant.from('2026-07-01T12:34:56Z');
const until = Temporal.Instant.from('2028-01-01T00:00:00Z');
const zones = ['Europe/Madrid', 'America/New_York', 'Asia/Kolkata', 'Australia/Sydney', 'UTC'];

export async function scheduleRows(rounds: number): Promise<Row[]> {
  const all = Array.from({ length: questions }, (_, i) => weekly(zones[i % zones.length] ?? 'UTC'));
  // Before the years are resolved, whose millions of segments would be swept up in the middle of the questions.
  const asked = Array.from({ length: rounds }, () => growth.map((count) => asking(all.slice(0, count))));
  const samples = Array.from({ length: rounds }, () => {
    const tenth = resolving(all.slice(0, schedules / 10));
    const whole = resolving(all.slice(0, schedules));
    const perSegment = worked(() => convert(whole.segments)).coreMs / whole.segments;
    return { tenth, whole, perSegment };
  });
  const of = (figure: (one: (typeof samples)[number]) => number) => medianOf(samples, figure);
  const segments = of((one) => one.whole.segments);
  const resolveMs = of((one) => one.whole.ms);
  const askMs = growth.map((_, i) => medianOf(asked, (one) => one[i]?.coreMs ?? Number.NaN));
  const wallMs = medianOf(asked, (one) => one[0]?.ms ?? Number.NaN);
  const [wholeMs = Number.NaN] = askMs;
  return [
    {
      what: `${short(schedules)} schedules resolved over two years, on one core`,
      figure: `${short(resolveMs)} ms (${short(segments)} segments); a tenth of them ${short(of((one) => one.tenth.ms))} ms`,
      against: `one conversion of the calendar for each segment ${short(of((one) => one.perSegment * one.whole.segments))} ms`,
      ratio: short(of((one) => one.whole.ms / (one.perSegment * one.whole.segments))),
      aim: 'under 1,000 ms',
      met: resolveMs < 1_000,
    },
    {
      what: `who is on call now on ${short(questions)} schedules, on one core`,
      figure: `${short(wholeMs)} ms of the core, ${short(wallMs)} ms by the clock of this machine; ${growth
        .map(
          (count, i) => `${short(((askMs[i] ?? Number.NaN) * 1_000) / questions)} µs each of ${short(count)}`,
        )
        .join(', ')}`,
      against: `one conversion for each schedule ${short(of((one) => one.perSegment * questions))} ms`,
      ratio: short(wholeMs / of((one) => one.perSegment * questions)),
      aim: 'under 100 ms',
      met: wholeMs < 100,
    },
  ];
}

function resolving(all: readonly Schedule[]): { ms: number; segments: number } {
  let segments = 0;
  const { coreMs: ms } = worked(() => {
    for (const one of all) segments += resolve(one, from, until).length;
  });
  return { ms, segments };
}

/** As many questions whatever the number of schedules, so that a step of the core's clock is no error. */
function asking(all: readonly Schedule[]): { ms: number; coreMs: number } {
  return worked(() => {
    for (let asked = 0; asked < questions; asked += all.length) for (const one of all) onCallAt(one, now);
  });
}

/** By the clock, and what the core did for it: on a machine that others use as well the clock tells of them, too. */
function worked(run: () => void): { ms: number; coreMs: number } {
  const before = process.threadCpuUsage();
  const ms = timed(run);
  const { user, system } = process.threadCpuUsage(before);
  return { ms, coreMs: (user + system) / 1_000 };
}

/** A weekly rotation of six, with a second layer for the nights. */
function weekly(timeZone: string): Schedule {
  const rotation = (members: string[]) => ({
    unit: 'week',
    length: 1,
    start: '2025-12-29T09:00',
    handoff: { time: '09:00', weekday: 'mon' },
    members: members.map((one) => [one]),
  });
  return scheduleSchema.parse({
    timeZone,
    layers: [
      { level: 1, rotation: rotation(['ada', 'bob', 'cem', 'dee', 'eli', 'fay']) },
      {
        level: 2,
        rotation: rotation(['gus', 'hal', 'ivy']),
        restrictions: [{ from: '20:00', to: '08:00' }],
      },
    ],
  });
}

function convert(count: number): void {
  for (let i = 0; i < count; i += 1)
    from.add({ minutes: i }).toZonedDateTimeISO('Europe/Madrid').toPlainDateTime().toString();
}

function timed(run: () => void): number {
  const since = performance.now();
  run();
  return performance.now() - since;
}
