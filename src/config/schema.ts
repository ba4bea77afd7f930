import { z } from 'zod';
import type { AnyCheck } from '../core/check.ts';
import { datasetNames } from '../core/datasets.ts';
import { isTimeZone } from '../core/days.ts';
import { profiles } from '../core/profiles.ts';
import { providers } from '../core/provider.ts';
import { locales } from '../messages/catalogue.ts';
import { shortestKey } from '../pseudonyms/key.ts';
import { notifySchema } from './notify-schema.ts';
import { refusePlansForNobody, retentionSchema, scheduleSchema } from './schedule-schema.ts';
import { storeSchema } from './store-schema.ts';

/** Checks of the contract that later versions bring: their options and exceptions are accepted, and do nothing yet. */
export const plannedChecks = ['overdue-review'] as const;

const text = z.string().min(1);
const wholeNumber = z.number().int().min(0);

interface Payload {
  value: unknown;
}

/** Rules over several keys hold also where one of them is wrong by itself, so that all mistakes are told at once. */
const whenMap = {
  when: ({ value }: Payload) => typeof value === 'object' && value !== null && !Array.isArray(value),
};
const whenList = { when: ({ value }: Payload) => Array.isArray(value) };

const microsoft365 = z
  .strictObject({
    tenantId: z.guid().describe('Directory (tenant) id; an answer of another tenant is refused'),
    clientId: z.guid().optional().describe('Application (client) id of the app registration'),
    clientSecret: text
      .optional()
      .describe('The name of an environment variable, in a dollar sign and braces; never the secret itself'),
    certificatePath: text.optional().describe('PEM file with certificate and private key'),
    federatedTokenFile: text.optional().describe('File with a token of a federated identity'),
    managedIdentity: z.literal(true).optional(),
    azureCli: z.literal(true).optional(),
    cloud: z.enum(['global', 'usgov', 'usgov-dod', 'china']).default('global'),
  })
  .superRefine((value, context) => {
    const given = microsoftCredentials.filter((key) => value[key] !== undefined);
    if (given.length !== 1) {
      context.addIssue({ code: 'custom', params: { problem: 'one-credential', keys: [...microsoftCredentials] } });
      return;
    }
    const [kind] = given;
    if (value.clientId === undefined && kind !== 'managedIdentity' && kind !== 'azureCli') {
      context.addIssue({ code: 'custom', params: { problem: 'missing', keys: ['clientId'] } });
    }
  }, whenMap);

const microsoftCredentials = [
  'clientSecret',
  'certificatePath',
  'federatedTokenFile',
  'managedIdentity',
  'azureCli',
] as const;

const googleWorkspace = z
  .strictObject({
    customerId: z
      .string()
      .regex(/^C[0-9a-z]+$/i)
      .describe('Customer id, C…; an answer of another customer is refused'),
    admin: z.email().describe('Administrator to impersonate by domain-wide delegation'),
    keyFile: text.optional().describe('JSON key file of the service account'),
    serviceAccount: z.email().optional().describe('Service account that is used without a key'),
  })
  .superRefine(({ keyFile, serviceAccount }, context) => {
    if ((keyFile === undefined) === (serviceAccount === undefined)) {
      context.addIssue({
        code: 'custom',
        params: { problem: 'one-credential', keys: ['keyFile', 'serviceAccount'] },
      });
    }
  }, whenMap);

const gapNames = providers.flatMap((provider) => datasetNames.map((name) => `${provider}/${name}`));

function optionsOf(checks: readonly AnyCheck[]) {
  const known = checks.map((check) => {
    const options = Object.keys(check.options).map((name) => [name, wholeNumber.optional()]);
    return [check.id, z.strictObject(Object.fromEntries(options)).optional()];
  });
  const planned = plannedChecks.map((id) => [id, z.record(z.string(), wholeNumber).optional()]);
  return z.strictObject(Object.fromEntries([...known, ...planned])) as z.ZodType<
    Record<string, Record<string, number>>
  >;
}

/** The shape of `shisei.yaml`, version 1; the checks bring the names of their options along. */
export function configurationSchema(checks: readonly AnyCheck[]) {
  const options = optionsOf(checks);
  const profile = z
    .enum(profiles)
    .optional()
    .describe('Options as a family of frameworks measures; those under `checks` win');
  const timeZone = z
    .string()
    .refine(isTimeZone)
    .optional()
    .describe('IANA name of the zone in which days end; by default Asia/Tokyo with `locale: ja`, else UTC');
  const checkId = z.enum([...checks.map((check) => check.id), ...plannedChecks]);
  const exception = z.strictObject({
    check: checkId,
    subject: text.describe('Login or account id'),
    reason: text,
    approvedBy: text,
    until: z.iso.date().describe('Last day on which the exception holds'),
  });
  const tenant = z
    .strictObject({
      id: z
        .string()
        .regex(/^[a-z0-9][a-z0-9-]{0,62}$/)
        .describe('Names the output folder'),
      name: text,
      microsoft365: microsoft365.optional(),
      googleWorkspace: googleWorkspace.optional(),
      roster: text.optional().describe('The HR list, CSV or TSV'),
      links: z
        .array(z.array(text).min(2))
        .default([])
        .describe(
          'Accounts of one human, by login or account id, after `microsoft365/` or `google-workspace/` if need be',
        ),
      breakGlass: z.array(text).default([]).describe('Declared emergency accounts, by login or account id'),
      approvedCountries: z
        .array(z.string().regex(/^[A-Z]{2}$/))
        .min(1)
        .optional()
        .describe('ISO 3166-1 alpha-2'),
      expectedGaps: z.array(z.enum(gapNames)).default([]).describe('Datasets knowingly left unread'),
      timeZone,
      profile,
      checks: options.optional(),
      exceptions: z.array(exception).default([]),
    })
    .superRefine(({ microsoft365, googleWorkspace }, context) => {
      if (microsoft365 !== undefined || googleWorkspace !== undefined) return;
      context.addIssue({ code: 'custom', params: { problem: 'no-directory' } });
    }, whenMap);
  return z
    .strictObject({
      version: z.literal(1),
      locale: z.enum(locales).default('en'),
      timeZone,
      store: storeSchema,
      retention: retentionSchema.optional(),
      notify: notifySchema.optional().describe('Where alerts on changes go'),
      schedule: scheduleSchema.optional().describe('When `shisei schedule` scans'),
      pseudonymKey: text
        .refine(({ length }) => length >= shortestKey)
        .optional()
        .describe('The name of an environment variable, in a dollar sign and braces; the key of --pseudonymise'),
      retentionDays: z
        .number()
        .int()
        .min(1)
        .optional()
        .describe('Reports and snapshots in the output folder that are older than this many days are deleted'),
      profile,
      checks: options.optional(),
      tenants: z
        .array(tenant)
        .min(1)
        .superRefine((tenants, context) => {
          const seen = new Set<string>();
          for (const [index, tenant] of tenants.entries()) {
            const id = tenant?.id;
            if (typeof id !== 'string') continue;
            if (seen.has(id)) context.addIssue({ code: 'custom', path: [index, 'id'], params: { problem: 'twice' } });
            seen.add(id);
          }
        }, whenList),
    })
    .superRefine(refusePlansForNobody, whenMap);
}

export type RawConfiguration = z.infer<ReturnType<typeof configurationSchema>>;
export type RawTenant = RawConfiguration['tenants'][number];
