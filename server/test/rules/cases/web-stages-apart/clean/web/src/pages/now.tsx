import { PagePanel } from '../oncall/page-panel.tsx';
import { IncidentPanel } from '../respond/incident-panel.tsx';

export const Now = () => [PagePanel, IncidentPanel];
