// How the command line is used.

import type { Language } from "../problems.js";

export const USAGE_HINT = "Try 'swschema --help' for help.";

export const USAGE: Readonly<Record<Language, string>> = {
  en: `Usage: swschema validate [OPTIONS] FILE…

Check documents and show their problems. FILE is one record in JSON or XML, or - for the standard
input. Archives, workbooks and folders are for the Python package.

Exit status: 0 all are valid, 1 some are not, 2 some could not be read.

Options:
  --format text|json|sarif   How to write the reports.
  --fail-on error|warning    Exit with 1 if a problem has this severity or a higher one.
  --no-rules                 Check the structure only, without the rules.
  --as-of DATE               Check as on this date; by default today in China.
  --lang en|zh-Hans          The language of messages; by default that of the environment.
  --version                  Show the version and exit.
  -h, --help                 Show this message and exit.`,
  "zh-Hans": `用法：swschema validate [选项] 文件…

校验文档并显示其中的问题。文件为一份JSON或者XML记录；-表示标准输入。压缩包、Excel工作簿和文件夹请用
Python软件包处理。

退出码：0 全部通过；1 部分未通过；2 部分无法读取。

选项：
  --format text|json|sarif   报告格式。
  --fail-on error|warning    有此严重程度及以上的问题时以1退出。
  --no-rules                 只校验结构，不校验规则。
  --as-of 日期               按此日期校验，默认为中国的今天。
  --lang en|zh-Hans          消息的语言，默认随环境。
  --version                  显示版本。
  -h, --help                 显示本说明。`,
};
