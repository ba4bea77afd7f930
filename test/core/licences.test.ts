import { expect, test } from 'vitest';
import { mailboxOf, paidLicencesOf } from '../../src/core/licences.ts';
import type { Account } from '../../src/core/rows/account.ts';
import type { Organization } from '../../src/core/rows/organization.ts';
import { tablesOf } from '../../src/core/tables.ts';
import { account, organization, product } from '../check-tester.ts';
import { directory } from './directory.ts';

const dark = product({ id: 'dark', name: 'DARK', paid: null, mailboxPlans: null });
const plain = product({ id: 'plain', name: 'PLAIN', paid: false, mailboxPlans: [] });
const mail = product({ id: 'mail', name: 'MAIL', paid: true, mailboxPlans: ['exchange', 'kiosk'] });

function sold(products: Organization['products']) {
  const rows = [organization({ products })];
  return tablesOf(directory('microsoft365', [], { organization: { state: 'complete', rows } })).organization;
}

function holding(...licences: readonly [id: string, ...disabledPlans: string[]][]): Account {
  return account({ licences: licences.map(([productId, ...disabledPlans]) => ({ productId, disabledPlans })) });
}

const all = sold([dark, plain, mail]);
const darkness = { kind: 'absent', detail: 'the directory does not say what kind of product DARK is' };

test.each([
  ['none', holding(), [], null],
  ['a product without one', holding(['plain']), [], null],
  ['a product with two', holding(['mail']), ['MAIL'], null],
  ['one of two switched off', holding(['mail', 'kiosk']), ['MAIL'], null],
  ['both switched off', holding(['mail', 'kiosk', 'exchange']), [], null],
  ['a product of which it cannot be told', holding(['dark']), [], darkness],
  ['the same, with a plan switched off', holding(['dark', 'exchange']), [], darkness],
  ['the same beside one that is certain', holding(['dark'], ['mail']), ['MAIL'], darkness],
  ['the same beside one without', holding(['plain'], ['dark']), [], darkness],
])('mailboxes: %s', (_name, held, names, doubt) => {
  expect(mailboxOf(held, all)).toEqual({ names, doubt });
});

test('what a product costs does not hang on its mailboxes', () => {
  const unclear = sold([{ ...dark, paid: true }, plain]);
  expect(paidLicencesOf(holding(['dark'], ['plain']), unclear)).toEqual({ names: ['DARK'], doubt: null });
});
