export const words = {
  refuse: 'Not an incident …',
  refused: (name: string, reason: string) => `${name} said that it is none: ${reason}`,
  title: 'Why is it no incident?',
  about: 'The answer stays on record, and it is not asked again.',
  why: 'Why',
  button: 'It is none',
};
