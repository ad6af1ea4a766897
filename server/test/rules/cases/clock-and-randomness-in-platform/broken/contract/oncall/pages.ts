export const chance = Math.random(); // CAUGHT
