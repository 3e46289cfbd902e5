"""Model code by datamodel-code-generator: this package's own, and vendors' in several styles."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from datamodel_code_generator import generate
from datamodel_code_generator.enums import DataModelType, InputFileType, StrictTypes
from datamodel_code_generator.format import Formatter, PythonVersion
from datamodel_code_generator.parser import LiteralType

from swschema.compiler.schema.bundle import make_whole_bundle
from swschema.compiler.schema.codes import COMMENT
from swschema.errors import UnknownNameError

if TYPE_CHECKING:  # vendors' models need less than a build has
    from swschema.compiler.specification import Files, Specification

SHARED: dict[str, Any] = {
    "input_file_type": InputFileType.JsonSchema,
    "target_python_version": PythonVersion.PY_311,
    "formatters": [Formatter.BUILTIN],
    "builtin_format_line_length": 100,
    "disable_timestamp": True,
    "enum_field_as_literal": LiteralType.All,
    "skip_root_model": True,  # the bundle's root only holds the types
    "use_double_quotes": True,
    "use_field_description": True,
    "use_schema_description": True,
    "use_type_alias": True,  # a class around each scalar makes loading seven times slower
    "use_union_operator": True,
}
PYDANTIC: dict[str, Any] = {
    "output_model_type": DataModelType.PydanticV2BaseModel,
    "target_pydantic_version": "2.14",
    "snake_case_field": True,
    "strict_types": [StrictTypes.str, StrictTypes.int, StrictTypes.float, StrictTypes.bool],
    "use_annotated": True,
    "use_missing_sentinel": True,
}
# Names stay as they are on the wire where a style has no aliases.
TARGETS: dict[str, dict[str, Any]] = {
    "pydantic": PYDANTIC,
    "dataclasses": {
        "output_model_type": DataModelType.DataclassesDataclass,
        "keyword_only": True,
    },
    "typeddict": {"output_model_type": DataModelType.TypingTypedDict},
    "msgspec": {
        "output_model_type": DataModelType.MsgspecStruct,
        "snake_case_field": True,
        "use_annotated": True,
        "extra_fields": "forbid",
    },
}


def generate_model_files(specification: Specification) -> Files:
    """Return the module `swschema.models.v1`."""
    path = specification.root / "src/swschema/models/v1.py"
    return {path: render_package_models(make_whole_bundle(specification.schemas)).encode()}


def render_package_models(bundle: Mapping[str, Any]) -> str:
    """Return the code of `swschema.models.v1`.

    Scalars whose spelling Pydantic checks otherwise than the schemas come from
    `swschema.models.scalars`.
    """
    overrides = {
        name: f"swschema.models.scalars.{name}"
        for name, schema in bundle["$defs"].items()
        if "format" in schema or schema["type"] == "integer"
    }
    code = _generate(bundle, {**PYDANTIC, "type_overrides": overrides}, f"# {COMMENT}")
    names = "".join(f'    "{name}",\n' for name in sorted(bundle["$defs"]))
    return f"{code.rstrip()}\n\n\n__all__ = [\n{names}]\n"


def render_client_models(bundle: Mapping[str, Any], target: str) -> str:
    """Return the code of vendors' models, which needs nothing of swschema.

    Args:
        bundle: the bundle of all record types.
        target: a name in `TARGETS`.

    Raises:
        UnknownNameError: if there is no such target.
    """
    if target not in TARGETS:
        raise UnknownNameError("target", target, tuple(TARGETS))
    header = f"# Made by `swschema generate --target {target}`."
    return _generate(bundle, TARGETS[target], header)


def _generate(bundle: Mapping[str, Any], options: Mapping[str, Any], header: str) -> str:
    with warnings.catch_warnings():
        # Pydantic takes no pattern on dates and decimals: see `swschema.models.scalars`.
        warnings.filterwarnings("ignore", message=".*generated without this constraint")
        code = generate(dict(bundle), custom_file_header=header, **SHARED, **options)
    assert isinstance(code, str)  # noqa: S101 - without an output path it is the text
    return code
