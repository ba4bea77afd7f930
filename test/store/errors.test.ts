import { describe, expect, it } from 'vitest';
import { StoreError, type StoreFault, storeErrorOf } from '../../src/store/errors.ts';

function coded(code: string, message = 'said the database'): Error {
  return Object.assign(new Error(message), { code });
}

describe('storeErrorOf', () => {
  it.each<[string, StoreFault]>([
    ['SQLITE_FULL', 'full'],
    ['SQLITE_IOERR_WRITE', 'full'],
    ['ENOSPC', 'full'],
    ['53100', 'full'],
    ['SQLITE_BUSY', 'busy'],
    ['SQLITE_BUSY_SNAPSHOT', 'busy'],
    ['SQLITE_LOCKED', 'busy'],
    ['55P03', 'busy'],
    ['40P01', 'busy'],
    ['53300', 'busy'],
    ['SQLITE_READONLY', 'denied'],
    ['SQLITE_READONLY_DIRECTORY', 'denied'],
    ['EACCES', 'denied'],
    ['EROFS', 'denied'],
    ['28P01', 'denied'],
    ['28000', 'denied'],
    ['42501', 'denied'],
    ['3D000', 'denied'],
    ['SQLITE_NOTADB', 'broken'],
    ['SQLITE_CORRUPT', 'broken'],
    ['SQLITE_CORRUPT_INDEX', 'broken'],
    ['XX001', 'broken'],
    ['SQLITE_CANTOPEN', 'unreachable'],
    ['SQLITE_IOERR_READ', 'unreachable'],
    ['ENOENT', 'unreachable'],
    ['ECONNREFUSED', 'unreachable'],
    ['ECONNRESET', 'unreachable'],
    ['ENOTFOUND', 'unreachable'],
    ['57P01', 'unreachable'],
    ['57P03', 'unreachable'],
    ['08006', 'unreachable'],
    ['22P02', 'other'],
  ])('%s is %s', (code, kind) => {
    expect(storeErrorOf(coded(code), 'here', [])).toMatchObject({ kind, place: 'here', reason: 'said the database' });
  });

  it.each([
    'Connection terminated unexpectedly',
    'Connection terminated due to connection timeout',
    'timeout exceeded when trying to connect',
    'Client has encountered a connection error and is not queryable',
    'Query read timeout',
  ])('%s, which the driver gives no code, is unreachable', (message) => {
    expect(storeErrorOf(new Error(message), 'here', []).kind).toBe('unreachable');
  });

  it('tells no secret', () => {
    const { reason, message } = storeErrorOf(coded('28P01', 'no entry with geheim'), 'here', ['geheim', '']);
    expect([reason, message]).toEqual(['no entry with ***', 'here: no entry with ***']);
  });

  it('tells the first of several addresses that failed', () => {
    const error = new AggregateError([coded('ECONNREFUSED', 'refused'), coded('EACCES')], '');
    expect(storeErrorOf(error, 'here', [])).toMatchObject({ kind: 'unreachable', reason: 'refused' });
  });

  it('leaves one of its own as it is', () => {
    const known = new StoreError('newer', 'there', 'why');
    expect(storeErrorOf(known, 'here', [])).toBe(known);
  });
});
