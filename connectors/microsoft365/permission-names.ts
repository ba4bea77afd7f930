/** Permissions of Microsoft Graph are named `What.MayDo.Where`: https://learn.microsoft.com/graph/permissions-overview */
function partsOf(permission: string): { subject: string; acts: readonly string[] } {
  const [subject = '', ...acts] = permission.split('.');
  return { subject, acts };
}

/** Whether the name says that it reads and does nothing else; what is not understood is not taken for reading. */
export function readsOnly(permission: string): boolean {
  const { acts } = partsOf(permission);
  const does = acts.filter((act) => /^[A-Z]/.test(act));
  return does.some((act) => /^Read(Basic)?$/.test(act)) && !does.some((act) => /Write|Manage|FullControl/.test(act));
}

/** Subjects that hold others. */
const wider: Readonly<Record<string, readonly string[]>> = { Group: ['GroupMember'] };

/**
 * Whether a permission may be what lets a narrower one's facts be read: it is about the same, or about the whole
 * directory. It says may, since Microsoft's tables decide it call by call.
 */
export function mayStandInFor(broad: string, wanted: string): boolean {
  const { subject } = partsOf(broad);
  const about = partsOf(wanted).subject;
  return subject === about || subject === 'Directory' || (wider[subject] ?? []).includes(about);
}
