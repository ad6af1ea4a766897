// How fast schedules are resolved, in this process, beside the bare work of the calendar that no schedule can avoid.
import { type Schedule, scheduleSchema } from '@muster/contract/oncall/definition';
import { onCallAt, resolve } from '../../server/src/oncall/schedule/model.ts';
import { medianOf, type Row, short } from '../figures.ts';

const schedules = 1_000;
const questions = 10_000;
const from = Temporal.Instant.from('2026-01-01T00:00:00Z');
const until = Temporal.Instant.from('2028-01-01T00:00:00Z');
const zones = ['Europe/Madrid', 'America/New_York', 'Asia/Kolkata', 'Australia/Sydney', 'UTC'];

export async function scheduleRows(rounds: number): Promise<Row[]> {
  const all = Array.from({ length: schedules }, (_, i) => weekly(zones[i % zones.length] ?? 'UTC'));
  const samples = Array.from({ length: rounds }, () => {
    let segments = 0;
    const resolveMs = timed(() => {
      for (const one of all) segments += resolve(one, from, until).length;
    });
    const askMs = timed(() => {
      for (let i = 0; i < questions; i += 1)
        onCallAt(all[i % schedules] ?? weekly('UTC'), from.add({ minutes: i * 97 }));
    });
    const perSegment = timed(() => convert(segments)) / segments;
    return { resolveMs, askMs, segments, perSegment };
  });
  const of = (figure: (one: (typeof samples)[number]) => number) => medianOf(samples, figure);
  const segments = of((one) => one.segments);
  return [
    {
      what: `${short(schedules)} schedules resolved over two years`,
      figure: `${short(of((one) => one.resolveMs))} ms (${short(segments)} segments)`,
      against: `one conversion of the calendar for each segment ${short(of((one) => one.perSegment * one.segments))} ms`,
      ratio: short(of((one) => one.resolveMs / (one.perSegment * one.segments))),
      aim: '',
      met: null,
    },
    {
      what: `who is on call, asked ${short(questions)} times`,
      figure: `${short(of((one) => one.askMs))} ms`,
      against: `one conversion for each question ${short(of((one) => one.perSegment * questions))} ms`,
      ratio: short(of((one) => one.askMs / (one.perSegment * questions))),
      aim: '',
      met: null,
    },
  ];
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
