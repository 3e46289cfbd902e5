"""What the tests share: where things are, and tools that may be absent."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest
from hypothesis import settings

from swschema.explain.codes import problem_codes

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from swschema.compiler.specification import Specification

# Tests assert no times: an example may take long where others work beside.
settings.register_profile("any-machine", parent=settings(), deadline=None)
settings.load_profile("any-machine")

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "samples"
AS_OF = "2025-12-31"  # the day of checking for all samples, as the manifest has it
# What each code is a special case of; and the codes of what is not well-formed.
GENERAL: dict[str, str] = {
    code: each["general"] for code, each in problem_codes().items() if "general" in each
}
MALFORMED = {"syntax", "encoding"} | {code for code, of in GENERAL.items() if of != "format"}

# What `make check` leaves to `make test`: what takes more than half a second, another program, or
# hundreds of samples that a quicker test goes through as well.
# The beginnings of the tests' names; each folder keeps some quick ones.
SLOW = (
    "batch/test_convert.py::test_every_form_of_output",
    "batch/test_generate.py",
    "batch/test_records.py::test_all_processors",
    "batch/test_records.py::test_killed",
    "batch/test_resume.py",
    "batch/test_validate.py",
    "batch/test_workers.py",
    "cli/test_generate.py::test_generator_warns",
    "cli/test_generate.py::test_whole_number",
    "cli/test_generate.py::test_models",
    "cli/test_generate.py::test_style",
    "cli/test_languages.py",
    "cli/test_outputs.py::test_name_of_a_file",
    "cli/test_outputs.py::test_output_that_nobody",
    "cli/test_outputs.py::test_output_that_was",
    "cli/test_outputs.py::test_what_is_read",
    "cli/test_workbook.py",
    "cli/test_rules.py::test_true_rules_are_all_shown",
    "compiler/native/test_automaton.py::test_tables",
    "compiler/fast_rules/test_decision_tree.py::test_record_breaks",
    "compiler/fast_rules/test_simplify.py::test_canonical_json_is",
    "compiler/fast_rules/test_simplify.py::test_moments_compare",
    "compiler/fast_rules/test_simplify.py::test_quicker_expression",
    "compiler/fast_rules/test_verdict.py::test_every_condition",
    "compiler/fast_rules/test_verdict.py::test_one_condition",
    "compiler/samples/test_rules.py::test_rule_has",
    "compiler/samples/test_rules.py::test_sample_breaks",
    "compiler/schema/test_pattern_engines.py::test_pattern_means",
    "compiler/schema/test_xsd.py::test_dotnet",
    "compiler/schema/test_xsd.py::test_xerces",
    "compiler/schema/test_xsd.py::test_xmlschema",
    "compiler/test_derivations.py::test_row_fits",
    "compiler/test_plan.py::test_change_of_a_source",
    "compiler/test_plan.py::test_git",
    "compiler/test_plan.py::test_hostile_samples",
    "compiler/test_plan.py::test_nothing_is_stale",  # `make check` has done it
    "compiler/test_plan.py::test_stale",
    "conformance/test_adapters.py::test_ajv",
    "conformance/test_adapters.py::test_java_kit",
    "conformance/test_adapters.py::test_xerces",
    "conformance/test_run.py::test_a_validator_that_breaks",
    "conformance/test_run.py::test_own_validator",
    "conformance/test_run.py::test_what_a_validator_leaves",
    "convert/test_element_order.py::test_moved",
    "docsite/test_browser.py",
    "docsite/test_chinese.py",
    "docsite/test_guides.py::test_java_example",
    "docsite/test_guides.py::test_page_does_what_it_shows",
    "docsite/test_site.py",
    "docsite/test_tasks.py",
    "emitters/test_clients.py",
    "emitters/test_editor.py",
    "emitters/test_names.py::test_odd",
    "exchange/test_attachment_entries.py::test_full_disk",
    "exchange/test_comparison.py::test_long_list",
    "exchange/test_derive_command.py",
    "exchange/test_encryption.py::test_jose",
    "exchange/test_encryption.py::test_memory",
    "exchange/test_file_facts.py::test_hostile_pdf",
    "exchange/test_inbox.py::test_every_receipt",
    "exchange/test_kills.py",
    "exchange/test_law.py::test_jose",
    "exchange/test_law.py::test_signature_holds",
    "exchange/test_package_reader.py::test_bomb_is",
    "exchange/test_package_reader.py::test_every_changed",
    "exchange/test_packages.py::test_full_disk",
    "exchange/test_packages.py::test_killed",
    "exchange/test_papers.py::test_command",
    "exchange/test_models.py::test_threads",
    "exchange/test_papers.py::test_papers_of",
    "exchange/test_play.py",
    "exchange/test_rounds.py::test_killed",
    "exchange/test_template.py::test_command",
    "exchange/test_views.py::test_command",
    "fuzz/test_properties.py::test_no_object",
    "fuzz/test_properties.py::test_sample_keeps",
    "javascript/test_api.py",
    "javascript/test_browser.py",
    "javascript/test_build.py::test_core_keeps",
    "javascript/test_build.py::test_every_message",
    "javascript/test_cli.py",
    "javascript/test_core.py",
    "javascript/test_fixes.py",
    "javascript/test_package.py",
    "lifecycle/test_status.py::test_flaw",
    "native/test_json.py::test_no_mutant",
    "native/test_json.py::test_reports",
    "parity/test_faults.py::test_call_works",
    "parity/test_faults.py::test_fault_is_still_there",
    "parity/test_mutants.py",
    "parity/test_parity.py",
    "parity/test_rules.py",
    "parse/test_json_causes.py",
    "parse/test_xml_causes.py::test_mistake_has_its_cause",
    "playground/test_build.py::test_page",
    "playground/test_build.py::test_types_hold",
    "playground/test_page.py",
    "report/test_csv.py::test_every_problem",
    "report/test_csv.py::test_it_begins",
    "report/test_formats.py::test_every_sample",
    "report/test_github.py::test_every_problem",
    "report/test_html.py::test_every_problem",
    "report/test_html.py::test_nothing_is_fetched",
    "report/test_html.py::test_page_and_sections",
    "report/test_html.py::test_summary",
    "report/test_json.py::test_every_sample",
    "report/test_junit.py::test_counts",
    "report/test_junit.py::test_every_sample",
    "report/test_names.py::test_report_of_a_thousand",
    "report/test_sarif.py::test_every",
    "report/test_sarif.py::test_fingerprint",
    "report/test_sarif.py::test_no_two",
    "report/test_sarif.py::test_run",
    "report/test_sarif.py::test_schema",
    "report/test_svrl.py::test_every",
    "report/test_text.py::test_every_problem",
    "rules/test_batch.py::test_records_that_belong_together",
    "rules/test_fixes.py::test_fix_is_the_same",
    "rules/test_fixes.py::test_fixed_records",
    "rules/test_functions.py::test_changed_character_of_a_lei",
    "rules/test_functions.py::test_functions_of_strings",
    "rules/test_interpret.py::test_drafts_of_all",
    "rules/test_interpret.py::test_whole_records",
    "rules/test_mutations.py::test_samples_notice",
    "rules/test_trails.py::test_changed",
    "rules/test_unsound.py::test_both_syntaxes_tell",
    "rules/test_unsound.py::test_form",
    "rules/test_unsound.py::test_interpreter_judges",
    "rules/test_unsound.py::test_rule_goes",
    "rules/test_unsound.py::test_rule_stays",
    "rules/test_unsound.py::test_rules_hold",
    "rules/test_unsound.py::test_valid_record_does_not_load",
    "spark/test_conversion.py",
    "spark/test_guide.py",
    "spark/test_job.py",
    "spark/test_killed.py",
    "spark/test_reader.py",
    "spark/test_verdicts.py",
    "streams/test_hostile.py::test_memory",
    "streams/test_large.py::test_memory",
    "streams/test_large.py::test_time",
    "structure/test_many_problems.py",
    "test_api.py::test_status_has",
    "test_evil.py",
    "test_i18n.py::test_every_invalid_sample",
    "test_law.py::test_generated_document",
    "test_law.py::test_reference_engine",
    "test_models.py::test_record_that",
    "test_readme.py::test_commands",
    "test_repository.py::test_threads",
    "test_samples.py::test_invalid_sample_is_told",
    "test_typing.py::test_programs",
    "workbook/test_office.py",
    "workbook/test_reader.py",
    "workbook/test_round_trip.py::test_generated_document",
    "workbook/test_round_trip.py::test_valid_sample",
    "xslt/test_converters.py::test_generated",
    "xslt/test_converters.py::test_invalid",
    "xslt/test_converters.py::test_samples",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the slow tests."""
    for item in items:
        if name_test(item).startswith(SLOW):
            item.add_marker("slow")


def name_test(item: pytest.Item) -> str:
    """Return the path of a test below `tests/`, and its name behind two colons."""
    return f"{item.path.relative_to(ROOT / 'tests').as_posix()}::{item.name}"


def walk(folder: str) -> list[str]:
    """Return the pairs of samples below a folder as ids without suffix, found by walking.

    Without a folder there would be no tests where there should be hundreds.
    """
    if not (SAMPLES / folder).is_dir():
        raise pytest.UsageError(f"samples/{folder} is not there: run swschema build")
    found = (SAMPLES / folder).rglob("*.json")
    pairs = (path.with_suffix("") for path in found if path.with_suffix(".xml").is_file())
    return sorted(path.relative_to(SAMPLES).as_posix() for path in pairs)


def sample_path(name: str, syntax: str = "json") -> Path:
    """Return the file of a valid sample, which may be a trail."""
    folder = "trails" if "/trail-" in name else "valid"
    return SAMPLES / folder / f"{name}.{syntax}"


@cache
def specification() -> Specification:
    """Return what is written by hand in this repository: reading it takes seconds."""
    from swschema.compiler.specification import read_specification

    return read_specification(ROOT)


def missing(name: str) -> NoReturn:
    """Skip the test for want of something; under CI nothing may be skipped."""
    if os.environ.get("CI"):
        pytest.fail(f"{name} is not installed, and CI must have it")
    pytest.skip(f"{name} is not installed")


def needed(package: str) -> None:
    """Skip the test where a Python package is missing."""
    if importlib.util.find_spec(package) is None:
        missing(package)


@pytest.fixture(scope="session")
def tool() -> Callable[[str], str]:
    """Return what finds a program, or skips the test where it is missing."""
    return lambda name: shutil.which(name) or missing(name)


@pytest.fixture(scope="session")
def browser(tool: Callable[[str], str]) -> Iterator[Browser]:
    """Return the system's Chromium, one for all: nothing downloads a browser."""
    path = shutil.which("chromium-browser") or tool("chromium")
    needed("playwright")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield chromium
        chromium.close()
