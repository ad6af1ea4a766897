import type { Incident } from '@muster/contract/respond/incidents';

/** What every panel of the command screen is given. */
export interface PanelProps {
  incident: Incident;
  /** The past is shown, or the person may not write: nothing can be changed. */
  readOnly: boolean;
}
