export const retry = (again: () => void) => setTimeout(again, 1000); // CAUGHT
