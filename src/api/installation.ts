import { z } from 'zod'
import { InstallationAnswer } from '../contract/installation.ts'
import type { House } from '../store/house.ts'
import { sayDoctor } from './doctor/check.ts'
import { examineFolder } from './doctor/examine-folder.ts'
import { examineHouse } from './doctor/examine-house.ts'
import { examineMachine } from './doctor/examine-machine.ts'
import { readRoute, type Route } from './route.ts'

/** Look through the installation, as `cadre doctor` does: what it stands on, the folder, and what the open house holds. Every part of the lake is read. */
async function answerInstallation(house: House, now: string): Promise<InstallationAnswer> {
  const checks = [...await examineMachine(false), ...examineFolder(house.directory), ...await examineHouse(house, now)]
  return { summary: sayDoctor(checks), checks }
}

export const installationRoutes: readonly Route[] = [
  readRoute({
    url: '/api/installation', policy: 'system-admin', says: 'Whether the installation is sound, as cadre doctor says it: every part of the lake is read', group: 'Status', query: z.object({}), answer: InstallationAnswer, refuses: [],
    handle: ({ house }) => answerInstallation(house, new Date().toISOString()),
  }),
]
