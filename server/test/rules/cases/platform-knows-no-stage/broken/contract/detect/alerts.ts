export type Alert = object;
