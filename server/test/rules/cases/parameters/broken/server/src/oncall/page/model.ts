export function page(id: string, team: string, at: number, by: string, why: string) { // CAUGHT
  return [id, team, at, by, why];
}

export const arrow = (a: number, b: Map<string, number>, c: number, d: number, e: number): number => a; // CAUGHT

export class Log {
  write(a: number, b: number, c: number, d: number, e: number): void {} // CAUGHT
}
