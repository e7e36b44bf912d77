import { missingRule } from '../../missing.ts'

/** A cohort or a placement has no profession. */
export const missingTrainedProfession = missingRule(['learner', 'placement'], 'profession', {
  id: 'missing-trained-profession', severity: 'stop-row', says: 'A cohort or a placement has no profession',
  because: 'Learners become staff of a profession, and places are for one: without it the row belongs to no plan. A programme open to several is written once for each.',
}, 'a profession')
