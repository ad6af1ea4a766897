// A hundred thousand random schedules, each asked at one instant of the fast way and of the slow one, which share no code.
import fc from 'fast-check';
import { onCallAt } from '../../server/src/oncall/schedule/model.ts';
import { anyCase, nearBoundary, oracle } from '../../server/test/harness/slow-oracle.ts';
import { type Row, short } from '../figures.ts';

const cases = 100_000;
/** So many at once, so that memory stays small. */
const share = 5_000;
const firstSeed = 20_260_302;

export async function oracleRows(): Promise<Row[]> {
  let [fastMs, slowMs, wrong] = [0, 0, 0];
  for (let seed = firstSeed; seed < firstSeed + cases / share; seed += 1) {
    const asked = fc.sample(anyCase(), { numRuns: share, seed }).map(({ schedule, moment, pick }) => ({
      schedule,
      at: pick % 2 === 0 ? moment : nearBoundary(schedule, moment, pick),
    }));
    const fast = timed(() => asked.map(({ schedule, at }) => onCallAt(schedule, at).join()));
    const slow = timed(() => asked.map(({ schedule, at }) => oracle(schedule, at).join()));
    fastMs += fast.ms;
    slowMs += slow.ms;
    wrong += slow.answer.filter((right, i) => right !== fast.answer[i]).length;
  }
  return [
    {
      what: `who is on call in ${short(cases)} random schedules, around changes of the clocks`,
      figure: `${wrong} differ; ${short(cases / (fastMs / 1_000))} cases/s`,
      against: `the slow oracle ${short(cases / (slowMs / 1_000))} cases/s`,
      ratio: short(slowMs / fastMs),
      aim: '0 differ',
      met: wrong === 0,
    },
  ];
}

function timed<T>(run: () => T): { ms: number; answer: T } {
  const since = performance.now();
  const answer = run();
  return { ms: performance.now() - since, answer };
}
