import { second } from './second.ts';
import { third } from './third.ts';

export const first = [second, third];
