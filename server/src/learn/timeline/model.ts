/** A row of the timeline as the record gives it: known by the number of its event, or a recollection. */
export interface DraftedRow {
  at: string;
  event: number | null;
  text: string;
  by: string;
  mark: string;
  evidence: string | null;
}
