export const Button = 1; // CAUGHT
