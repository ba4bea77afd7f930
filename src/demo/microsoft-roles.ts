export interface RoleDefinition {
  id: string;
  templateId: string;
  displayName: string;
  description: string | null;
  isBuiltIn: boolean;
  isEnabled: boolean;
  allowedResourceActions: readonly string[];
}

/** An assignment that is active now: permanent, for a time, or made active by somebody who was eligible. */
export interface RoleAssignment {
  id: string;
  principalId: string;
  roleDefinitionId: string;
  directoryScopeId: string;
  assignmentType: 'Assigned' | 'Activated';
  startDateTime: string | null;
  endDateTime: string | null;
}

export interface RoleEligibility {
  id: string;
  principalId: string;
  roleDefinitionId: string;
  directoryScopeId: string;
  startDateTime: string;
  endDateTime: string | null;
}

/** Membership of a group in PIM for Groups: made active by somebody, assigned, or open to be made active. */
export interface GroupSchedule {
  groupId: string;
  principalId: string;
  accessId: 'member' | 'owner';
  /** Null for those who are eligible. */
  assignmentType: 'assigned' | 'activated' | null;
  startDateTime: string;
  endDateTime: string | null;
}
