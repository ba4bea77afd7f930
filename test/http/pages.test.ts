import { describe, expect, it } from 'vitest';
import { ForeignAddressError, PagingError } from '../../src/http/errors.ts';
import { type Page, type PagesOptions, pages, sameOrigin } from '../../src/http/pages.ts';

class Expired extends Error {}

type Read = (next: string | null) => Page<string>;

async function readAll(
  read: Read,
  more: Pick<PagesOptions<string>, 'limit'> = {},
): Promise<{ rows: string[]; asked: Array<string | null>; error?: unknown }> {
  const rows: string[] = [];
  const asked: Array<string | null> = [];
  const reading = pages({
    place: 'GET graph.example/users',
    read: async (next) => {
      asked.push(next);
      return read(next);
    },
    key: (row) => row,
    isExpired: (error) => error instanceof Expired,
    ...more,
  });
  try {
    for await (const page of reading) rows.push(...page);
    return { rows, asked };
  } catch (error) {
    return { rows, asked, error };
  }
}

function script(known: Record<string, Page<string>>): Read {
  return (next) => known[next ?? 'first'] ?? expect.fail(`no page ${next}`);
}

describe('pages', () => {
  it('are read to the end, in order', async () => {
    const read = script({ first: { rows: ['a', 'b'], next: '2' }, 2: { rows: ['c'], next: null } });
    expect(await readAll(read)).toEqual({ rows: ['a', 'b', 'c'], asked: [null, '2'] });
  });

  it('may be empty and still have a next link', async () => {
    const read = script({
      first: { rows: [], next: '2' },
      2: { rows: [], next: '3' },
      3: { rows: ['a'], next: '4' },
      4: { rows: [], next: null },
    });
    expect((await readAll(read)).rows).toEqual(['a']);
  });

  it('may be none at all', async () => {
    expect(await readAll(script({ first: { rows: [], next: null } }))).toEqual({ rows: [], asked: [null] });
  });

  it('that lead back to themselves are refused', async () => {
    const { rows, error } = await readAll((next) => ({ rows: [next ?? 'first'], next: '2' }));
    expect(rows).toEqual(['first', '2']);
    expect(error).toBeInstanceOf(PagingError);
  });

  it('that go round in a larger circle are refused', async () => {
    const read = script({
      first: { rows: ['a'], next: '2' },
      2: { rows: ['b'], next: '3' },
      3: { rows: ['c'], next: '2' },
    });
    expect((await readAll(read)).error).toBeInstanceOf(PagingError);
  });

  it('that never end and bring nothing new are refused soon', async () => {
    let count = 0;
    const { error, asked } = await readAll(() => {
      count += 1;
      return { rows: ['a'], next: `token-${count}` };
    });
    expect(error).toBeInstanceOf(PagingError);
    expect(asked.length).toBeLessThan(40);
  });

  it('that never end and always bring something new are refused in the end', async () => {
    let count = 0;
    const { error } = await readAll(() => {
      count += 1;
      return { rows: [`row-${count}`], next: `token-${count}` };
    });
    expect(error).toBeInstanceOf(PagingError);
    expect(String(error)).toContain('GET graph.example/users');
  });

  it('hand on an error after the rows before it', async () => {
    const { rows, error } = await readAll((next) => {
      if (next === null) return { rows: ['a'], next: '2' };
      throw new Error('answered 500');
    });
    expect(rows).toEqual(['a']);
    expect(String(error)).toContain('answered 500');
  });
});

describe('a limit', () => {
  const three = script({
    first: { rows: ['a'], next: '2' },
    2: { rows: [], next: '3' },
    3: { rows: ['c'], next: null },
  });
  const upTo = async (read: Read, most: number) => {
    let cuts = 0;
    const onCut = () => {
      cuts += 1;
    };
    return { ...(await readAll(read, { limit: { pages: most, onCut } })), cuts };
  };

  it.each([
    [1, ['a'], [null], 1],
    [2, ['a'], [null, '2'], 1],
    [3, ['a', 'c'], [null, '2', '3'], 0],
    [4, ['a', 'c'], [null, '2', '3'], 0],
  ])('of %d of three pages', async (most, rows, asked, cuts) => {
    expect(await upTo(three, most)).toEqual({ rows, asked, cuts });
  });

  it('counts anew when a page token has expired', async () => {
    let expired = false;
    const read: Read = (next) => {
      if (next !== '3' || expired) return { rows: [next ?? 'first'], next: String(Number(next ?? 1) + 1) };
      expired = true;
      throw new Expired();
    };
    const { rows, cuts } = await upTo(read, 3);
    expect(rows).toEqual(['first', '2', 'first', '2', '3']);
    expect(cuts).toBe(1);
  });

  it('is no excuse for an error before it', async () => {
    const { error, cuts } = await upTo(() => {
      throw new Error('answered 500');
    }, 1);
    expect(String(error)).toContain('answered 500');
    expect(cuts).toBe(0);
  });
});

describe('an expired page token', () => {
  it('starts the reading again', async () => {
    let expired = false;
    const { rows, asked, error } = await readAll((next) => {
      if (next === null) return { rows: ['a', 'b'], next: '2' };
      if (next === '2') return { rows: ['c'], next: '3' };
      if (expired) return { rows: ['d'], next: null };
      expired = true;
      throw new Expired();
    });
    expect(error).toBeUndefined();
    expect(rows).toEqual(['a', 'b', 'c', 'a', 'b', 'c', 'd']);
    expect(asked).toEqual([null, '2', '3', null, '2', '3']);
  });

  it('after many pages may go by all of them again', async () => {
    let expired = false;
    const { rows, error } = await readAll((next) => {
      const page = Number(next ?? 0);
      if (page === 60 && !expired) {
        expired = true;
        throw new Expired();
      }
      return { rows: [`row-${page}`], next: page === 80 ? null : String(page + 1) };
    });
    expect(error).toBeUndefined();
    expect(new Set(rows).size).toBe(81);
  });

  it('that expires again is an error', async () => {
    const { rows, asked, error } = await readAll((next) => {
      if (next === null) return { rows: ['a'], next: '2' };
      throw new Expired();
    });
    expect(error).toBeInstanceOf(Expired);
    expect(rows).toEqual(['a', 'a']);
    expect(asked).toEqual([null, '2', null, '2']);
  });

  it('on the first page is an error, since there is no token to renew', async () => {
    const { asked, error } = await readAll(() => {
      throw new Expired();
    });
    expect(error).toBeInstanceOf(Expired);
    expect(asked).toEqual([null]);
  });
});

describe('a next link', () => {
  const origin = 'https://graph.example';
  it.each([
    ['of the same origin', 'https://graph.example/v1.0/users?$skiptoken=x'],
    ['that names the usual port', 'https://graph.example:443/v1.0/users?$skiptoken=x'],
    ['in capital letters', 'HTTPS://GRAPH.EXAMPLE/v1.0/users?$skiptoken=x'],
  ])('%s is followed', (_name, link) => {
    expect(sameOrigin('place', link, origin).href).toBe('https://graph.example/v1.0/users?$skiptoken=x');
  });

  it.each([
    ['to another host', 'https://evil.example/v1.0/users'],
    ['to a host that only begins so', 'https://graph.example.evil.example/'],
    ['to another port', 'https://graph.example:8443/'],
    ['of another scheme', 'http://graph.example/'],
    ['with a user', 'https://user@graph.example/'],
    ['with user and password', 'https://user:word@graph.example/'],
    ['whose host hides behind a user', 'https://graph.example@evil.example/'],
    ['of a scheme without a host', 'javascript:alert(1)'],
    ['into a file', 'file:///etc/passwd'],
    ['that is no address', '//'],
    ['that is empty', ''],
  ])('%s is refused', (_name, link) => {
    expect(() => sameOrigin('GET graph.example/users', link, origin)).toThrow(ForeignAddressError);
  });

  it('that is refused stands in the message without its secrets', () => {
    expect(() => sameOrigin('place', 'https://user:word@evil.example/?token=t0ken', origin)).toThrow(
      /^place: refused to follow a link to https:\/\/evil\.example$/,
    );
  });
});
