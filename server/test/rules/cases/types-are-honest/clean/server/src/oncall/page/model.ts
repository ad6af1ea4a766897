// any page: any reader may say `x: any` in a comment.
export const parse = (body: unknown) => ({ body, ...choice({ first: 1, any, last: 2 }), why: 'is: any good?' });
