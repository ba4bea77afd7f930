import type { CommandTexts } from './commands.ts';

export const commandsEn: CommandTexts = {
  problem({ kind, about }) {
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
        return about;
      case 'missing':
        return `"${about}" is missing.`;
      case 'one-credential':
        return `Give exactly one of: ${about}.`;
      case 'no-directory':
        return 'A tenant needs microsoft365, googleWorkspace, or both.';
      case 'twice':
        return 'Another tenant has this id already.';
      case 'missing-file':
        return `The file ${about} is missing or cannot be read.`;
      case 'unknown-tenant':
        return `No tenant has the id "${about}".`;
    }
  },
  interrupted: (finished, total) => `Interrupted: ${finished} of ${total} tenants were finished and written.`,
  doctor: {
    title: (tenant, product) => `${tenant}: ${product}`,
    readable: 'readable',
    unreadable: (kind) => `not readable: ${kind}`,
    moreThanNeeded: (permissions) => `Granted, but not needed: ${permissions}`,
    missing: (permissions) => `Not granted: ${permissions}`,
    removeHint:
      'Remove them in the Entra admin center: App registrations > this app > API permissions > … > Remove permission, then revoke admin consent.',
    grantedUnknown: 'The provider does not tell which permissions were granted.',
    identity: 'sign-in',
  },
  checks: {
    severity: 'Severity',
    options: 'Options',
    controls: 'Controls',
    why: 'Why',
    fix: 'How to fix',
    messages: 'Messages',
    unknownCheck: (id) => `There is no check "${id}". shisei checks lists them.`,
  },
  ending: {
    reports: 'Reports',
    unread: (names) => `exit 3: could not be read in full: ${names.join(', ')}`,
    failing: 'exit 1: there are findings at or above --fail-on',
  },
  progress: {
    reading: 'reading',
    waiting: (seconds) => `waiting ${seconds} s`,
    rows: (count) => `${count.toLocaleString('en-GB')} rows`,
  },
  demoIntro: (path) => `Example tenants, read from a service of this program on loopback. The reports are in ${path}.`,
};
