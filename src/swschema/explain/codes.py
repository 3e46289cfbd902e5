"""The codes of structural problems, the same for JSON and XML."""

from __future__ import annotations

CODES = {
    "attribute": "An XML element has an attribute that the record has no place for.",
    "count": "An array has too few or too many items.",
    "doctype": "An XML document has a document type declaration.",
    "duplicate": "A member stands more than once.",
    "encoding": "The bytes are not in the encoding that they should be in.",
    "enum": "A value is none of the codes of its list.",
    "format": "A date, a time or a decimal is not spelled as its type asks.",
    "length": "A text is too short or too long.",
    "limit": "The document is larger, nests deeper or has more problems than is taken in.",
    "missing": "A required member is not there.",
    "mixed": "An XML element has text between its elements, or elements in its text.",
    "order": "An XML element stands in another place than the sequence gives it.",
    "pattern": "A text is not spelled as its type asks.",
    "range": "A number is too small or too large.",
    "record": "The document does not say which record it is, or names one that does not exist.",
    "schema": "An engine refuses the document and nothing else explains it.",
    "syntax": "The document is not well-formed.",
    "type": "A value is of another kind than its place asks.",
    "unknown": "A member has no place in its record.",
    "version": "The document follows a version of the specification that is not known here.",
}

# The same for readers of Chinese, on the page of problems.
CODES_IN_CHINESE = {
    "attribute": "XML元素带有记录中没有位置的属性。",
    "count": "数组的项数过少或过多。",
    "doctype": "XML文档含有文档类型声明。",
    "duplicate": "同一成员出现不止一次。",
    "encoding": "文档字节与应采用的编码不符。",
    "enum": "值不在代码表内。",
    "format": "日期、时间或小数的写法不符合其类型的要求。",
    "length": "文本过短或过长。",
    "limit": "文档大小、嵌套层数或问题数量超出处理上限。",
    "missing": "缺少必填成员。",
    "mixed": "XML元素之间夹有文本，或文本中夹有元素。",
    "order": "XML元素的位置不符合规定的顺序。",
    "pattern": "文本的写法不符合其类型的要求。",
    "range": "数值过小或过大。",
    "record": "文档未说明属于哪种记录，或所说明的记录类型不存在。",
    "schema": "校验引擎拒绝该文档，而其他检查均无法说明原因。",
    "syntax": "文档格式不完整或有语法错误。",
    "type": "值的类型与所在位置的要求不符。",
    "unknown": "该成员在记录中没有位置。",
    "version": "文档采用的规范版本未知。",
}

# What a value breaks first is what is told; the rest follows from it.
KEYWORDS = {
    "required": "missing",
    "additionalProperties": "unknown",
    "type": "type",
    "enum": "enum",
    "format": "format",
    "minLength": "length",
    "maxLength": "length",
    "pattern": "pattern",
    "minimum": "range",
    "maximum": "range",
    "minItems": "count",
    "maxItems": "count",
}
RANK = {keyword: rank for rank, keyword in enumerate(KEYWORDS)}
