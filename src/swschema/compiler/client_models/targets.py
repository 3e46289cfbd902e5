"""The styles of models, and their code."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from datamodel_code_generator import generate
from datamodel_code_generator.enums import DataModelType, InputFileType, StrictTypes
from datamodel_code_generator.format import Formatter, PythonVersion
from datamodel_code_generator.parser import LiteralType

from swschema.compiler.client_models.bundle import add_defaults, end_patterns, spell_as_text
from swschema.compiler.client_models.merge import merge_modules
from swschema.compiler.client_models.scalars import Scalars, render_msgspec, render_pydantic
from swschema.compiler.schema.bundle import make_whole_bundle
from swschema.compiler.schema.codes import COMMENT
from swschema.errors import UnknownNameError
from swschema.i18n import _

if TYPE_CHECKING:  # vendors' models need less than a build has
    from swschema.compiler.specification import Files, Specification

Bundle = Mapping[str, Any]

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
    "apply_default_values_for_required_fields": True,
}


@dataclass(frozen=True)
class Target:
    """A style of models.

    Attributes:
        options: those of the generator, besides the shared ones.
        changes: what is done to the bundle before, in order.
        base: the class that all types are based on.
        scalars: what writes the types that are not left to the generator.
    """

    options: Mapping[str, Any]
    changes: tuple[Callable[[Bundle], Bundle], ...] = ()
    base: str | None = None
    scalars: Callable[[Bundle], Scalars] | None = None


PYDANTIC = Target(
    {
        "output_model_type": DataModelType.PydanticV2BaseModel,
        "target_pydantic_version": "2.14",
        "snake_case_field": True,
        "strict_types": [StrictTypes.str, StrictTypes.int, StrictTypes.float, StrictTypes.bool],
        "use_annotated": True,
        "use_missing_sentinel": True,
    },
    (add_defaults,),
    "swschema.models.scalars.Structure",
    render_pydantic,
)
# Without Pydantic, dates and amounts are texts: what is written is then what was read. Names stay
# as they are in JSON where a style has no aliases.
TARGETS: Mapping[str, Target] = {
    "pydantic": PYDANTIC,
    "dataclasses": Target(
        {"output_model_type": DataModelType.DataclassesDataclass, "keyword_only": True},
        (add_defaults, spell_as_text),
    ),
    "typeddict": Target({"output_model_type": DataModelType.TypingTypedDict}, (spell_as_text,)),
    "msgspec": Target(
        {
            "output_model_type": DataModelType.MsgspecStruct,
            "snake_case_field": True,
            "use_annotated": True,
            "keyword_only": True,
        },
        (add_defaults, spell_as_text, end_patterns),
        "swschema.compiler.client_models.msgspec_base.ClosedStruct",
        render_msgspec,
    ),
}


def generate_model_files(specification: Specification) -> Files:
    """Return the module `swschema.models.v1`."""
    path = specification.root / "src/swschema/models/v1.py"
    return {path: render_package_models(make_whole_bundle(specification.schemas)).encode()}


def render_package_models(bundle: Bundle) -> str:
    """Return the code of `swschema.models.v1`."""
    code = merge_modules(f"# {COMMENT}", _render(bundle, PYDANTIC))
    names = "".join(f'    "{name}",\n' for name in sorted(bundle["$defs"]))
    return f"{code.rstrip()}\n\n\n__all__ = [\n{names}]\n"


def render_client_models(bundle: Bundle, target: str) -> str:
    """Return the code of vendors' models, which needs nothing of swschema.

    Args:
        bundle: the bundle of all record types.
        target: a name in `TARGETS`.

    Raises:
        UnknownNameError: if there is no such target.
    """
    if target not in TARGETS:
        raise UnknownNameError(_("target"), target, tuple(TARGETS))
    style = TARGETS[target]
    header = f"# Made by `swschema generate --target {target}`."
    return merge_modules(header, [*_copy_base(style), *_render(bundle, style)])


def _copy_base(style: Target) -> list[str]:
    """Return the code of the module that has the class that a style is based on."""
    if style.base is None:
        return []
    return [inspect.getsource(import_module(style.base.rpartition(".")[0]))]


def _render(bundle: Bundle, style: Target) -> list[str]:
    """Return the modules of a style: the types that the generator does not write, and its own."""
    for change in style.changes:
        bundle = change(bundle)
    options = {**SHARED, **style.options}
    scalars = style.scalars(bundle) if style.scalars else Scalars((), "")
    if style.base:
        module = style.base.rpartition(".")[0]
        options["base_class"] = style.base
        options["type_overrides"] = {name: f"{module}.{name}" for name in scalars.names}
    code = generate(dict(bundle), **options)
    assert isinstance(code, str)  # noqa: S101 - without an output path it is the text
    return [scalars.code, code] if scalars.names else [code]
