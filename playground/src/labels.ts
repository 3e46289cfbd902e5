// The page's own labels. What it says of documents comes from the catalogue of the Python package.

import type { Language } from "swschema";

/** A text in both languages. */
export type Both = readonly [english: string, chinese: string];

const LABELS = {
  skip: ["Skip to the problems", "跳到问题列表"],
  playground: ["playground", "在线试用"],
  promise: [
    "Check and convert single-window registration records. Nothing leaves this page.",
    "校验、转换单一窗口注册记录，数据不会离开本页面。",
  ],
  document: ["Document", "文档"],
  result: ["Problems", "问题"],
  actions: ["Actions", "操作"],
  samples: ["Choose a sample", "选择样例"],
  samplesFirst: ["Choose a sample…", "选择样例…"],
  validSamples: ["Passing samples: {record}", "校验通过的样例：{record}"],
  ruleSamples: ["One business rule violated", "违反一条业务规则"],
  mistakesJson: ["One mistake, in JSON", "含一处错误（JSON）"],
  mistakesXml: ["One mistake, in XML", "含一处错误（XML）"],
  open: ["Open files", "打开文件"],
  toJson: ["Convert to JSON", "转换为JSON"],
  toXml: ["Convert to XML", "转换为XML"],
  formatJson: ["Format the JSON", "格式化JSON"],
  formatXml: ["Format the XML", "格式化XML"],
  copy: ["Copy", "复制"],
  download: ["Download", "下载"],
  share: ["Share as a link", "分享链接"],
  keys: [
    "Paste or type here, or drop one or several files anywhere on the page. F8: next problem. Ctrl+F: find. Tab: leave the editor.",
    "可在此粘贴或者输入，也可将一个或者多个文件拖放到页面任意位置。F8：下一个问题；Ctrl+F：查找；Tab：离开编辑器。",
  ],
  rules: [
    "Structure and business rules are checked as `swschema validate` checks one document. Attachments are checked only if the record contains them.",
    "结构和业务规则的校验与`swschema validate`校验单份文档一致；电子附件仅在记录中含有其内容时校验。",
  ],
  engines: [
    "The npm package swschema checks the record in this browser, XML with libxml2; the page’s security policy blocks every network connection.",
    "校验由npm软件包swschema在本浏览器内完成，XML由libxml2校验；本页面的安全策略禁止一切网络连接。",
  ],
  licences: ["Licences", "许可证"],
  masked: ["Personal data in excerpts is masked: •••.", "摘录中的个人信息以“•••”掩码显示。"],
  version: ["swschema {version}, specification {specification}.", "swschema {version}，规范{specification}。"],
  editor: ["Record in JSON or XML", "JSON或者XML记录"],
  waiting: ["Paste, drop or choose a record to check it", "请粘贴、拖放或者选择一份记录进行校验"],
  checking: ["Checking…", "正在校验…"],
  warning: ["Warning", "警告"],
  todo: ["To do", "待办"],
  related: ["See also", "另见"],
  try: ["Or try one of these:", "也可试用以下样例："],
  tryValid: ["A registration that passes", "校验通过的注册记录"],
  tryJson: ["A registration without the legal name", "缺少企业名称的注册记录"],
  tryXml: ["XML with text between its elements", "子元素之间含有文本的XML"],
  position: ["Line {line}, column {column}", "第{line}行，第{column}列"],
  line: ["Line {line}", "第{line}行"],
  remedy: ["How to fix it", "修改建议"],
  inJson: ["In JSON", "JSON位置"],
  inXml: ["In XML", "XML位置"],
  whole: ["(the whole document)", "（整个文档）"],
  formatted: ["Written in canonical form.", "已改写为规范形式。"],
  converted: ["Converted to {syntax}; nothing was lost.", "已转换为{syntax}，内容无任何丢失。"],
  convertedWithProblems: [
    "Converted to {syntax}. The record is not valid: its problems are below.",
    "已转换为{syntax}。记录未通过校验，问题见下。",
  ],
  explained: ["What this means, with examples", "说明和示例"],
  save: ["Save the report", "保存校验报告"],
  saveText: ["Text", "文本"],
  digest: ["Digest of the record (SHA-256, the same in JSON and XML): `{digest}`", "记录摘要值（SHA-256，JSON与XML相同）：`{digest}`"],
  files: ["Open files", "已打开的文件"],
  status: ["Progress of the registration", "注册办理进度"],
  steps: ["Steps so far", "已办理环节"],
  noStatus: ["No progress can be shown. {reason}", "无法显示办理进度。{reason}"],
  missing: ["missing", "缺少"],
  present: ["present", "已有"],
  unknown: ["not known from the records", "记录未能说明"],
  openedFiles: ["{count} files. Choose one to see its problems.", "{count}个文件，选择其中一个可查看其问题。"],
  fix: ["Fix it", "按建议修改"],
  fixed: ["Fixed. Ctrl+Z in the editor takes it back.", "已修改，在编辑器中按Ctrl+Z可撤销。"],
  notFixed: ["This cannot be fixed here: {place} {reason}", "此处无法自动修改：{place} {reason}"],
  stop: ["Stop", "停止"],
  stopped: ["The check was stopped.", "校验已停止。"],
  notConverted: ["Cannot be converted: {place} {reason}", "无法转换：{place} {reason}"],
  copied: ["Copied.", "已复制。"],
  notCopied: ["The browser did not allow copying: press Ctrl+C.", "浏览器不允许复制，请按Ctrl+C。"],
  opened: ["{name}, {count} bytes", "{name}，{count}字节"],
  decoded: [
    "{name}: shown as text. Until you edit it, the original bytes of the file are checked.",
    "{name}：以文本显示；在您编辑之前，校验的是文件的原始字节。",
  ],
  fromLink: ["Opened from a link.", "已从链接打开。"],
  badLink: ["The link is damaged and contains no document.", "链接已损坏，其中没有文档。"],
  shared: ["The link is copied. It is also in the address bar.", "链接已复制，并显示在地址栏中。"],
  sharedOnly: ["The link is in the address bar: copy it from there.", "链接已显示在地址栏中，请从地址栏复制。"],
  shareTitle: ["Share this document as a link?", "以链接形式分享本文档？"],
  shareWarning: [
    "The link contains the whole document. Anyone who has the link can read it, and it stays in browser histories and in the chats through which it is sent. No server stores the document, so it cannot be withdrawn. Do not share personal data of real people.",
    "链接包含文档全文：任何获得链接的人都可以阅读，链接还会留存在浏览器历史和聊天记录中。文档不存储于任何服务器，因此无法撤回。请勿分享真实的个人信息。",
  ],
  sharePrivate: [
    "According to the specification, {count} values in this document are personal or confidential, such as {names}.",
    "按照规范，本文档有{count}个值属于个人信息或者保密信息，例如{names}。",
  ],
  shareLong: [
    "The link has {count} characters, which is too long for some programs.",
    "链接长达{count}个字符，部分程序可能无法处理。",
  ],
  shareYes: ["Create the link", "生成链接"],
  cancel: ["Cancel", "取消"],
  drop: ["Drop the file to check it", "松开即可校验文件"],
  dark: ["Dark", "深色"],
  light: ["Light", "浅色"],
  failed: ["The check could not be completed.", "校验未能完成。"],
  tooLarge: ["The file is larger than {limit} bytes and was not opened.", "文件超过{limit}字节，未打开。"],
} as const satisfies Record<string, Both>;

export type LabelName = keyof typeof LABELS;

let current: Language = "en";

/** Return the language of the page. */
export function pageLanguage(): Language {
  return current;
}

/** Set the language of the page. */
export function setPageLanguage(language: Language): void {
  current = language;
}

/** Return a text in the language of the page, of its English and its Chinese. */
export function choose([english, chinese]: Both): string {
  return current === "en" ? english : chinese;
}

/** Return a label with its placeholders filled in. */
export function label(name: LabelName, values: Readonly<Record<string, unknown>> = {}): string {
  const text = choose(LABELS[name]);
  return text.replace(/\{([a-z]+)\}/g, (_whole, key: string) => String(values[key] ?? ""));
}

/** Return whether a text is the name of a label. */
export function isLabelName(name: string): name is LabelName {
  return name in LABELS;
}
