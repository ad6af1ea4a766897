import type { Wire } from '@muster/contract/platform/wire';
import { now } from './clock.ts';

export const sentAt: Wire = now();
