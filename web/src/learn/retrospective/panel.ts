import type { Retrospective } from '@muster/contract/learn/retrospectives';

/** What every part of the screen is given. */
export interface PartProps {
  one: Retrospective;
  /** It was reviewed, or the person may not write. */
  readOnly: boolean;
}
