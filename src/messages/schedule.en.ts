import type { ScheduleTexts } from './schedule.ts';

function minutesOf(minutes: number): string {
  return minutes === 1 ? '1 minute' : `${minutes.toLocaleString('en-GB')} minutes`;
}

export const scheduleEn: ScheduleTexts = {
  cron: {
    'cron-unreadable':
      'Write a cron expression of five fields – minute, hour, day of the month, month, day of the week – in quotes, such as "15 3 * * *".',
    'cron-never': 'No day fits this cron expression, so that nothing would ever be scanned.',
    'cron-often':
      'This is more often than every 15 minutes, which the limits of the providers do not allow. One scan a night is enough.',
  },
  usage: {
    noPlan: (file) =>
      `${file} has no schedule. Add one beside tenants, such as schedule: [{ cron: "15 3 * * *" }], or let another scheduler run shisei scan.`,
    asOf: '--as-of cannot be used here: each scan judges by the instant at which it begins.',
    port: (port, reason) => `--health-port ${port}: cannot listen on 127.0.0.1:${port} (${reason}). Name another port.`,
  },
  state: {
    next: (at, tenants) => `Next scan ${at}: ${tenants.join(', ')}`,
    nothing: 'Nothing is planned',
    stopping: 'Ending',
  },
  begins: (tenants) => `Scan begins: ${tenants.join(', ')}`,
  missed: (tenants, since) => `Making up once for what was missed since ${since}: ${tenants.join(', ')}`,
  ended: (tenants, exit, minutes) =>
    `Scan ended with exit status ${exit} after ${minutesOf(minutes)}: ${tenants.join(', ')}`,
  refused: (tenants, minutes) =>
    `The scan could not begin and is tried again in ${minutesOf(minutes)}: ${tenants.join(', ')}`,
  answered: (tenants) => `Another run has scanned meanwhile: ${tenants.join(', ')}`,
  broken:
    'The configuration cannot be used as it is now. The last plan stays; scans that fall due are done when the file is right again.',
  whole: 'The configuration is right again.',
  unread: (reason) =>
    `When the last scans were cannot be read from the history, so nothing that was missed is made up. ${reason}`,
  unkept: (reason) =>
    `Which scans are begun cannot be kept in the folder of reports (${reason}). A first scan that is ended before its time is not made up for.`,
  unnotified: (reason) => `systemd is not told how it goes: systemd-notify cannot be used (${reason}).`,
};
