export const teamOf = (name: string) => name;
