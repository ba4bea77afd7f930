import type { Expectation } from '../config/problems.ts';
import type { CommandTexts } from './commands.ts';
import { doctorEn } from './doctor.en.ts';
import { exceptEn } from './except.en.ts';
import { interruptionEn } from './interruption.en.ts';
import { memoryEn } from './memory.en.ts';
import { monthEn } from './month.en.ts';
import { notifyEn } from './notify.en.ts';
import { pastEn } from './past.en.ts';
import { scheduleEn } from './schedule.en.ts';
import { storeEn } from './store.en.ts';
import { joined } from './words.en.ts';

const expected: Record<Exclude<Expectation, 'one-of'>, string> = {
  version: 'The version of this file must be the number 1: version: 1',
  tenant:
    'Write an id of small letters, digits and hyphens that begins with a letter or digit, at most 63 characters, such as acme. Put one of digits only in quotes.',
  tenants: 'Name at least one tenant.',
  'directory-id': 'Write the Directory (tenant) ID of Microsoft Entra, such as 3f1c2d4e-5b6a-4c7d-8e9f-0a1b2c3d4e5f.',
  'client-id':
    'Write the Application (client) ID of the app registration, such as 9b2e4f6a-1c3d-4e5f-8a7b-6c5d4e3f2a1b.',
  'customer-id': 'Write the customer ID as the Admin console shows it (Account settings), such as C01abc23d.',
  admin: 'Write the address of the administrator to impersonate, such as auditor@acme.example.',
  'service-account': 'Write the address of the service account, such as shisei@acme-project.iam.gserviceaccount.com.',
  date: 'Write a date that exists as year-month-day, such as 2027-03-31.',
  'time-zone': 'Write a time zone by its IANA name, such as Asia/Tokyo.',
  country: 'Write a country as two capital letters (ISO 3166-1 alpha-2), such as JP.',
  'pseudonym-key': `Write \${NAME} here, and set that environment variable to a key of 16 characters or more.`,
  number: 'Write a whole number, 0 or more, such as 90.',
  days: 'Write a whole number, 1 or more, such as 90.',
  age: 'Write a number of days, 1 or more, with a d behind it, such as 400d.',
  store:
    'Write the path of a file, such as ./shisei.db, or the address of a PostgreSQL database, such as postgres://user@host/database. Special characters of a name or password stand there percent-encoded: %40 for @.',
  'post-address': 'Write the address to post to, which begins with https://, through an environment variable.',
  'signing-key': `Write \${NAME} here, and set that environment variable to a key of 16 characters or more.`,
  'mail-server':
    'Write the address of a mail server, such as smtps://mail.example.com:465, or smtp://mail.example.com:587 for STARTTLS. Special characters of a name or password stand there percent-encoded: %40 for @.',
  'mail-address': 'Write a mail address, such as it@acme.example.',
  text: 'Write text that is not empty; put numbers in quotes.',
  list: 'Write a list, such as [a, b], or lines that begin with a hyphen.',
  map: 'Write keys and their values, such as key: value.',
  true: 'Write true, or leave the key out.',
};

/** Words of the commands themselves, in English. */
export const commandsEn: CommandTexts = {
  problem({ kind, about, expected: what = 'text' }) {
    switch (kind) {
      case 'no-file':
        return `The configuration could not be read (${about}). Name it with --config FILE.`;
      case 'syntax':
        return `This is not readable YAML: ${about}`;
      case 'unset-variable':
        return `\${${about}} is not set in the environment.`;
      case 'plain-secret':
        return `A secret must not stand in this file. Put it in an environment variable and write \${NAME} here.`;
      case 'unknown-key':
        return `The key "${about}" is not known.`;
      case 'wrong':
        return what === 'one-of' ? `Write one of: ${about}.` : expected[what];
      case 'missing':
        return `"${about}" is missing.`;
      case 'one-credential':
        return `Give exactly one of: ${about}.`;
      case 'no-directory':
        return 'A tenant needs microsoft365, googleWorkspace, or both.';
      case 'twice':
        return 'Another tenant has this id already.';
      case 'twice-channel':
        return 'Another channel has this id already. Give each an id of its own.';
      case 'missing-file':
        return `The file ${about} is missing or cannot be read.`;
      case 'unknown-tenant':
        return `No tenant has the id "${about}".`;
      case 'cron-unreadable':
      case 'cron-never':
      case 'cron-often':
        return scheduleEn.cron[kind];
    }
  },
  usage: {
    format: (name, known) => `--format: "${name}" does not exist in this version; known are ${known}.`,
    instant: (value) => `--as-of: "${value}" is not an ISO 8601 instant such as 2026-11-21T00:00:00Z.`,
    severity: (value, known) => `--fail-on: "${value}" is none of ${known}.`,
    count: (option, value) => `${option}: "${value}" is not a whole number from 1 to 9999.`,
    port: (value) => `--health-port: "${value}" is no port. Give a whole number from 0 to 65535.`,
    framework: (word, known) => `--framework: "${word}" is not known. Known are ${known}.`,
    logLevel: (variable, value, known) => `${variable}: "${value}" is not a level of the log. Known are ${known}.`,
    profile: (value, known) => `--profile: "${value}" is not known. Known are ${known}.`,
  },
  judge: {
    noFile: (file) => `${file}: there is no such file, or it cannot be read.`,
    notSnapshot: (file) => `${file} is not a snapshot; expected a snapshot.ndjson.gz written with --save-snapshot.`,
    twice: (tenant) => `judge: two snapshots are of the tenant ${tenant}, and would overwrite each other's reports.`,
  },
  retention: {
    deleted: (files, days) =>
      `Deleted ${files.toLocaleString('en-GB')} ${files === 1 ? 'file' : 'files'} older than ${days} ${days === 1 ? 'day' : 'days'} (retentionDays).`,
    failed: (path, reason) => `${path} could not be deleted, though retentionDays asks for it (${reason}).`,
    doubt: (path, modified, now) =>
      `No old files were deleted: the newest, ${path}, is dated ${modified}, and the clock says ${now}; one of the two is wrong. Set the clock right, or delete a file from the future by hand.`,
  },
  pseudonyms: {
    made: (path) =>
      `A key for pseudonyms was made: ${path}. Keep it, and keep it from whoever gets the reports: the same key gives the same pseudonyms.`,
    exposed: (path) => `${path}: others may read the key of pseudonyms. Allow its owner alone: chmod 600`,
    inOutput: (path) =>
      `--pseudonymise: the key would lie among the reports (${path}). Choose another folder with --out, or configure pseudonymKey.`,
    file: (problem, path, code) => {
      if (problem === 'short')
        return `${path} holds no key of 16 characters or more. Restore it, or delete it, so that a new one is made, with other pseudonyms.`;
      const what = problem === 'unreadable' ? 'cannot be read' : 'cannot be made';
      return `The key of pseudonyms, ${path}, ${what}${code === '' ? '' : ` (${code})`}. Allow it, or configure pseudonymKey.`;
    },
    noKey: (tenant) =>
      `${tenant}: the snapshot holds pseudonyms, and their key is not at hand. They stay as they are, and the settings and the HR list that were saved are used, not those of the configuration.`,
  },
  interrupted: (finished, total) => `Interrupted: ${finished} of ${total} tenants were finished and written.`,
  interruption: interruptionEn,
  except: exceptEn,
  memory: memoryEn,
  store: storeEn,
  month: monthEn,
  notify: notifyEn,
  past: pastEn,
  schedule: scheduleEn,
  doctor: doctorEn,
  checks: {
    severity: 'Severity',
    options: 'Options',
    controls: 'Controls',
    why: 'Why',
    fix: (product) => `How to fix (${product})`,
    messages: 'Messages',
    note: 'Note',
    accepts: (control, messages) => `${control} (accepts ${joined(messages.map((id) => `“${id}”`))})`,
    acceptsAll: (control) => `${control} (accepts all messages above)`,
    acceptsSome: (control) => `${control} (some accounts only)`,
    unknownCheck: (id) => `There is no check "${id}". shisei checks lists them.`,
  },
  ending: {
    reports: 'Reports',
    exit: (status, reasons) => `exit ${status}: ${reasons.join('; ')}`,
    unread: (names) => `could not be read in full: ${names.join(', ')}`,
    unstored: (tenants) => `not in the history: ${tenants.join(', ')}`,
    unfinished: (tenants) => `not finished: ${tenants.join(', ')}`,
    failing: (findings, level) =>
      `${findings.toLocaleString('en-GB')} ${findings === 1 ? 'finding' : 'findings'} at or above --fail-on ${level}`,
  },
  progress: {
    reading: 'reading',
    waiting: (seconds) => `waiting ${seconds} s`,
    rows: (count) => `${count.toLocaleString('en-GB')} rows`,
  },
  demoIntro: (path) => `Example tenants, read from a service of this program on loopback. The reports are in ${path}.`,
};
