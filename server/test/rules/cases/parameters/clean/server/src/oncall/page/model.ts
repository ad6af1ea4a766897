export function page(id: string, team: Map<string, [number, number]>, at: { by: string, why: string }, log: (a: number, b: number) => void) {
  return [id, team, at, log, Math.max(1, 2, 3, 4, 5, 6)];
}

export const arrow = ({ a, b, c, d, e }: Record<string, number>): number => Math.min(a, b, c, d, e);
