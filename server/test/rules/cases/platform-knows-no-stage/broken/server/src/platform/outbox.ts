import type { Alert } from '@muster/contract/detect/alerts'; // CAUGHT
import { openPages } from '../oncall/index.ts'; // CAUGHT

export const backlog: Alert[] = openPages;
