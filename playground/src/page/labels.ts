// The page's own words; what it says of documents comes from the catalogue of the Python package.

import type { Language } from "../problems";
import type { Both } from "../schema/specification";

const WORDS = {
  skip: ["Skip to the problems", "跳到问题列表"],
  playground: ["playground", "在线校验"],
  promise: [
    "Check and convert single-window records. Nothing leaves this page.",
    "校验并转换单一窗口记录。数据不会离开本页面。",
  ],
  document: ["Document", "文档"],
  result: ["Problems", "问题"],
  actions: ["Actions", "操作"],
  samples: ["Pick a sample", "选择样例"],
  samplesFirst: ["Pick a sample …", "选择样例…"],
  validSamples: ["Valid: {record}", "有效：{record}"],
  breaches: ["Breaking a business rule", "违反业务规则"],
  mistakesJson: ["With one mistake, in JSON", "含一处错误（JSON）"],
  mistakesXml: ["With one mistake, in XML", "含一处错误（XML）"],
  open: ["Open a file", "打开文件"],
  toJson: ["Convert to JSON", "转换为JSON"],
  toXml: ["Convert to XML", "转换为XML"],
  tidyJson: ["Tidy the JSON", "整理JSON"],
  tidyXml: ["Tidy the XML", "整理XML"],
  copy: ["Copy", "复制"],
  download: ["Download", "下载"],
  share: ["Share a link", "分享链接"],
  keys: [
    "Paste or type here, or drop a file anywhere. F8 goes to the next problem, Ctrl+F searches; Tab leaves the editor.",
    "可在此粘贴或输入，也可将文件拖放到页面任意位置。F8跳到下一个问题，Ctrl+F查找，Tab键离开编辑器。",
  ],
  rules: [
    "Structure and business rules are checked as `swschema validate` checks one document: attachments only where their content is in the record.",
    "结构和业务规则的校验与`swschema validate`校验单份文档相同；附件仅在内容载于记录时核对。",
  ],
  engines: [
    "ajv and libxml2 judge in this browser; the page’s security policy forbids every connection.",
    "由ajv和libxml2在本浏览器内校验；本页面的安全策略禁止一切网络连接。",
  ],
  licences: ["Licences", "许可证"],
  masked: ["Personal data in excerpts is masked: •••.", "摘录中的个人信息已用“•••”遮盖。"],
  version: ["swschema {version}, specification {specification}.", "swschema {version}，规范{specification}。"],
  editor: ["Record in JSON or XML", "JSON或XML记录"],
  waiting: ["Paste, drop or pick a record to check it", "请粘贴、拖放或选择一份记录进行校验"],
  checking: ["Checking …", "正在校验…"],
  verdict: ["{verdict}, {problems}", "{verdict}，{problems}"],
  valid: ["Valid {what} ({syntax})", "有效的{what}（{syntax}）"],
  invalid: ["Invalid {what} ({syntax})", "无效的{what}（{syntax}）"],
  what: ["document", "文档"],
  one: ["1 problem", "1个问题"],
  many: ["{count} problems", "{count}个问题"],
  warning: ["Warning", "警告"],
  related: ["See also", "相关位置"],
  try: ["Or try one of these:", "或者试试这些样例："],
  tryValid: ["A valid registration", "一份有效的注册记录"],
  tryJson: ["A registration whose name is missing", "缺少企业名称的注册记录"],
  tryXml: ["XML with stray text", "夹有多余文本的XML"],
  place: ["Line {line}, column {column}", "第{line}行，第{column}列"],
  placeLine: ["Line {line}", "第{line}行"],
  remedy: ["How to mend it", "修改建议"],
  inJson: ["In JSON", "JSON位置"],
  inXml: ["In XML", "XML位置"],
  whole: ["(the whole document)", "（整个文档）"],
  tidied: ["In canonical form.", "已整理为规范格式。"],
  converted: ["Converted to {syntax}; nothing was lost.", "已转换为{syntax}，内容无任何丢失。"],
  notConverted: ["Cannot be converted: {place} {reason}", "无法转换：{place} {reason}"],
  copied: ["Copied.", "已复制。"],
  notCopied: ["The browser does not let this page copy: press Ctrl+C.", "浏览器不允许本页面复制，请按Ctrl+C。"],
  opened: ["{name}, {count} bytes", "{name}，{count}字节"],
  decoded: [
    "{name}: shown as text; the file’s own bytes are what is checked until you edit it.",
    "{name}：以文本显示；在您编辑之前，校验的是文件原始字节。",
  ],
  fromLink: ["Opened from a link.", "已从链接打开。"],
  badLink: ["The link is damaged: there is no document in it.", "链接已损坏，其中没有文档。"],
  shared: ["The link is copied, and stands in the address bar.", "链接已复制，并显示在地址栏中。"],
  sharedOnly: ["The link stands in the address bar: copy it from there.", "链接已显示在地址栏中，请从地址栏复制。"],
  shareTitle: ["Share this document by a link?", "要用链接分享本文档吗？"],
  shareWarning: [
    "The link holds the whole document. Whoever has the link can read it, and it stays in the history of browsers and in chats that it is sent through. No server keeps it, so it cannot be taken back. Share no personal data of real people.",
    "链接中包含整份文档：得到链接的人都能读到全文，链接还会留在浏览器历史和聊天记录中。文档不存于任何服务器，因此无法撤回。请勿分享真实的个人信息。",
  ],
  sharePrivate: [
    "In this document, {count} values are personal or confidential by the specification, such as {names}.",
    "按照规范，本文档有{count}个值属于个人信息或保密信息，例如{names}。",
  ],
  shareLong: [
    "The link is {count} characters long, more than some programs take.",
    "链接长达{count}个字符，部分程序可能无法处理。",
  ],
  shareYes: ["Make the link", "生成链接"],
  cancel: ["Cancel", "取消"],
  drop: ["Drop the file to check it", "松开即可校验文件"],
  dark: ["Dark", "深色"],
  light: ["Light", "浅色"],
  failed: ["The check did not end; it was stopped.", "校验未能完成，已停止。"],
  tooLarge: ["The file is larger than {limit} bytes and was not opened.", "文件超过{limit}字节，未打开。"],
} as const satisfies Record<string, Both>;

export type Word = keyof typeof WORDS;

let current: Language = "en";

/** Return the page's language. */
export function language(): Language {
  return current;
}

/** Set the page's language. */
export function speak(chosen: Language): void {
  current = chosen;
}

/** Return words of the page, with their gaps filled. */
export function say(word: Word, gaps: Readonly<Record<string, unknown>> = {}): string {
  const words = WORDS[word][current === "en" ? 0 : 1];
  return words.replace(/\{([a-z]+)\}/g, (_whole, name: string) => String(gaps[name] ?? ""));
}

/** Return whether a name is one of the page's words. */
export function isWord(name: string): name is Word {
  return name in WORDS;
}
