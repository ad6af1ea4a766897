export const page = 1; // CAUGHT
