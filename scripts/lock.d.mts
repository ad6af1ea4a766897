export function withLock<T>(path: string, work: () => T): T;
