export const parse = (body: any) => body; // CAUGHT
export const list: Array<any> = [] as any; // CAUGHT CAUGHT
export const map = new Map<string, any>(); // CAUGHT
// @ts-ignore CAUGHT
export const wrong: string = 1;
// @ts-expect-error CAUGHT
export const worse: string = 2;
