import { capabilities } from '../../connectors/google-workspace/capabilities.ts';
import { mayStandInFor, readsOnly } from '../../connectors/microsoft365/permission-names.ts';
import type { RawTenant } from '../config/schema.ts';
import type { Locale } from '../messages/catalogue.ts';
import { catalogue, commands } from '../messages/index.ts';
import { wrapped } from '../output/wrap.ts';
import { visible } from '../render/plain.ts';
import type { Examination } from './examination.ts';
import { graphRemoval } from './graph-removal.ts';

/** About whom, and how to write. */
export interface Place {
  tenant: RawTenant;
  locale: Locale;
  columns: number;
}

function listed(names: readonly string[]): string {
  return names.map((name) => visible(name)).join(', ');
}

/** What the credentials of a directory carry, against what is needed. */
function comparison({ probes, needed, optional, granted }: Examination & { granted: readonly string[] }) {
  const extra = granted.filter((name) => !needed.includes(name) && !optional.includes(name)).sort();
  const dark = probes.filter(({ gap }) => gap?.kind === 'permission').flatMap(({ permissions }) => permissions);
  const lacking = needed.filter((name) => !granted.includes(name));
  return {
    missing: lacking.filter((name) => dark.includes(name)),
    writing: extra.filter((name) => !readsOnly(name)),
    reading: extra.filter(readsOnly),
    optional: optional.filter((name) => granted.includes(name)),
    /** What is readable only because of something broader that is to be removed. */
    leaning: lacking
      .filter((name) => !dark.includes(name))
      .map((name) => ({ name, on: extra.filter((broad) => mayStandInFor(broad, name)) }))
      .filter(({ on }) => on.length > 0),
  };
}

/** How to take permissions away from the application of a tenant. */
function removal(permissions: readonly string[], { tenant, locale, columns }: Place): string[] {
  const { microsoft365 } = tenant;
  if (microsoft365 === undefined) return [];
  const { tenantId, clientId, cloud, managedIdentity } = microsoft365;
  const words = commands(locale).doctor.removal;
  const holder = { tenantId, clientId: clientId ?? words.clientIdHere, cloud };
  const byHand = managedIdentity
    ? wrapped('  ', words.managedIdentity, columns)
    : [
        ...wrapped('  ', words.title, columns),
        ...wrapped('    1. ', words.revoke(holder.clientId), columns),
        ...wrapped('    2. ', words.unlist, columns),
        ...wrapped('  ', words.script, columns),
      ];
  return [...byHand, ...graphRemoval(holder, permissions).map((line) => `    ${line}`)];
}

function roleLines({ roles }: Examination, { locale, columns }: Place): string[] {
  const { doctor } = commands(locale);
  if (roles === null) return [];
  if ('kind' in roles) return wrapped('  ', doctor.rolesUnread(catalogue(locale).ui.gap[roles.kind].name), columns);
  return roles.length === 0 ? [] : wrapped('  ', doctor.roles(listed(roles)), columns);
}

/** What the application of Microsoft 365 may do, what of it is too much, and how to take that away. */
export function microsoftGrantLines(examination: Examination, place: Place): string[] {
  const { granted, probes } = examination;
  const { tenant, locale, columns } = place;
  const { doctor } = commands(locale);
  const paragraph = (text: string) => wrapped('  ', text, columns);
  const isReadable = probes.some(({ gap }) => gap === null);
  if (granted === null) {
    return [...(isReadable ? paragraph(doctor.grantedUnknown) : []), ...roleLines(examination, place)];
  }
  const { missing, writing, reading, optional, leaning } = comparison({ ...examination, granted });
  const extra = [...writing, ...reading];
  const isBorrowed = tenant.microsoft365?.azureCli === true;
  return [
    ...(granted.length === 0 ? paragraph(doctor.nothingGranted) : []),
    ...(missing.length === 0 ? [] : paragraph(doctor.missing(listed(missing)))),
    ...(isBorrowed && extra.length > 0 ? paragraph(doctor.azureCli) : []),
    ...(isBorrowed || writing.length === 0 ? [] : paragraph(doctor.writing(listed(writing)))),
    ...(isBorrowed || reading.length === 0 ? [] : paragraph(doctor.moreThanNeeded(listed(reading)))),
    ...optional.flatMap((name) => paragraph(doctor.optional(name))),
    ...(isBorrowed ? [] : leaning.flatMap(({ name, on }) => paragraph(doctor.grantFirst(name, listed(on))))),
    ...(isBorrowed || extra.length === 0 ? [] : removal(extra, place)),
    ...roleLines(examination, place),
  ];
}

/** What to compare by hand, since Google tells nobody which scopes are delegated. */
export function googleGrantLines({ probes, needed, roles }: Examination, { tenant, locale, columns }: Place): string[] {
  const { google } = commands(locale).doctor;
  const admin = tenant.googleWorkspace?.admin ?? '';
  if (probes.every(({ gap }) => gap !== null)) return [];
  const paragraph = (text: string) => wrapped('  ', text, columns);
  const privileges = Object.values(capabilities).flatMap(({ privilege }) => (privilege === null ? [] : [privilege]));
  const scopes = needed.map((scope, index) => `      ${scope}${index + 1 < needed.length ? ',' : ''}`);
  const held = () => {
    if (roles === null) return google.superAdminUnknown(admin);
    if ('kind' in roles) return google.superAdminUnread(admin, catalogue(locale).ui.gap[roles.kind].name);
    return roles.length === 0 ? null : google.superAdmin(admin);
  };
  const superAdmin = held();
  return [
    ...paragraph(google.compare),
    ...scopes,
    ...paragraph(google.privileges(admin, [...new Set(privileges)])),
    ...(superAdmin === null ? [] : paragraph(superAdmin)),
  ];
}
