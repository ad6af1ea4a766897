export const teamOf = (from: object) => from;
