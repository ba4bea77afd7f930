import { describe, expect, it } from 'vitest';
import { checks } from '../../../checks/index.ts';
import type { Snapshot } from '../../../src/core/datasets.ts';
import { findingChanges } from '../../../src/core/history/changes.ts';
import type { ScanEntry } from '../../../src/core/history/entry.ts';
import { follow } from '../../../src/core/history/life.ts';
import type { TrackedFinding } from '../../../src/core/history/tracked-finding.ts';
import type { DeclaredException } from '../../../src/core/report.ts';
import type { Roster, RosterPerson } from '../../../src/core/roster.ts';
import {
  account,
  act,
  daysAgo,
  enforcement,
  events,
  listed,
  logOf,
  mfa,
  now,
  partial,
  role,
  signIn,
  unavailable,
  withDataset,
} from '../../check-tester.ts';
import { directory } from '../directory.ts';
import { entryOf, type Judging, nothingEarlier, standingAfter, tracked } from './scans.ts';

type Data = Partial<Snapshot['datasets']>;
const complete = <Row>(rows: readonly Row[]) => ({ state: 'complete', rows }) as const;
const ann = account();
const nobody = entryOf([directory('microsoft365', []), directory('google-workspace', [])]);
const without = mfa({ registered: false, usable: false });

function world(data: Data = {}, accounts = [ann]): Snapshot {
  return directory('microsoft365', accounts, { mfa: complete([without]), roles: complete([]), ...data });
}

/** What became of findings of one check through scans, the last change of each. */
function lastly(check: string, entries: readonly ScanEntry[]): string[] {
  const before = standingAfter(entries.slice(0, -1)).earlier;
  const after = standingAfter(entries).earlier;
  return findingChanges(before.findings, after.findings)
    .filter(({ finding }) => finding.check === check)
    .map(({ kind, finding, reason }) => `${finding.subject.id} ${kind} ${finding.state} ${finding.severity} ${reason}`);
}

function scans(check: string, ...worlds: readonly (Snapshot | [Snapshot, Judging])[]): string[] {
  return lastly(
    check,
    worlds.map((one) => (Array.isArray(one) ? entryOf([one[0]], one[1]) : entryOf([one]))),
  );
}

describe('a finding', () => {
  it('is new, stands, is resolved when somebody looked, and comes back', () => {
    const fine = world({ mfa: complete([mfa()]) });
    expect(scans('missing-mfa', fine, world())).toEqual(['ann new open high null']);
    expect(scans('missing-mfa', world(), world())).toEqual(['ann standing open high null']);
    expect(scans('missing-mfa', world(), fine)).toEqual(['ann resolved open high null']);
    expect(scans('missing-mfa', world(), fine, world())).toEqual(['ann reopened open high null']);
  });

  it('is lost from sight when its dataset is gone, and stands until somebody sees', () => {
    const dark = world({ mfa: unavailable() });
    expect(scans('missing-mfa', world(), dark)).toEqual(['ann lost unseen high null']);
    expect(scans('missing-mfa', world(), dark, dark)).toEqual(['ann standing unseen high null']);
    expect(scans('missing-mfa', world(), dark, world())).toEqual(['ann standing open high seen-again']);
    expect(scans('missing-mfa', world(), dark, world({ mfa: complete([mfa()]) }))).toEqual([
      'ann resolved unseen high null',
    ]);
  });

  it('keeps the instant at which it was found first while nobody sees it', () => {
    const [first, dark, third] = [world(), world({ mfa: unavailable() }), world()].map((one, day) =>
      entryOf([one], { at: new Date(Date.UTC(2026, 10, 21 + day)) }),
    );
    const { earlier } = standingAfter([first, dark, third] as ScanEntry[]);
    expect(earlier.findings.find(({ check }) => check === 'missing-mfa')?.openedAt).toBe(first?.scan.asOf);
  });

  it('of an account whose own row was read is judged although others were not', () => {
    const cut = (rows: Parameters<typeof mfa>[0][]) => world({ mfa: partial(rows.map((row) => mfa(row))) });
    expect(scans('missing-mfa', world(), cut([{}]))).toEqual(['ann resolved open high null']);
    expect(scans('missing-mfa', world(), cut([]))).toEqual(['ann lost unseen high null']);
  });

  it('of an account that is gone is resolved, if the whole list was read', () => {
    const bob = account({ id: 'bob' });
    expect(scans('missing-mfa', world(), world({}, [bob]))).toContain('ann resolved open high null');
    const cut = withDataset(world({}, [bob]), 'accounts', partial([bob]));
    expect(scans('missing-mfa', world(), cut)).toContain('ann lost unseen high null');
  });

  it('of an account that nobody can judge is lost from sight', () => {
    const silent = world({ mfa: complete([mfa({ registered: null, usable: null, methods: null })]) });
    expect(scans('missing-mfa', world(), silent)).toEqual(['ann lost unseen high null']);
  });

  it('of a directory that was exchanged for another is lost from sight, which is told once', () => {
    const other = { ...world({ mfa: complete([mfa()]) }), directoryId: 'another' };
    expect(scans('missing-mfa', world(), other)).toEqual(['ann lost unseen high not-scanned']);
    expect(scans('missing-mfa', world(), other, other)).toEqual([]);
    expect(scans('missing-mfa', world(), world({ mfa: unavailable() }), other)).toEqual([
      'ann standing unseen high not-scanned',
    ]);
  });

  it('of a directory that is scanned again is compared again', () => {
    const other = { ...world({ mfa: complete([mfa()]) }), directoryId: 'another' };
    const fine = world({ mfa: complete([mfa()]) });
    expect(scans('missing-mfa', world(), other, other, world())).toEqual(['ann standing open high seen-again']);
    expect(scans('missing-mfa', world(), other, other, fine)).toEqual(['ann resolved unseen high null']);
    expect(scans('missing-mfa', world(), other, other, world({ mfa: unavailable() }))).toEqual([
      'ann standing unseen high null',
    ]);
  });

  it('of a list is not told by the rows that were read of it', () => {
    const off = [account({ enabled: false })];
    const admin = world({ roles: complete([role()]) }, off);
    expect(scans('disabled-admin', admin, world({}, off))).toEqual(['ann resolved open medium null']);
    expect(scans('disabled-admin', admin, world({ roles: partial([]) }, off))).toEqual(['ann lost unseen medium null']);
  });

  it('that rests on an audit trail is lost with it, though the trail ends by licence or is too short', () => {
    const admin = (trail: Snapshot['datasets']['adminActivity']) =>
      world({
        roles: complete([role()]),
        signIns: complete([signIn({ lastSuccess: daysAgo(1) })]),
        adminActivity: trail,
      });
    const idle = admin(logOf([], 120));
    expect(scans('unused-admin', idle, admin(unavailable('licence')))).toEqual(['ann lost unseen medium null']);
    expect(scans('unused-admin', idle, admin(logOf([], 30)))).toEqual(['ann lost unseen medium null']);
    expect(scans('unused-admin', idle, admin(logOf([act()], 120)))).toEqual(['ann resolved open medium null']);
  });
});

describe('what the configuration asks', () => {
  const roster = { state: 'read', tellsLeavers: true, file: 'hr.csv', people: [listed({ status: 'left' })] } as const;

  it('no more, or by a list that cannot be used, resolves nothing', () => {
    const left: [Snapshot, Judging] = [world(), { roster: { ...roster, people: [...roster.people] } }];
    expect(scans('leaver-account', left, world())).toEqual(['ann lost unseen high null']);
    const fault = { line: 2, problem: 'status', value: 'gone' } as const;
    const faulty: Judging = { roster: { state: 'faulty', file: 'hr.csv', faults: [fault] } };
    expect(scans('leaver-account', left, [world(), faulty])).toEqual(['ann lost unseen high null']);
  });

  it('of people whose accounts the HR list ties together is not told without it', () => {
    const people = [listed({ email: 'ann@example.com', employeeId: '7', status: 'active' })];
    const off = account({ id: 'g', login: 'nan@corp.example', employeeId: '7', enabled: false, addresses: [] });
    const both = [directory('microsoft365', [ann]), directory('google-workspace', [off])];
    const fault = { line: 2, problem: 'status', value: 'gone' } as const;
    const rosters = [{ ...roster, people }, { state: 'faulty', file: 'hr.csv', faults: [fault] }, null] as const;
    const [read, faulty, none] = rosters.map((one) =>
      entryOf(both, one === null ? {} : { roster: structuredClone(one) as Roster }),
    );
    const one = (...entries: (ScanEntry | undefined)[]) =>
      lastly(
        'half-offboarded',
        entries.filter((entry) => entry !== undefined),
      );
    expect(one(nobody, read)).toEqual(['ann new open high null']);
    expect(one(read, faulty)).toEqual(['ann lost unseen high null']);
    expect(one(read, none)).toEqual(['ann lost unseen high null']);
    expect(one(read, none, read)).toEqual(['ann standing open high seen-again']);
  });

  describe('that names somebody no more who has left', () => {
    const others = [listed({ email: 'bob@example.com' })];
    const left = listed({ status: 'left', name: 'Ann' });
    const by = (...people: readonly RosterPerson[]): Judging => ({
      roster: { ...roster, people: [...others, ...people] },
    });
    const here = world({}, [account({ addresses: [] })]);
    const off = world({}, [account({ enabled: false })]);
    const gone = world({}, [account({ id: 'bob' })]);
    const leaver = (...worlds: readonly (Snapshot | [Snapshot, Judging])[]) => scans('leaver-account', ...worlds);

    it('leaves the account lost from sight, and says why', () => {
      expect(leaver([here, by(left)], [here, by()])).toEqual(['ann lost unseen high not-listed']);
      expect(leaver([here, by(left)], [here, by()], [here, by()])).toEqual(['ann standing unseen high null']);
      expect(leaver([here, by(left)], [here, by()], [here, by(left)])).toEqual(['ann standing open high seen-again']);
    });

    it('repairs it once the account is disabled or gone, or the person works here', () => {
      const resolved = ['ann resolved unseen high null'];
      expect(leaver([here, by(left)], [here, by()], [off, by()])).toEqual(resolved);
      expect(leaver([here, by(left)], [here, by()], [gone, by()])).toEqual(resolved);
      expect(leaver([here, by(left)], [here, by()], [here, by(listed())])).toEqual(resolved);
      expect(leaver([here, by(left)], [off, by()])).toEqual(['ann resolved open high null']);
    });

    it('is not undone by a number that was given to somebody else', () => {
      const numbered = world({}, [account({ employeeId: '7', addresses: [] })]);
      const ann = listed({ email: 'ann.a@example.com', employeeId: '7', name: 'Ann', status: 'left' });
      const next = listed({ email: 'eve@example.com', employeeId: '7', name: 'Eve' });
      expect(leaver([numbered, by(ann)], [numbered, by(next)])).toEqual(['ann lost unseen high not-listed']);
      expect(leaver([numbered, by(ann)], [numbered, by({ ...ann, status: 'active' })])).toEqual([
        'ann resolved open high null',
      ]);
      // Where the list gives no name and no address, the number is all there is.
      const nameless = { ...ann, email: null, name: null };
      expect(leaver([numbered, by(nameless)], [numbered, by({ ...nameless, status: 'active' })])).toEqual([
        'ann resolved open high null',
      ]);
    });

    it('goes on with a person who got a further account, or lost one', () => {
      const person = (...more: (readonly [id: string, enabled: boolean])[]) => [
        directory('microsoft365', [
          account({ employeeId: '7', enabled: false }),
          ...more.map(([id, enabled]) => account({ id, login: `${id}@corp.example`, employeeId: '7', enabled })),
        ]),
        directory('google-workspace', [account({ id: 'g', login: 'nan@corp.example', employeeId: '7' })]),
      ];
      const told = (...reads: readonly Snapshot[][]) =>
        lastly(
          'half-offboarded',
          reads.map((read) => entryOf(read)),
        );
      expect(told(person(), person(['abe', false]))).toEqual(['abe standing open high null']);
      expect(told(person(['abe', false]), person())).toEqual(['ann standing open high null']);
      expect(told(person(), person(['abe', true]))).toEqual(['ann resolved open high null']);
      const [first, last] = [person(), person(['abe', false])].map((read, index) => {
        return entryOf(read, { at: new Date(now.getTime() + index * 86_400_000) });
      });
      if (first === undefined || last === undefined) throw new Error('no scans');
      const { findings } = standingAfter([first, last]).earlier;
      expect(findings.filter(({ check }) => check === 'half-offboarded').map(({ openedAt }) => openedAt)).toEqual([
        now.toISOString(),
      ]);
    });

    it('does not call a person repaired who fell apart into accounts', () => {
      const nan = account({ id: 'g', login: 'nan@corp.example', employeeId: '7', addresses: [] });
      const person = [listed({ employeeId: '7' })];
      const both = (isAnnOpen: boolean, isNanOpen: boolean) => [
        directory('microsoft365', [account({ enabled: isAnnOpen })]),
        directory('google-workspace', [{ ...nan, enabled: isNanOpen }]),
      ];
      const half = entryOf(both(true, false), { roster: { ...roster, people: person } });
      const then = (read: readonly Snapshot[], people: readonly RosterPerson[] = others) =>
        lastly('half-offboarded', [half, entryOf(read, { roster: { ...roster, people: [...people] } })]);
      expect(then(both(true, false))).toEqual(['ann lost unseen high not-joined']);
      expect(then(both(false, false))).toEqual(['ann resolved open high null']);
      expect(then(both(true, true))).toEqual(['ann resolved open high null']);
      expect(then(both(true, true), person)).toEqual(['ann resolved open high null']);
      // Whoever deletes the account that was closed has not closed the other.
      const [annAlone] = both(true, false);
      const nobody = directory('google-workspace', []);
      expect(then(annAlone === undefined ? [] : [annAlone, nobody], person)).toEqual([
        'ann lost unseen high not-joined',
      ]);
      // What an earlier version stored does not say which accounts there were.
      const { earlier } = standingAfter([half]);
      const [{ holdings: _, ...old } = tracked()] = earlier.findings.filter(({ check }) => check === 'half-offboarded');
      const state = (read: readonly Snapshot[], people: readonly RosterPerson[]) =>
        follow({ ...earlier, findings: [old] }, entryOf(read, { roster: { ...roster, people: [...people] } }))
          .standing.filter(({ key }) => key === old.key)
          .map(({ state, lostBy }) => `${state} ${lostBy}`);
      expect(state(both(true, false), others)).toEqual(['unseen not-joined']);
      expect(state(both(false, false), person)).toEqual([]);
    });
  });

  it('by other limits is said of what appears, and of what goes', () => {
    const stale = world({ signIns: complete([signIn({ lastSuccess: daysAgo(80) })]) });
    const strict: Judging = { options: { 'stale-account': { limitDays: 60 } } };
    expect(scans('stale-account', stale, [stale, strict])).toEqual(['ann new open medium rule-changed']);
    const { earlier } = standingAfter([entryOf([stale], strict)]);
    const [gone] = follow(earlier, entryOf([stale])).resolved.filter(
      ({ finding }) => finding.check === 'stale-account',
    );
    expect(gone?.byRule).toBe(true);
  });

  it('by other countries is a judgement by other limits', () => {
    const at = { lastAt: daysAgo(1), firstAt: daysAgo(1), address: null, app: null, count: 1 };
    const german = world({ signInEvents: logOf([events({ countries: [{ ...at, country: 'DE' }] })], 30) });
    const from = (...approvedCountries: string[]): [Snapshot, Judging] => [german, { approvedCountries }];
    expect(scans('foreign-sign-in', from('DE'), from('JP'))).toEqual(['ann new open high rule-changed']);
    expect(scans('foreign-sign-in', from('JP', 'US'), from('US', 'JP'))).toEqual(['ann standing open high null']);
    const { earlier } = standingAfter([entryOf([german], { approvedCountries: ['JP'] })]);
    const { resolved } = follow(earlier, entryOf([german], { approvedCountries: ['DE'] }));
    expect(resolved.map(({ finding, byRule }) => [finding.check, byRule])).toEqual([['foreign-sign-in', true]]);
    expect(scans('foreign-sign-in', from('DE'), german, from('JP'))).toEqual(['ann new open high dark-before']);
    expect(scans('foreign-sign-in', german, from('JP'))).toEqual(['ann new open high first-judged']);
  });

  it('in a directory that was not scanned before says so', () => {
    const one = world({ mfa: complete([mfa()]) });
    const other = { ...world(), directoryId: 'another' };
    const google = directory('google-workspace', []);
    expect(scans('missing-mfa', one, other)).toEqual(['ann new open high first-judged']);
    expect(scans('missing-mfa', { ...one, directoryId: 'another' }, one, other)).toEqual([
      'ann new open high dark-before',
    ]);
    const back = lastly(
      'missing-mfa',
      [[one, google], [google], [world(), google]].map((read) => entryOf(read)),
    );
    expect(back).toEqual(['ann new open high dark-before']);
  });

  it('for the first time is said of what is found', () => {
    const some = checks.filter(({ id }) => id !== 'missing-mfa');
    expect(scans('missing-mfa', [world(), { checks: some }], world())).toEqual(['ann new open high first-judged']);
    expect(scans('missing-mfa', world({ mfa: unavailable() }), world())).toEqual(['ann new open high dark-before']);
  });

  it('not, since the scan was limited, leaves all as it stands; a check that is no more does not', () => {
    const { earlier } = standingAfter([entryOf([world()])]);
    const fewer = entryOf([world()], { checks: checks.filter(({ id }) => id !== 'missing-mfa') });
    const state = (entry: ScanEntry) =>
      follow(earlier, entry).standing.find(({ check }) => check === 'missing-mfa')?.state;
    expect(state({ ...fewer, limited: true })).toBe('open');
    expect(state(fewer)).toBe('unseen');
    expect(state({ ...fewer, limited: true, directories: [] })).toBe('unseen');
  });
});

describe('exceptions', () => {
  const given = (until: string): DeclaredException => {
    return { check: 'missing-mfa', subject: 'ann', reason: 'leave', approvedBy: 'bob', until };
  };
  const accepted: [Snapshot, Judging] = [world(), { exceptions: [given('2027-01-31')] }];
  const dark: [Snapshot, Judging] = [world({ mfa: unavailable() }), accepted[1]];

  it('make a finding accepted, and worse when they end', () => {
    expect(scans('missing-mfa', world(), accepted)).toEqual(['ann standing accepted high accepted']);
    expect(scans('missing-mfa', accepted, world())).toEqual(['ann worse open high acceptance-ended']);
    expect(scans('missing-mfa', accepted, [world(), { exceptions: [given('2026-11-20')] }])).toEqual([
      'ann worse open high acceptance-ended',
    ]);
  });

  it('that end while nobody sees the finding are told when somebody does', () => {
    expect(scans('missing-mfa', accepted, dark, world())).toEqual(['ann worse open high acceptance-ended']);
    expect(scans('missing-mfa', accepted, dark, accepted)).toEqual(['ann standing accepted high seen-again']);
    expect(scans('missing-mfa', world(), dark, accepted)).toEqual(['ann standing accepted high seen-again']);
  });
});

describe('how bad it is', () => {
  const admin = world({ roles: complete([role()]) });

  it('rises and falls with facts', () => {
    expect(scans('missing-mfa', world(), admin)).toEqual(['ann worse open critical severity']);
    expect(scans('missing-mfa', admin, world())).toEqual(['ann standing open high eased']);
  });

  it('does not fall because something is dark, so that nothing is news when it is read again', () => {
    const dark = world({ roles: unavailable() });
    expect(scans('missing-mfa', admin, dark)).toEqual(['ann standing open critical null']);
    expect(scans('missing-mfa', admin, dark, admin)).toEqual(['ann standing open critical null']);
    expect(scans('missing-mfa', admin, dark, world())).toEqual(['ann standing open high eased']);
  });

  it('is told by the message where the severity is the same', () => {
    const row = (state: 'partly' | 'none') =>
      world({ enforcement: complete([enforcement({ state, reason: state === 'none' ? 'no-policy' : 'narrowed' })]) });
    expect(scans('unenforced-mfa', row('partly'), row('none'))).toEqual(['ann worse open high message']);
    expect(scans('unenforced-mfa', row('none'), row('partly'))).toEqual(['ann standing open high null']);
  });

  it('is told by the number, which is not forgotten while nobody can count', () => {
    const people = ['ann', 'bob', 'cyd', 'dan', 'eve', 'fay', 'gus'];
    const tops = (count: number) => people.slice(0, count).map((holderId) => role({ holderId }));
    const all = people.map((id) => account({ id }));
    const many = (count: number) => world({ roles: complete(tops(count)) }, all);
    const cut = world({ roles: partial(tops(6)) }, all);
    expect(scans('top-admin-count', many(5), many(6))).toEqual(['tenant-1 worse open high count']);
    expect(scans('top-admin-count', many(6), many(5))).toEqual(['tenant-1 standing open high null']);
    expect(scans('top-admin-count', many(5), cut, many(7))).toEqual(['tenant-1 worse open high count']);
    expect(scans('top-admin-count', many(6), cut, many(6))).toEqual(['tenant-1 standing open high null']);
  });
});

describe('a list of many findings', () => {
  it('is followed in a moment', () => {
    const ids = Array.from({ length: 50_000 }, (_, index) => `account-${index}`);
    const findings = ids.map((id): TrackedFinding => tracked({ subject: { type: 'account', id } }));
    const entry = entryOf([world()]);
    const verdicts = entry.verdicts.map((verdict) =>
      verdict.check === 'missing-mfa' ? { ...verdict, sight: 'part' as const, byRows: ['mfa' as const] } : verdict,
    );
    const [facts] = entry.accounts;
    if (facts === undefined) throw new Error('no account');
    const many: ScanEntry = {
      ...{ ...entry, verdicts, findings: [], accounts: ids.map((id) => ({ ...facts, id })) },
      directories: entry.directories.map((one) => ({ ...one, directoryId: 'directory-1' })),
      ownRows: [{ provider: 'microsoft365', dataset: 'mfa', accounts: ids.map((_, at) => at % 2).join('') }],
    };
    const { standing, resolved } = follow({ ...nothingEarlier, findings }, many);
    expect([standing.length, resolved.length]).toEqual([25_000, 25_000]);
    expect(JSON.stringify(many.ownRows).length).toBeLessThan(51_000);
  });
});
