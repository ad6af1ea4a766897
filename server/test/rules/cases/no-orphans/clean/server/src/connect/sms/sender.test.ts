import { send } from './sender.ts';

export const tested = send;
