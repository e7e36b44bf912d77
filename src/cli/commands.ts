import type { Command } from 'commander'
import type { Shop } from './command.ts'
import { importCommand } from './import.ts'
import { modelCommand } from './model.ts'
import { qualityCommand } from './quality.ts'
import { serveCommand } from './serve.ts'
import { snapshotCommand, snapshotsCommand } from './snapshots.ts'
import { sourcesCommand } from './sources.ts'

/** Every command, in the order of the help page. */
export const commands: readonly ((shop: Shop) => Command)[] = [serveCommand, sourcesCommand, importCommand, snapshotsCommand, snapshotCommand, qualityCommand, modelCommand]
