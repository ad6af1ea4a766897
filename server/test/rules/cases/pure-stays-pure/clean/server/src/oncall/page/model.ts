export type Page = { closed: boolean };
