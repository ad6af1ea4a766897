export type Wire = number;
