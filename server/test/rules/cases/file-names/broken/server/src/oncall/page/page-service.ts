export const c = 1; // CAUGHT
