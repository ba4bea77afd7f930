import { timeZoneOf } from '../config/judging.ts';
import { channelId, type RawChannel } from '../config/notify-schema.ts';
import type { RawConfiguration } from '../config/schema.ts';
import type { Channel, Target } from './channel.ts';

function targetOf({ webhook, slack, teams, email }: RawChannel): Target[] {
  if (webhook !== undefined) return [{ kind: 'webhook', ...webhook }];
  if (slack !== undefined) return [{ kind: 'slack', ...slack }];
  if (teams !== undefined) return [{ kind: 'teams', ...teams }];
  return email === undefined ? [] : [{ kind: 'email', ...email }];
}

/** The channels of the configuration, in its order. */
export function channelsOf(configuration: RawConfiguration): Channel[] {
  // Other configurations may share the store, and have channels of the same name.
  const all = configuration.tenants.map(({ id }) => id);
  return (configuration.notify ?? []).flatMap((raw) =>
    targetOf(raw).map((target): Channel => {
      const { tenants = all, minSeverity, digest = null, locale = configuration.locale } = raw;
      return {
        id: channelId(raw) ?? target.kind,
        target,
        tenants,
        minSeverity,
        digest,
        locale,
        timeZone: timeZoneOf(configuration),
      };
    }),
  );
}
