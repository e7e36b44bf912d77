import type { ZipEntry } from '../zip-file.ts'
import { relations, spaces, xmlPart } from './slide-xml.ts'

/** Size of a slide. Units: English Metric Units, 914,400 to an inch. */
export const slideSize = { width: 12_192_000, height: 6_858_000 } as const

/** Where the title and the sentence of a slide stand, on the layout and so on every slide. */
const titlePlace = '<a:xfrm><a:off x="457200" y="320040"/><a:ext cx="11277600" cy="777240"/></a:xfrm>'
const sentencePlace = '<a:xfrm><a:off x="457200" y="1097280"/><a:ext cx="11277600" cy="731520"/></a:xfrm>'

/** The parts every one-slide file has alike: one master, one layout with a title and a sentence, the theme with our colours, and the notes master. */
export function frameParts(): ZipEntry[] {
  return [
    xmlPart('ppt/presentation.xml', `<p:presentation ${spaces}><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst><p:notesMasterIdLst><p:notesMasterId r:id="rId3"/></p:notesMasterIdLst><p:sldIdLst><p:sldId id="256" r:id="rId2"/></p:sldIdLst><p:sldSz cx="${slideSize.width}" cy="${slideSize.height}"/><p:notesSz cx="6858000" cy="9144000"/></p:presentation>`),
    relations('ppt/_rels/presentation.xml.rels', [{ kind: 'slideMaster', target: 'slideMasters/slideMaster1.xml' }, { kind: 'slide', target: 'slides/slide1.xml' }, { kind: 'notesMaster', target: 'notesMasters/notesMaster1.xml' }, { kind: 'theme', target: 'theme/theme1.xml' }]),
    xmlPart('ppt/slideMasters/slideMaster1.xml', `<p:sldMaster ${spaces}><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg><p:spTree>${treeHead}${placeholder(2, 'Title', 'title', titlePlace)}${placeholder(3, 'Sentence', 'body', sentencePlace)}</p:spTree></p:cSld>${colourMap}<p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/></p:sldLayoutIdLst><p:txStyles><p:titleStyle>${level(2800, true)}</p:titleStyle><p:bodyStyle>${level(1600, false)}</p:bodyStyle><p:otherStyle>${level(1200, false)}</p:otherStyle></p:txStyles></p:sldMaster>`),
    relations('ppt/slideMasters/_rels/slideMaster1.xml.rels', [{ kind: 'slideLayout', target: '../slideLayouts/slideLayout1.xml' }, { kind: 'theme', target: '../theme/theme1.xml' }]),
    xmlPart('ppt/slideLayouts/slideLayout1.xml', `<p:sldLayout ${spaces} preserve="1" userDrawn="1"><p:cSld name="Figure"><p:spTree>${treeHead}${placeholder(2, 'Title', 'title', titlePlace)}${placeholder(3, 'Sentence', 'body', sentencePlace)}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>`),
    relations('ppt/slideLayouts/_rels/slideLayout1.xml.rels', [{ kind: 'slideMaster', target: '../slideMasters/slideMaster1.xml' }]),
    xmlPart('ppt/notesMasters/notesMaster1.xml', `<p:notesMaster ${spaces}><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg><p:spTree>${treeHead}${slideImage}${placeholder(3, 'Notes', 'body', notesPlace)}</p:spTree></p:cSld>${colourMap}<p:notesStyle>${level(1200, false)}</p:notesStyle></p:notesMaster>`),
    relations('ppt/notesMasters/_rels/notesMaster1.xml.rels', [{ kind: 'theme', target: '../theme/theme2.xml' }]),
    xmlPart('ppt/theme/theme1.xml', theme), xmlPart('ppt/theme/theme2.xml', theme),
  ]
}

/** What stands first in every tree of shapes. */
export const treeHead = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'

const notesPlace = '<a:xfrm><a:off x="685800" y="4343400"/><a:ext cx="5486400" cy="4114800"/></a:xfrm>'

/** The picture of the slide above its notes. */
export const slideImage = '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x="685800" y="1143000"/><a:ext cx="5486400" cy="3086100"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:sp>'

function placeholder(id: number, name: string, type: 'title' | 'body', place: string): string {
  return `<p:sp><p:nvSpPr><p:cNvPr id="${id}" name="${name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="${type}"${type === 'body' ? ' idx="1"' : ''}/></p:nvPr></p:nvSpPr><p:spPr>${place}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="${type === 'title' ? 'b' : 't'}"><a:normAutofit/></a:bodyPr><a:lstStyle/><a:p><a:r><a:rPr lang="en-GB"/><a:t>${name}</a:t></a:r></a:p></p:txBody></p:sp>`
}

/** The look of text of one level. `size` in hundredths of a point. */
function level(size: number, bold: boolean): string {
  return `<a:lvl1pPr marL="0" indent="0" algn="l"><a:buNone/><a:defRPr sz="${size}"${bold ? ' b="1"' : ''} kern="1200"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr></a:lvl1pPr>`
}

const colourMap = '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'

const colours = { dk1: '15212C', lt1: 'FFFFFF', dk2: '45525E', lt2: 'F3F5F6', accent1: '12436D', accent2: '801650', accent3: '146A62', accent4: '3D3D3D', accent5: 'A285D1', accent6: 'F46A25', hlink: '12436D', folHlink: '45525E' } as const
const font = '<a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface=""/>'
const plain = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
const line = `<a:ln w="9525">${plain}</a:ln>`
const effect = '<a:effectStyle><a:effectLst/></a:effectStyle>'
const theme = `<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Cadre"><a:themeElements><a:clrScheme name="Cadre">${Object.entries(colours).map(([name, value]) => `<a:${name}><a:srgbClr val="${value}"/></a:${name}>`).join('')}</a:clrScheme><a:fontScheme name="Cadre"><a:majorFont>${font}</a:majorFont><a:minorFont>${font}</a:minorFont></a:fontScheme><a:fmtScheme name="Cadre"><a:fillStyleLst>${plain.repeat(3)}</a:fillStyleLst><a:lnStyleLst>${line.repeat(3)}</a:lnStyleLst><a:effectStyleLst>${effect.repeat(3)}</a:effectStyleLst><a:bgFillStyleLst>${plain.repeat(3)}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>`
