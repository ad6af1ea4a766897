import type { Retrospective } from '@muster/contract/learn/retrospectives';
import type { ComponentType, ReactNode } from 'react';

/** What every part of the screen is given. */
export interface PartProps {
  one: Retrospective;
  /** It was reviewed, or the person may not write. */
  readOnly: boolean;
}

export interface WritingProps {
  id: string;
  /** Told of the text whenever nobody has typed for a moment. */
  onText: (text: string) => void;
}

export interface Edited {
  /** What was changed in the incident's record after it was put away; a page puts it in. */
  edited: ReactNode;
}

/** The editor and the text to read, of the stage whose they are; a page puts them in. */
export interface Papers {
  Writing: ComponentType<WritingProps>;
  Reading: ComponentType<{ markdown: string }>;
}
