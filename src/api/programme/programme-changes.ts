import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { ProgrammeRequest, ProgrammeGapsRequest } from '../../contract/programme-answer.ts'
import { ProgrammeChecked, ProgrammeList, ProgrammeNamed, ProgrammeSaved, ProgrammeText, ProgrammeToSave } from '../../contract/programme.ts'
import type { Viewer } from '../../access/viewer.ts'
import type { House } from '../../store/house.ts'
import { isRefusal, type Refusal } from '../../units/refusal.ts'
import { noAccount } from '../access/account.ts'
import type { Folder } from '../folder.ts'
import { writeEvidenceWorkbook } from './programme-evidence.ts'
import { writeProgrammeSlide } from './programme-slide.ts'
import { answerProgrammeGaps } from './programme-gaps.ts'
import { checkProgramme, readProgramme, writeProgramme } from './programme-text.ts'
import { answerProgramme } from '../programme.ts'
import { findProgramme, listProgrammes, ownPrefix, unknownProgramme } from '../programmes.ts'
import { requestViewer } from '../access/request-viewer.ts'
import { sendFile } from '../send-file.ts'
import { slideType } from '../slide.ts'
import { workbookTypes } from '../table-workbook.ts'
import { problemSchema, sendRefusal } from '../trouble.ts'

const tags = ['Numbers']
const fileOf = (type: string): object => ({ 200: { description: 'The file', content: { [type]: { schema: z.any() } } }, default: problemSchema })
type EvidenceFormat = 'xlsx' | 'ods' | 'pptx'
const evidenceFiles: Readonly<Record<EvidenceFormat, { readonly type: string; readonly says: string }>> = {
  xlsx: { type: workbookTypes.xlsx, says: 'The evidence of a programme as xlsx, by the rules for published tables' }, ods: { type: workbookTypes.ods, says: 'The evidence of a programme as ods, by the rules for published tables' },
  pptx: { type: slideType, says: 'A programme in an area as one slide: its pathway with the gaps today and ahead, and the evidence in the notes' },
}

/** Register what is saved of programmes, and their files to take away: the definition as YAML, the evidence as workbooks and as a slide. */
export function registerProgrammes(server: FastifyInstance, folder: Folder): void {
  registerFiles(server, folder)
  const answer = async (reply: FastifyReply, work: (house: House) => Promise<unknown>): Promise<FastifyReply> => {
    const found = await folder.borrow(work)
    return isRefusal(found) ? sendRefusal(reply, found) : reply.send(found)
  }
  server.route<{ Body: ProgrammeText }>({
    method: 'POST', url: '/api/programmes/check', config: { policy: 'figures' }, schema: { summary: 'Say what is wrong with a programme; nothing is kept', tags, body: ProgrammeText, response: { 200: ProgrammeChecked, default: problemSchema } },
    handler: (request, reply) => reply.send(checkProgramme(request.body.text)),
  })
  server.route<{ Body: ProgrammeToSave }>({
    method: 'POST', url: '/api/programmes', config: { policy: 'figures' }, schema: { summary: 'Save a programme of your own', tags, body: ProgrammeToSave, description: 'May be refused with: no-account, programme-not-readable, unknown-programme.', response: { 200: ProgrammeSaved, default: problemSchema } },
    handler: (request, reply) => answer(reply, (house) => saveProgramme(house, requestViewer(request), request.body, new Date().toISOString())),
  })
  server.route<{ Params: ProgrammeNamed }>({
    method: 'DELETE', url: '/api/programmes/:id', config: { policy: 'figures' }, schema: { summary: 'Let a programme of your own go', tags, params: ProgrammeNamed, description: 'May be refused with: unknown-programme.', response: { 200: ProgrammeList, default: problemSchema } },
    handler: (request, reply) => answer(reply, async (house) => {
      const viewer = requestViewer(request)
      const { id } = request.params
      if (!id.startsWith(ownPrefix) || !await house.programmes.remove(viewer, id.slice(ownPrefix.length))) return unknownProgramme(id)
      return { programmes: await listProgrammes(house, viewer) }
    }),
  })
}

async function saveProgramme(house: House, viewer: Viewer, { text, shared, id }: ProgrammeToSave, savedAt: string): Promise<ProgrammeSaved | Refusal> {
  if (await house.people.find(viewer, viewer.id) === null) return noAccount
  const file = readProgramme(text)
  if (isRefusal(file)) return file
  const kept = await house.programmes.save(viewer, { id: id?.startsWith(ownPrefix) ? id.slice(ownPrefix.length) : null, name: file.name, text: writeProgramme(file), shared, savedAt })
  return kept === null ? unknownProgramme(id ?? '') : { id: `${ownPrefix}${kept}` }
}

function registerFiles(server: FastifyInstance, folder: Folder): void {
  server.route<{ Querystring: ProgrammeNamed }>({
    method: 'GET', url: '/api/programme.yaml', config: { policy: 'figures' }, schema: { summary: 'A programme as a file that can be changed and brought back', tags, querystring: ProgrammeNamed, response: fileOf('application/yaml') },
    handler: async (request, reply) => {
      const held = await folder.borrow((house) => findProgramme(house, requestViewer(request), request.query.id))
      return isRefusal(held) ? sendRefusal(reply, held) : sendFile(reply, 'application/yaml', `${held.file.id}.yaml`, Buffer.from(held.yaml))
    },
  })
  for (const [format, { type, says }] of Object.entries(evidenceFiles) as [EvidenceFormat, { type: string; says: string }][]) {
    server.route<{ Querystring: ProgrammeRequest }>({
      method: 'GET', url: `/api/programme.${format}`, config: { policy: 'figures' }, schema: { summary: says, tags, querystring: ProgrammeRequest, response: fileOf(type) },
      handler: async (request, reply) => {
        const made = await folder.borrow((house) => evidenceOf(house, requestViewer(request), request.query, format))
        return isRefusal(made) ? sendRefusal(reply, made) : sendFile(reply, type, made.name, Buffer.from(made.bytes))
      },
    })
  }
}

async function evidenceOf(house: House, viewer: Viewer, request: ProgrammeRequest, format: EvidenceFormat): Promise<{ name: string; bytes: Uint8Array } | Refusal> {
  const answer = await answerProgramme(house, viewer, request)
  if (isRefusal(answer)) return answer
  const projected = await answerProgrammeGaps(house, viewer, ProgrammeGapsRequest.parse(request))
  const [gaps, made] = [isRefusal(projected) ? null : projected, new Date().toISOString()]
  const invented = house.mode === 'demonstration' ? 'Demonstration: every number is invented.' : null
  return { name: `${answer.id}-${answer.area}-${answer.asOf ?? 'undated'}.${format}`, bytes: format === 'pptx' ? await writeProgrammeSlide(answer, gaps, made, invented) : await writeEvidenceWorkbook(answer, gaps, format, made) }
}
