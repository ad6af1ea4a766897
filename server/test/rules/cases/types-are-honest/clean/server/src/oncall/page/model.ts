// any page: any reader may say `x: any` in a comment.
export const parse = (body: unknown) => ({ body, why: 'is: any good?' });
