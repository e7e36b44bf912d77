import { z } from 'zod'

const Dataset = z.string().trim().min(1).max(60).describe('A table of the dataset (staff, establishment …), held-back for rows held back, or upload for what was sent')

export const RetentionRuleRequest = z.strictObject({
  dataset: Dataset, months: z.int().min(1).max(1200).nullable().describe('How long it is kept after its period (held-back: after it was loaded; upload: after it was sent); null: until another rule is set'),
  from: z.iso.date().optional().describe('First day of the rule; today when left out'), because: z.string().trim().min(3).max(500).describe('Which schedule or decision says so'),
})
export type RetentionRuleRequest = z.infer<typeof RetentionRuleRequest>

const Rule = z.object({ id: z.int().nullable().describe('Null: nothing was ever set'), dataset: z.string(), months: z.int().nullable(), from: z.string().nullable(), because: z.string().nullable(), by: z.string().nullable(), at: z.string().nullable(), inForce: z.boolean() })

const DueFile = z.object({
  version: z.string(), id: z.string(), dataset: z.string().describe('By which clock: the table, or held-back'), table: z.string(), source: z.string(), sender: z.string().nullable(), sha256: z.string(), periodFrom: z.string(), periodTo: z.string(), importedAt: z.string(),
  dueOn: z.string().describe('First day it is past its clock'), rule: z.int(), rows: z.int(), heldBack: z.int(), findings: z.int(), live: z.boolean(), snapshots: z.array(z.string()).describe('Snapshots that hold it: none of them can be read afterwards'),
  parts: z.array(z.object({ path: z.string(), hash: z.string().describe('SHA-256'), rows: z.int(), bytes: z.int() })),
})
export type DueFile = z.infer<typeof DueFile>

const Certified = z.object({ number: z.int(), at: z.string(), by: z.string(), files: z.int(), rows: z.int(), bytes: z.int(), uploads: z.int(), doneAt: z.string().nullable() })

export const RetentionState = z.object({
  summary: z.string(), rules: z.array(Rule).describe('For each dataset the rule in force today, then those that come later'),
  due: z.array(DueFile), uploadsBefore: z.string().nullable().describe('Uploads that were over before this moment are deleted too; null without a rule'),
  plan: z.string().describe('Hash of what is due: a deletion says it, so that nothing is deleted that was not looked at'), certificates: z.array(Certified),
})
export type RetentionState = z.infer<typeof RetentionState>

export const RetentionDeletion = z.strictObject({ plan: z.string().length(64).describe('As it stands in what is due') })
export type RetentionDeletion = z.infer<typeof RetentionDeletion>

/** What was deleted, and by which rule. */
const Certificate = z.object({
  format: z.literal(1), number: z.int(), at: z.string(), by: z.object({ id: z.string(), name: z.string() }), plan: z.string(),
  rules: z.array(z.object({ id: z.int(), dataset: z.string(), months: z.int(), from: z.string(), because: z.string() })),
  counts: z.object({ files: z.int(), rows: z.int(), heldBack: z.int(), parts: z.int(), bytes: z.int(), uploads: z.int() }),
  files: z.array(DueFile), snapshots: z.array(z.string()), auditHead: z.object({ number: z.int(), hash: z.string() }), outOfReach: z.array(z.string()).describe('What this deletion does not reach'),
})
export type Certificate = z.infer<typeof Certificate>

export const SignedCertificate = z.object({ certificate: Certificate, signature: z.string().describe('HMAC-SHA-256 of the certificate as JSON, with the key of the audit') })
export type SignedCertificate = z.infer<typeof SignedCertificate>

export const CertificateCheck = z.object({ summary: z.string(), holds: z.boolean(), faults: z.array(z.string()) })
export type CertificateCheck = z.infer<typeof CertificateCheck>
