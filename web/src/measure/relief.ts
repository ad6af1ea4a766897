/** Pure: for whom relief is proposed (practice.md 3.9), by rota and name as the answer has them. */
import type { PersonLoad, RotaLoad } from '@muster/contract/measure/load';

const nightsTooMany = 3;
/** Whoever was interrupted once or twice carries a large share only because there is so little to share. */
const interruptionsToCount = 3;

export interface Relief {
  schedule: string;
  person: string;
  /** Given when it is the reason. */
  ratio: number | null;
  /** Not 0 when they are the reason. */
  nights: number;
}

/** Everybody over the ratio by at least three interruptions, or with three disturbed nights. */
export function reliefFor(rotas: readonly RotaLoad[]): Relief[] {
  return rotas.flatMap(({ schedule, people }) =>
    people
      .map((one) => ({
        schedule,
        person: one.person,
        ratio: isOver(one) ? one.ratio : null,
        nights: one.disturbedNights >= nightsTooMany ? one.disturbedNights : 0,
      }))
      .filter(({ ratio, nights }) => ratio !== null || nights > 0),
  );
}

function isOver({ overloaded, interruptions }: PersonLoad): boolean {
  return overloaded && interruptions >= interruptionsToCount;
}
