it('says .skip( in a string', () => expect(list.skip(1).only).toBe('it.skip'));
