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
