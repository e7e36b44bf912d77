import { localViewer, type Viewer } from '../../access/viewer.ts'
import type { Live, LiveState } from '../../contract/live.ts'
import type { House } from '../../store/house.ts'

/** A kind of news: how a server sees that there may be some, and what of it somebody may know. */
interface Sight {
  /** Cheap, for it is asked every other second: another text whenever anybody may have news of this kind. It goes to nobody. */
  readonly moved: (house: House) => Promise<string>
  /** What who asks is told: nothing that another address does not tell them. */
  readonly see: (house: House, viewer: Viewer) => Promise<LiveState>
}

/** The live snapshot, as /api/status tells of it. */
const data: Sight = {
  moved: async (house) => String(await house.catalogue.live(localViewer)),
  see: async (house, viewer) => {
    const live = (await house.catalogue.snapshots(viewer)).find((snapshot) => snapshot.live)
    return { kind: 'data', mark: live?.id ?? null, at: live?.publishedAt || null }
  },
}

/** Plans that were agreed or superseded, as far as who asks may read them. The number of a step counts those of others too, so the mark is its moment. */
const agreedPlans: Sight = {
  moved: async (house) => String((await house.planSteps.lastAgreed(localViewer))?.id),
  see: async (house, viewer) => {
    const last = await house.planSteps.lastAgreed(viewer)
    return { kind: 'agreed-plans', mark: last?.at ?? null, at: last?.at ?? null }
  },
}

const sights: readonly Sight[] = [data, agreedPlans]

/** Another text whenever there may be news for anybody. */
export async function whatMoved(house: House): Promise<string> {
  return (await Promise.all(sights.map(({ moved }) => moved(house)))).join(' ')
}

/** What stands now for who asks. */
export async function answerLive(house: House, viewer: Viewer): Promise<Live> {
  return { news: await Promise.all(sights.map(({ see }) => see(house, viewer))) }
}
