import type { Viewer } from '../access/viewer.ts'
import type { Cell, Row } from '../dataset/table.ts'
import type { TableName } from '../dataset/tables.ts'
import type { Finding } from '../quality/finding.ts'
import type { Refusal } from '../units/refusal.ts'
import type { AnswerColumns } from './answers.ts'
import type { AcceptedFindings } from './accepted-findings.ts'
import type { Audit } from './audit.ts'
import type { Backup } from './backup-account.ts'
import type { Credentials } from './credentials.ts'
import type { Mappings } from './confirmed-mappings.ts'
import type { History } from './history.ts'
import type { JobFence } from './job.ts'
import type { Jobs } from './jobs.ts'
import type { KeptAnswers } from './kept-answers.ts'
import type { KeptBacktests } from './kept-backtests.ts'
import type { KeptCalibrations } from './kept-calibrations.ts'
import type { KeptProgrammes } from './kept-programmes.ts'
import type { People } from './people.ts'
import type { PlanRoom } from './plan-presence.ts'
import type { PlanTalk } from './plan-remarks.ts'
import type { PlanSteps } from './plan-steps.ts'
import type { Plans } from './plans.ts'
import type { CopiedRecords } from './records-copy.ts'
import type { Releases } from './releases.ts'
import type { SavedViews } from './saved-views.ts'
import type { Retention } from './retention.ts'
import type { Sessions } from './sessions.ts'

/**
 * One data folder, opened: the lake (columns) and the records (SQL) under one lock.
 * A second process on the same folder is refused before anything is touched.
 */
export interface House {
  readonly directory: string
  /** Where files on their way in may be kept until they are read; what is left there is swept at every opening. */
  readonly arriving: string
  readonly mode: 'empty' | 'demonstration' | 'real'
  readonly lake: Lake
  readonly catalogue: Catalogue
  readonly mappings: Mappings
  readonly accepted: AcceptedFindings
  readonly history: History
  /** Answers that take long, kept beside the data. */
  readonly answers: KeptAnswers
  /** How past projections did, by version of the model. */
  readonly backtests: KeptBacktests
  /** Rates as they were learnt from each snapshot. */
  readonly calibrations: KeptCalibrations
  /** Who there is and what they were granted; how they prove who they are; and the ways in that are open. */
  readonly people: People
  readonly credentials: Credentials
  readonly sessions: Sessions
  /** Plans and every edit of them; how they stand, what is said about them, and who has them open. */
  readonly plans: Plans
  readonly planSteps: PlanSteps
  readonly planTalk: PlanTalk
  readonly planRoom: PlanRoom
  /** What is asked to leave the organisation, and who approved it. */
  readonly releases: Releases
  /** Views of numbers that people saved under a name. */
  readonly savedViews: SavedViews
  /** Programmes of care that people saved. */
  readonly programmes: KeptProgrammes
  /** How long what is held is kept, and what was deleted. */
  readonly retention: Retention
  /** Who did and read what. */
  readonly audit: Audit
  /** Heavy work that was asked for. */
  readonly jobs: Jobs
  /** Copy everything to a new folder, while the house is in use. */
  backUp(to: string, at: string, say?: (progress: string) => void): Promise<Backup | Refusal>
  /** Import while no other server imports: files are judged beside those that came before. */
  inTurn<T>(work: () => Promise<T>): Promise<T>
  /** Copy the records into an empty database of a PostgreSQL server, compared table by table; the lake stays where it is. */
  copyRecordsTo(address: string): Promise<CopiedRecords | Refusal>
  close(): Promise<void>
}

/** Immutable Parquet parts named by content hash; DuckDB in process reads them. */
export interface Lake<Name extends string = TableName> {
  /**
   * Read one snapshot with SQL. Every table of dataset/tables.ts is there under its name, empty when nothing is loaded,
   * with one more column: `file_id`, the held file a row came from. Parameters are `$1`, `$2` …
   * A viewer who does not reach everything sees published rows, and of the others those at places within the reach on the day of the row.
   */
  select(viewer: Viewer, snapshot: string, sql: string, parameters?: readonly Cell[]): Promise<Row[]>
  /** As `select`, by column: for a great many rows. */
  selectColumns(viewer: Viewer, snapshot: string, sql: string, parameters?: readonly Cell[]): Promise<AnswerColumns>
  /**
   * As `select`, for a statement that gives the same answer when rows of `table` that are alike in the columns it names are put together and their amounts added up:
   * sums and different values, never counts of rows. It may read a roll-up (dataset/roll-ups.ts) in place of the table.
   */
  selectRolledUp(viewer: Viewer, snapshot: string, table: Name, sql: string, parameters?: readonly Cell[]): Promise<Row[]>
  /**
   * Count people: `plain` reads the table; `rolledUp`, null where there is none, says the same of a roll-up in which people of one line are counted together
   * (`heads`, and nobody named) and the others keep their lines (no heads, and named). Both take the same parameters.
   */
  selectCounted(viewer: Viewer, snapshot: string, table: Name, statements: { readonly rolledUp: string | null; readonly plain: string }, parameters?: readonly Cell[]): Promise<Row[]>
  /** Places at which the rows of parts stand, as `level:code`, sorted. */
  placesOf(viewer: Viewer, parts: readonly StagedPart<Name>[]): Promise<string[]>
  /** Write rows as a part. It is not visible to anyone until a published snapshot lists it. */
  stageRows(viewer: Viewer, table: Name, stage: StageAs, rows: readonly Row[]): Promise<StagedPart<Name>>
  /** Write the result of a statement as parts, one per value of `period_to` when `byPeriod`. `prepare` statements run first in a private connection. */
  stageStatement(viewer: Viewer, table: Name, stage: StageAs & { readonly byPeriod: boolean; readonly prepare: readonly PrepareStep[] }, statement: string): Promise<StagedPart<Name>[]>
}

/** Load columns into a temporary table (Shape: arrays of one length), or run a statement. */
export type PrepareStep =
  | { readonly load: string; readonly columns: Readonly<Record<string, { readonly type: 'VARCHAR' | 'DOUBLE' | 'INTEGER' | 'DATE' | 'BOOLEAN'; readonly values: ArrayLike<Cell> }>> }
  | { readonly run: string }

export interface StageAs { readonly source: string; readonly fileId: string; readonly period: string }

export interface StagedPart<Name extends string = TableName> {
  readonly table: Name
  /** SHA-256 of the Parquet bytes; also the file's name. */
  readonly hash: string
  /** Path inside the lake folder. */
  readonly path: string
  readonly rows: number
}

export interface RowCounts { readonly read: number; readonly loaded: number; readonly quarantined: number; readonly duplicate: number }

/** A file of the dataset as the catalogue keeps it. */
export interface CataloguedFile {
  /** First 12 characters of the SHA-256 of the bytes, joined with the source id. */
  readonly id: string
  readonly name: string
  readonly source: string
  readonly title: string
  readonly licence: string
  readonly table: TableName
  readonly sha256: string
  readonly bytes: number
  readonly periodFrom: string
  readonly periodTo: string
  readonly rows: RowCounts
  readonly sums: { readonly fte: number | null; readonly headcount: number | null }
  readonly findings: readonly (Finding & { readonly says: string })[]
  readonly parts: readonly StagedPart[]
  /** Rows held back, as found, with the rule that stopped each. */
  readonly quarantine: readonly { readonly row: number; readonly raw: readonly string[]; readonly rule: string }[]
  /** Where the rows held back of a long file lie, one in JSON a line, until they are kept; `quarantine` is empty then. */
  readonly quarantineAt?: string
  readonly importedAt: string
  /** Code of the organisation that sent it; absent for published files. */
  readonly sender?: string
  /** Places, `level:code`, whose records it holds; left out for a publication, which everybody signed in may see. */
  readonly places?: readonly string[]
  /** Version of the sender's confirmed mapping it was read with; absent for files in our names or with a mapping of their own. */
  readonly mappingVersion?: number
}

/** The rows of one finding: `position` is its place among the findings of its file. */
export interface FindingRows { readonly file: string; readonly position: number; readonly places: NonNullable<Finding['places']>; readonly repair: NonNullable<Finding['repair']> | null }

export interface SnapshotRecord {
  /** Hash of the files it holds: the same files give the same id on any machine. */
  readonly id: string
  readonly parent: string | null
  readonly publishedAt: string
  readonly live: boolean
  readonly files: number
  readonly rows: number
  readonly fte: number | null
  readonly moved: string
}

/** The catalogue in the records store: files, snapshots and the one live pointer. */
export interface Catalogue {
  live(viewer: Viewer): Promise<string | null>
  snapshots(viewer: Viewer): Promise<SnapshotRecord[]>
  /** Files of a snapshot, without their quarantined rows. */
  files(viewer: Viewer, snapshot: string): Promise<CataloguedFile[]>
  /** Where the findings of a snapshot speak, and their plausible repairs: one for each finding kept with its rows. */
  findingRows(viewer: Viewer, snapshot: string): Promise<FindingRows[]>
  quarantine(viewer: Viewer, fileId: string): Promise<CataloguedFile['quarantine']>
  /**
   * Add files to the live snapshot and move the pointer, in one transaction. A file of the same source and period replaces the one held;
   * a file already held changes nothing. Answers the live snapshot afterwards and whether anything changed. With a `fence`, only while that job is in hand.
   */
  publish(viewer: Viewer, files: readonly CataloguedFile[], mode: 'demonstration' | 'real', fence?: JobFence): Promise<{ snapshot: string; changed: boolean } | Refusal>
  /** Publish the live snapshot without one file. */
  withdraw(viewer: Viewer, snapshotOrFile: string): Promise<{ snapshot: string | null } | Refusal>
}
