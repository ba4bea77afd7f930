import { dayIn } from '../core/days.ts';
import { type Calendar, calendarOf } from './calendar.ts';
import { digitsOf, guidOf } from './ids.ts';

/** もみじ工房, a company that is scanned every night for a month. */
export const monthTenant = 'momiji';
export const monthName = { en: 'Momiji Works', ja: '株式会社もみじ工房' } as const;
export const monthDomain = 'momiji.example';
export const monthInitialDomain = 'momiji.onmicrosoft.example';
/** Where its days end, whatever the language of the reports. */
export const monthTimeZone = 'Asia/Tokyo';
export const monthTenantId = guidOf(`${monthTenant}/tenant`);
export const monthCustomerId = 'C01momij1';

const dayLength = 86_400_000;

/** One night of the month: which it is, from 1 on, and when its scan is made. */
export interface Night {
  number: number;
  now: Date;
}

export function address(local: string): string {
  return `${local}@${monthDomain}`;
}

/** Id of an account in Microsoft 365. */
export function graphId(login: string): string {
  return guidOf(`${monthTenant}/${login}`);
}

/** Id of a user in Google Workspace. */
export function googleId(local: string): string {
  return digitsOf(`${monthTenant}/${address(local)}`, 21);
}

/** Tells times by the nights of the month; nights before the first are zero and less. */
export interface Scene extends Calendar {
  night: number;
  /** Whether that night has come. */
  since(night: number): boolean;
  /** Days before now, for an hour before the scan of that night. */
  at(night: number): number;
  /** The calendar day of that night where the company is. */
  dateOf(night: number): string;
}

export function sceneOf({ number, now }: Night): Scene {
  const dateAt = dayIn(monthTimeZone);
  return {
    ...calendarOf(now),
    night: number,
    since: (night) => number >= night,
    at: (night) => number - night,
    dateOf: (night) => dateAt(new Date(now.getTime() - (number - night) * dayLength)),
  };
}

/** An employee: local part of the address, number and name. Any likeness is chance. */
export interface Employee {
  local: string;
  employeeId: string;
  name: string;
  department: string;
}

const employee = (local: string, employeeId: string, name: string, department: string): Employee => {
  return { local, employeeId, name, department };
};

export const employees: readonly Employee[] = [
  employee('mori', '2001', '森 彩', '情報システム'),
  employee('hayashi', '2002', '林 健', '情報システム'),
  employee('sato', '2003', '佐藤 優', '営業部'),
  employee('suzuki', '2004', '鈴木 翔', '営業部'),
  employee('takeda', '2005', '武田 葵', '製造部'),
  employee('kondo', '2006', '近藤 蓮', '製造部'),
  employee('murata', '2007', '村田 楓', '製造部'),
  employee('baker', '2008', 'Emma Baker', '営業部'),
  employee('endo', '2009', '遠藤 結', '管理部'),
  employee('ogata', '2010', '緒方 澪', '管理部'),
  employee('nagai', '2011', '永井 凛', '管理部'),
];

/** Accounts for emergencies. */
export const emergency: readonly string[] = ['bg1', 'bg2'];
/** Those who look after the computers. */
export const managers = ['mori', 'hayashi'] as const;
export const guestAddress = 'lopez@partner.example';
