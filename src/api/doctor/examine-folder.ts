import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs'
import { folderAt } from '../../store/folder.ts'
import { fine, wrong, type Check } from './check.ts'

/** Bytes that should be free: an import of a national extract stages about this much. */
const roomNeeded = 2e9

/** Look at a data folder from outside: whether it can be written to, how much room there is, and who else on the machine may read it. */
export function examineFolder(directory: string): Check[] {
  const { directory: at, key, auditKey, factorKey } = folderAt(directory)
  if (!existsSync(at)) return [fine('folder', `${at} is not there yet; it is made by the first command that needs it`)]
  return [checkWritable(at), checkRoom(at), ...(process.platform === 'win32' ? [] : [checkClosed('who may open the folder', at), ...[key, auditKey, factorKey].filter((path) => existsSync(path)).map((path) => checkClosed('who may read the keys', path))])]
}

function checkWritable(at: string): Check {
  try {
    accessSync(at, constants.R_OK | constants.W_OK | constants.X_OK)
    return fine('folder', `${at} can be read and written`)
  } catch (error) {
    return wrong('folder', `${at} cannot be read and written (${(error as NodeJS.ErrnoException).code})`, 'Run as the user who owns it, or give it to this one')
  }
}

function checkRoom(at: string): Check {
  const { bavail, bsize } = statfsSync(at)
  const free = bavail * bsize
  const found = `${(free / 1e9).toFixed(1)} GB free`
  return free >= roomNeeded ? fine('disk', found) : wrong('disk', `${found}, and an import may need ${roomNeeded / 1e9} GB`, 'Free some space, or move the data folder to a larger disk')
}

/** Nobody but the owner may. */
function checkClosed(name: string, path: string): Check {
  const mode = statSync(path).mode & 0o777
  return (mode & 0o077) === 0 ? fine(name, `${path}: its owner only`) : wrong(name, `${path}: others on this machine too (mode ${mode.toString(8)})`, `chmod go-rwx ${path}`)
}
