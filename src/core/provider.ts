/** The two clouds. The word also names configuration keys and report fields. */
export const providers = ['microsoft365', 'google-workspace'] as const;
export type Provider = (typeof providers)[number];

/** Directories stand in the order of the list, in whatever order they were read. */
export function byProvider(a: { provider: Provider }, b: { provider: Provider }): number {
  return providers.indexOf(a.provider) - providers.indexOf(b.provider);
}

/** A directory as `provider/id`. */
export function directoryName({ provider, directoryId }: { provider: Provider; directoryId: string }): string {
  return `${provider}/${directoryId}`;
}
