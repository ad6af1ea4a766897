import { z } from 'zod';
import { instant } from '../platform/wire.ts';

export const page = z.object({ openedAt: instant });
