import type { Who } from '@muster/contract/platform/endpoint';

/** A line is a ring, or a ring with marks. Each mark has tests of its own below. */
export interface Line {
  who: Who;
  /** A session must have confirmed lately who is there. */
  fresh?: true;
  /** What belongs to somebody else does not exist, but for administrators. */
  own?: true;
  /** What belongs to a team is changed as the team wants it. */
  team?: true;
  /** A scope of reading is enough, although it is no GET. */
  read?: true;
}
