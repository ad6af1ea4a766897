import { z } from 'zod';

export const instant = z.string();
