export const send = 1; // CAUGHT
