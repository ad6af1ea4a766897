/**
 * How much of a queue each key may hold, so that one that sends without end delays itself and nobody else. A key
 * that holds nothing may always put one thing in, however heavy.
 */
export interface Shares {
  /** Puts something in and answers how to take it out, which may be said twice; null when the key holds its share already. */
  enter(key: string, weight: number): (() => void) | null;
}

export function createShares(most: { items: number; weight: number }): Shares {
  const held = new Map<string, { items: number; weight: number }>();
  return {
    enter(key, weight) {
      const share = held.get(key) ?? { items: 0, weight: 0 };
      if (share.items > 0 && (share.items >= most.items || share.weight + weight > most.weight)) return null;
      share.items += 1;
      share.weight += weight;
      held.set(key, share);
      let isIn = true;
      return () => {
        if (!isIn) return;
        isIn = false;
        share.items -= 1;
        share.weight -= weight;
        if (share.items === 0) held.delete(key);
      };
    },
  };
}
