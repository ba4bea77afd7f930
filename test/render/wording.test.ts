import { expect, test } from 'vitest';
import { catalogue } from '../../src/messages/index.ts';

const [en, ja] = [catalogue('en'), catalogue('ja')];

test('a role that begins with a Latin letter stands apart from Japanese', () => {
  const whom = (role: string) => ja.ui.combined([{ cloud: 'Microsoft 365', login: '', role, briefs: [] }]);
  expect(whom('Exchange 管理者')).toBe('Microsoft 365 の Exchange 管理者でもあります。');
  expect(whom('グローバル管理者')).toBe('Microsoft 365 のグローバル管理者でもあります。');
});

test('everyday accounts and those of a directory go by their usual names', () => {
  const said = JSON.stringify(en.checks, (_key, value) => (typeof value === 'function' ? String(value) : value));
  expect(said).not.toMatch(/account of every day|accounts of the cloud|\bPart administration/i);
  expect(said).toContain('with cloud-only accounts');
});
