import { useSession } from '../app/session.ts';
import { Button } from '../ui/button.tsx';

export const IncidentPanel = () => [Button, useSession];
