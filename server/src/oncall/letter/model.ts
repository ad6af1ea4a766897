/** Who reads what we write about the rota. */
export interface Reader {
  timeZone: string;
  /** How people reach Muster. */
  url: string;
}
