import { guidOf } from './ids.ts';
import { type AccountSketch, guestLogin } from './microsoft-account.ts';
import { address, recordOf, staff } from './sample-trading-staff.ts';
import { licenceOf } from './skus.ts';

const tenant = 'sample-trading';
/** The domain that the directory was born with. */
export const initialDomain = 'sampletrading.onmicrosoft.example';

/** A name as an intruder would choose it: a formula, a script, and text that runs backwards. */
const hostileName = '=cmd|\'/c calc\'!A1 <script>alert("x")</script> \u202Efdp.exe';

const day = (date: string, now: Date) => Math.floor((now.getTime() - Date.parse(date)) / 86_400_000);
const office = licenceOf('SPB');
const premium = licenceOf('AAD_PREMIUM_P2');

/** Come from the directory in the office; all others were born in the cloud. */
const synced: ReadonlySet<string> = new Set([
  'tanaka',
  'endo',
  'inoue',
  'kimura',
  'ikeda',
  'hashimoto',
  'ishikawa',
  'maeda',
  'goto',
  'arai',
]);

/** What sets somebody apart from the rest of the staff. */
function exceptional(now: Date): Readonly<Record<string, Partial<AccountSketch>>> {
  return {
    kuroda: { methods: 'password', admin: true, licences: [office, premium] },
    yamada: { methods: 'sms', admin: true, aliases: [address('taro.yamada')] },
    saito: { methods: 'passkey', admin: true, licences: [] },
    walker: { methods: 'authenticator', admin: true, success: 60, licences: [premium] },
    // The product has a mailbox, and hers is switched off.
    hayashi: { methods: 'hello', admin: true, licences: [licenceOf('SPB', ['exchange']), premium] },
    mori: { methods: 'authenticator+sms', admin: true, licences: [licenceOf('SPE_E3')] },
    ito: { methods: 'synced-passkey', admin: true },
    onodera: { methods: 'password', admin: true, created: 100, success: null },
    nguyen: { methods: 'authenticator', admin: true },
    tanaka: { methods: 'email', admin: true },
    sasaki: { methods: 'external', admin: true },
    miller: { methods: 'sms' },
    matsumoto: { success: 210 },
    brown: { success: 130 },
    clark: { methods: 'oath', usable: false },
    endo: { enabled: false, success: 40, licences: [] },
    shimizu: { created: 2, success: 0, unreported: true },
    kato: { methods: 'authenticator+sms' },
    yoshida: { success: 90, synced: false },
    yamamoto: { success: 91 },
    nakamura: { created: 120, success: null },
    kobayashi: { created: 45, success: null },
    // Older than the record of successes, and since then nothing but failed attempts.
    suzuki: { created: day('2021-04-01', now), success: null, attempt: 6 },
    takahashi: { methods: 'password' },
    watanabe: { enabled: false, success: 300, licences: [licenceOf('FLOW_FREE')] },
    okada: { methods: 'hello' },
    davis: { methods: 'passkey', admin: true, licences: [office, licenceOf('FLOW_FREE')] },
    // Left half a year ago, and somebody still signs in.
    ueno: { success: 3 },
    kojima: { enabled: false, success: 12 },
    noguchi: { enabled: false, success: 20, licences: [] },
    arai: { enabled: false, success: 46, licences: [] },
    hirano: { success: 8 },
  };
}

/** Accounts of people, guests, programs and rooms. */
export function accountSketches(now: Date): AccountSketch[] {
  const special = exceptional(now);
  const people = staff.map(
    ([local, name], index): AccountSketch => ({
      login: address(local),
      name,
      created: 400 + index * 31,
      success: index % 9,
      used: index % 9,
      ...recordOf(local),
      synced: synced.has(local) ? true : null,
      licences: [office],
      ...special[local],
    }),
  );
  const guest = (mail: string, name: string, more: Partial<AccountSketch>): AccountSketch => ({
    login: guestLogin(mail, initialDomain),
    name,
    guest: 'Accepted',
    methods: 'password',
    created: 300,
    success: 5,
    ...more,
  });
  /** A second account of somebody, for administration alone. */
  const second = (local: string, name: string, more: Partial<AccountSketch>): AccountSketch => ({
    login: address(`adm-${local}`),
    name,
    admin: true,
    created: 500,
    ...recordOf(local),
    licences: [premium],
    ...more,
  });
  return [
    ...people,
    guest('saeki@vendor.example', '佐伯 (Vendor)', { methods: 'authenticator', admin: true }),
    guest('lopez@partner.example', 'Maria Lopez', {}),
    guest('ueda@partner.example', '上田 剛', { success: 160 }),
    guest('novak@partner.example', 'Jan Novak', { created: 200, success: null }),
    guest('fischer@agency.example', 'Lena Fischer', { created: 150, success: null, guest: 'PendingAcceptance' }),
    guest('harada@agency.example', '原田 光', { created: 12, success: null, guest: 'PendingAcceptance' }),
    guest('free-prize@mail.example', hostileName, { created: 20, success: 8 }),
    { login: address('bg1'), name: 'Emergency 1', methods: 'passkey', admin: true, success: 120, created: 1500 },
    { login: address('bg2'), name: 'Emergency 2', methods: 'passkey', admin: true, success: null, created: 1000 },
    {
      login: address('order-agent'),
      name: 'Order agent',
      methods: 'password',
      agentOf: guidOf(`${tenant}/agent`),
      success: 1,
    },
    {
      login: address('reception'),
      name: '受付 (shared)',
      methods: 'password',
      enabled: false,
      success: null,
      licences: [office],
    },
    { login: address('meeting-room-3f'), name: '会議室 3F', methods: 'password', enabled: false, success: null },
    second('fujita', '藤田 仁 (admin)', { methods: 'passkey', success: 3 }),
    second('rossi', 'Giulia Rossi (admin)', { methods: 'authenticator', success: 45 }),
    { login: address('intern-06'), name: 'インターン 06', methods: 'authenticator', created: 90, success: null },
    { login: address('backup-job'), name: 'Backup job', methods: 'oath', usable: false, created: 700, success: 1 },
  ];
}
