"""The materials and attachments of trails."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from swschema.compiler.samples.trails.enterprise import Json

SIZES = (200_000, 2_000_000)
TITLES = {
    "THREE_IN_ONE_LICENSE": "营业执照（三证合一）",
    "WEBSITE_SCREENSHOT": "平台网址及页面截图",
    "COMPANY_PROFILE": "企业简介",
    "ZJ_EPORT_APPLICATION": "浙江电子口岸业务申请表",
    "PLATFORM_USE_AGREEMENT": "杭州跨境贸易电子商务通关服务平台使用协议",
    "POWER_OF_ATTORNEY": "授权委托书",
    "ENTITY_REGISTRATION_INFO": "跨境电子商务经营主体备案信息表",
    "QUALITY_INTEGRITY_COMMITMENT": "质量诚信经营承诺书",
    "ENTERPRISE_BASIC_INFO_FORM": "企业基本信息表",
    "TAX_DESCRIPTION": "税务说明",
    "REGISTRATION_CERTIFICATE": "报关单位注册登记证书",
    "BUSINESS_LICENSE": "营业执照",
}


@dataclass(slots=True)
class Papers:
    """The attachments of one record, numbered as they are added.

    Attributes:
        prefix: the beginning of their identifiers.
        short: the short name of the enterprise, for the names of files.
        attachments: those added so far.
    """

    prefix: str
    short: str
    attachments: list[Json] = field(default_factory=list)

    def attach(self, kind: str, title: str, created: str, *, image: bool = False) -> str:
        """Add a file; return its identifier.

        Args:
            kind: the code of its document type.
            title: what it is called.
            created: when it was made.
            image: whether it is an image rather than a PDF.
        """
        number = f"{self.prefix}-{len(self.attachments) + 1:02}"
        digest = hashlib.sha256(f"{self.short} {number} {title}".encode()).hexdigest()
        self.attachments.append(
            {
                "attachmentId": number,
                "documentTypeCode": kind,
                "fileName": f"{self.short}-{title}.{'png' if image else 'pdf'}",
                "mediaType": "image/png" if image else "application/pdf",
                "sizeBytes": SIZES[0] + int(digest[:8], 16) % (SIZES[1] - SIZES[0]),
                "sha256": digest,
                "language": "zh-Hans",
                "pageCount": 1 + int(digest[8], 16) % 6,
                "createdAt": created,
            }
        )
        return number


def material(kind: str, title: str, windows: list[str], seals: list[Json], **more: object) -> Json:
    """Return a material in Chinese, one copy of the original unless more says otherwise."""
    return {
        "materialType": kind,
        "title": title,
        "targetWindows": windows,
        "medium": "ELECTRONIC",
        "originalOrCopy": "ORIGINAL",
        "copiesRequired": 1,
        "copiesSubmitted": 1,
        "seals": seals,
        "language": "zh-Hans",
        "reviewStatus": "APPROVED",
        **more,
    }
