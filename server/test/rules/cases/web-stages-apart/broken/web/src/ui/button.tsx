import { PagePanel } from '../oncall/page-panel.tsx'; // CAUGHT

export const Button = PagePanel;
