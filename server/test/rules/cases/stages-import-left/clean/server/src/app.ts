import { oncall } from './oncall/module.ts';

export const stages = [oncall];
