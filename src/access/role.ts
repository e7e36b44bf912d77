/** What somebody may do, within the scope of the grant that gives it. */
export type Right = 'figures' | 'records' | 'plan' | 'approve' | 'publish' | 'manage-organisation' | 'manage-system'

export type Role = 'record-viewer' | 'aggregate-viewer' | 'planner' | 'approver' | 'publisher' | 'organisation-admin' | 'system-admin'

/** Every role, what it gives and what it says to a person. A system administrator sees nobody's records: keeping the machine is not reading the files. */
export const roles: Readonly<Record<Role, { readonly name: string; readonly rights: readonly Right[]; readonly says: string }>> = {
  'record-viewer': { name: 'Record viewer', rights: ['figures', 'records'], says: 'reads staff records, row by row' },
  'aggregate-viewer': { name: 'Aggregate viewer', rights: ['figures'], says: 'reads published figures, and rounded views of records' },
  planner: { name: 'Planner', rights: ['figures', 'plan'], says: 'writes plans and scenarios' },
  approver: { name: 'Approver', rights: ['figures', 'approve'], says: 'is the second person for what leaves the organisation' },
  publisher: { name: 'Publisher', rights: ['figures', 'publish'], says: 'loads files, publishes snapshots and takes them back' },
  'organisation-admin': { name: 'Organisation administrator', rights: ['figures', 'manage-organisation'], says: 'says who may see what, within the scope' },
  'system-admin': { name: 'System administrator', rights: ['manage-system'], says: 'keeps accounts and the installation; sees no records' },
}

export const roleNames: readonly Role[] = ['record-viewer', 'aggregate-viewer', 'planner', 'approver', 'publisher', 'organisation-admin', 'system-admin']
