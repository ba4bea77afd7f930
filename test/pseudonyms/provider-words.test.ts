import { beforeAll, describe, expect, it, test } from 'vitest';
import { pseudonymKeyOf } from '../../src/pseudonyms/key.ts';
import {
  condition,
  consentPolicy,
  policyName,
  query,
  scope,
  settingValue,
  unitPath,
} from '../../src/pseudonyms/provider-words.ts';
import { createWords, type Words } from '../../src/pseudonyms/words.ts';

let words: Words;
beforeAll(async () => {
  words = createWords(await pseudonymKeyOf('correct horse battery staple'));
});

describe('what a setting of Google is for', () => {
  it('is said by units without their names, and by ids', () => {
    const [sales, tokyo] = ['Sales', '東京'].map((name) => words.exact('unit', name));
    expect(unitPath('/Sales/東京', words)).toBe(`/${sales}/${tokyo}`);
    expect(unitPath('/', words)).toBe('/');
    expect(scope('/Sales, /東京', words)).toBe(`/${sales}, /${tokyo}`);
    expect(scope('groups/01a2, orgUnits/03ph, /', words)).toBe('groups/01a2, orgUnits/03ph, /');
    expect(scope('groups/of Acme', words)).toBe(words.exact('unit', 'groups/of Acme'));
  });

  it('names a policy of Google, and one of Microsoft 365 has a name or an id', () => {
    expect(policyName('/Sales', words)).toBe(`/${words.exact('unit', 'Sales')}`);
    expect(policyName('groups/01a2', words)).toBe('groups/01a2');
    expect(policyName('Require MFA', words)).toBe(words.exact('policy', 'Require MFA'));
    expect(policyName('0674e214-15cd-4d00-a4e2-dde26abdd54d', words)).toBe('0674e214-15cd-4d00-a4e2-dde26abdd54d');
  });
});

describe('what narrows a policy', () => {
  test.each([
    'applications',
    'platforms:android, iOS',
    'locations:AllTrusted',
    'authentication-context:c12',
    'unknown:newThing',
  ])('%s stays', (text) => {
    expect(condition(text, words)).toBe(text);
  });

  test.each([
    ['locations:Acme HQ, All', 'Acme HQ', (value: string) => `locations:${value}, All`],
    ['applications:Payslips', 'Payslips', (value: string) => `applications:${value}`],
    ['unknown:Acme.example', 'Acme.example', (value: string) => `unknown:${value}`],
    ['authentication-context:c123', 'c123', (value: string) => `authentication-context:${value}`],
  ])('%s loses its name', (text, name, expected) => {
    expect(condition(text, words)).toBe(expected(words.exact('value', name)));
  });
});

describe('a policy of consent', () => {
  it("stays where it is Microsoft's, and else keeps what it is for, whatever its case", () => {
    const known = 'ManagePermissionGrantsForSelf.microsoft-user-default-low';
    expect(consentPolicy(known, words)).toBe(known);
    const own = words.exact('policy', 'acme-own');
    expect(consentPolicy('ManagePermissionGrantsForSelf.Acme-Own', words)).toBe(`ManagePermissionGrantsForSelf.${own}`);
    expect(consentPolicy('managepermissiongrantsforself.acme-own', words)).toBe(`managepermissiongrantsforself.${own}`);
    expect(consentPolicy('acme-own', words)).toBe(own);
  });
});

describe("an expression in Google's language", () => {
  it('keeps ids and products, and nothing else that is quoted', () => {
    const kept =
      "entity.org_units.exists(org_unit, org_unit.org_unit_id == orgUnitId('03ph')) && entity.licenses.exists(license, license in ['/product/Google-Apps/sku/1010020020'])";
    expect(query(kept, words)).toBe(kept);
    expect(query(`entity.user == 'taro@acme.example' || name == "Acme"`, words)).toBe(
      `entity.user == '${words.exact('value', 'taro@acme.example')}' || name == "${words.exact('value', 'Acme')}"`,
    );
  });
});

describe('a value of a setting', () => {
  it('keeps what says nothing of anybody, and its shape', () => {
    const value = {
      level: 'ALLOW_SIGN_IN_SCOPES_ONLY',
      set: 'ALL',
      period: '604800s',
      from: '1970-01-01T00:00:00Z',
      on: true,
      many: 3,
      none: null,
    };
    expect(settingValue(value, words)).toEqual(value);
  });

  it('loses texts, in lists and as keys too', () => {
    const hidden = (text: string) => words.exact('value', text);
    const value = { message: 'Ask Taro', domains: ['acme.example', 'ALL'], 'acme.example': { owner: 'ACME' } };
    expect(settingValue(value, words)).toEqual({
      message: hidden('Ask Taro'),
      domains: [hidden('acme.example'), 'ALL'],
      [hidden('acme.example')]: { owner: hidden('ACME') },
    });
  });
});
