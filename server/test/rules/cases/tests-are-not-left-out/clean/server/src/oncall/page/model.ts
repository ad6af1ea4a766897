export const only = (list: { skip(n: number): number }) => list.skip(1);
