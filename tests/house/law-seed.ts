import { configureGlobal } from 'fast-check'

// Laws try new examples every time somebody runs them; in CI the same ones each time, so that a change is judged and not luck.
// A failing law prints its seed; CADRE_SEED repeats one, or tries another.
const seed = process.env.CADRE_SEED ?? (process.env.CI === undefined ? undefined : '20261122')
if (seed !== undefined) configureGlobal({ seed: Number(seed) })
