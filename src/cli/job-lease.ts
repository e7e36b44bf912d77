import { refuse, type Refusal } from '../units/refusal.ts'

/** Seconds after which a process that was not heard of has its jobs taken from it, unless CADRE_JOB_LEASE says otherwise. All processes of an installation should be told the same. */
const usual = 30

export function readLease({ CADRE_JOB_LEASE: said }: NodeJS.ProcessEnv): number | Refusal {
  if (!said) return usual
  const seconds = Number(said)
  return seconds >= 1 && seconds <= 3600 ? seconds : refuse('job-lease-not-readable', 'usage', {
    doing: 'Starting', found: `CADRE_JOB_LEASE is “${said.slice(0, 40)}”`, need: 'Seconds from 1 to 3600', next: 'Correct it, or unset it: 30 seconds will do',
  })
}
