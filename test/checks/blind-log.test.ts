import { blindLog } from '../../checks/blind-log.ts';
import { events, logOf, partial, testCheck, unavailable } from '../check-tester.ts';

const blind = { subject: 'directory-1', message: 'blind', severity: 'high' } as const;

testCheck(blindLog, {
  valid: [
    { name: 'the log was read', data: { signInEvents: [events()] } },
    { name: 'the log was read, and nobody signed in', data: { signInEvents: logOf([], 30) } },
    { name: 'the log was read at Google', provider: 'google-workspace', data: { signInEvents: [events()] } },
  ],
  invalid: [
    {
      name: 'the licence does not offer it',
      data: { signInEvents: unavailable('licence') },
      fails: [{ ...blind, data: { detail: 'could not be read: licence' } }],
    },
    {
      name: 'the licence does not offer it at Google',
      provider: 'google-workspace',
      data: { signInEvents: unavailable('licence') },
      fails: [blind],
    },
  ],
  unknown: [
    {
      name: 'the permission is missing',
      data: { signInEvents: unavailable('permission') },
      doubts: [{ subject: 'directory-1', kind: 'permission' }],
    },
    {
      name: 'this version does not read it',
      data: { signInEvents: unavailable('unsupported') },
      doubts: [{ subject: 'directory-1', kind: 'unsupported' }],
    },
    {
      name: 'the log was read in part',
      data: { signInEvents: partial([events()], 'throttled') },
      doubts: [{ subject: 'directory-1', kind: 'throttled' }],
    },
    {
      name: 'a licence that let some of it be read offers it',
      data: { signInEvents: partial([events()], 'licence') },
      doubts: [{ subject: 'directory-1', kind: 'licence' }],
    },
  ],
});
