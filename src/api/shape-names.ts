import { z } from 'zod'
import { AcceptedFinding } from '../contract/accepted-finding.ts'
import { Granted, Invited, TokenState } from '../contract/access.ts'
import { AreaNode } from '../contract/area.ts'
import { EverywhereRun, EverywhereYear } from '../contract/everywhere.ts'
import { FlowAccount } from '../contract/flows.ts'
import { ImportedFile, RowAccount } from '../contract/import.ts'
import { ImportJob } from '../contract/import-job.ts'
import { Job } from '../contract/jobs.ts'
import { Origins, ProgrammeStated } from '../contract/lever.ts'
import { ConfirmedMapping, MappingParts } from '../contract/mapping.ts'
import { KeyFigure } from '../contract/overview.ts'
import { PlanConflict, PlanDocument, PlanEdit } from '../contract/plan.ts'
import { PlanDecision, PlanPresence, PlanRemark, PlanStep } from '../contract/plan-work.ts'
import { Problem } from '../contract/problem.ts'
import { ProgrammeFile, ProgrammeList } from '../contract/programme.ts'
import { AccuracyRow, Fan, Manifest, PastRuns, ProjectionAnswer, Scores } from '../contract/projection.ts'
import { Provenance, QueryRow } from '../contract/query.ts'
import { Release, ReleaseReason } from '../contract/release.ts'
import { RetentionState, SignedCertificate } from '../contract/retention.ts'
import { SavedViews } from '../contract/saved-view.ts'
import { ScenarioRun } from '../contract/scenario.ts'
import { WhatIfAnswer } from '../contract/what-if.ts'
import { WisnAnswer, WisnFile, WisnRead } from '../contract/wisn.ts'

/** Shapes that several addresses send or answer, under the names they have in the contract. Others that are shared are called by where they stand first. */
const shapes = {
  AcceptedFinding, AccuracyRow, AreaNode, ConfirmedMapping, EverywhereRun, EverywhereYear, Fan, FlowAccount, Granted, ImportJob, ImportedFile, Invited, Job, KeyFigure, Manifest, MappingParts, Origins, PastRuns, PlanConflict, PlanDecision, PlanDocument, PlanEdit,
  PlanPresence, PlanRemark, PlanStep, Problem, ProgrammeFile, ProgrammeList, ProgrammeStated, ProjectionAnswer, Provenance, QueryRow, Release, ReleaseReason, RetentionState, RowAccount, SavedViews, ScenarioRun, Scores, SignedCertificate, TokenState, WhatIfAnswer,
  WisnAnswer, WisnFile, WisnRead,
}

/** Give those shapes their names as titles, which the document of the interface is made with. */
export function nameShapes(): void {
  for (const [title, shape] of Object.entries(shapes)) z.globalRegistry.add(shape, { ...z.globalRegistry.get(shape), title })
}
