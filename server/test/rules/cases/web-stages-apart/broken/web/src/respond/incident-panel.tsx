import { PagePanel } from '../oncall/page-panel.tsx'; // CAUGHT
import { Now } from '../pages/now.tsx'; // CAUGHT

export const IncidentPanel = () => [PagePanel, Now];
