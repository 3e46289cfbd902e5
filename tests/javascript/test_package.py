"""The package as others get it: packed, installed in an empty project, and used there."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import swschema
from conftest import SAMPLES

Tool = Callable[[str], str]
VALID = SAMPLES / "valid/registration/hangzhou-xx.json"

JAVASCRIPT = """
import { readFile } from "node:fs/promises";
import { ConversionError, digest, toJson, toXml, validate } from "swschema";
import { render } from "swschema/report";

const text = await readFile("registration.json", "utf8");
const xml = await toXml(text, { indent: true });
const report = await validate(xml, { name: "registration.xml", language: "zh" });
console.log(report.valid, (await toJson(xml, { indent: true })) === text);
console.log((await digest(xml)) === (await digest(JSON.parse(text))));
console.log((await render([report], "text")).trim());
await toXml({ ...JSON.parse(text), letter: 1 }).catch((error) => {
  console.log(error instanceof ConversionError, error.pointer);
});
"""
TYPESCRIPT = """
import { readFileSync } from "node:fs";
import { load, status, validate } from "swschema";
import type { Problem, Registration, RegistrationStatus, Report } from "swschema";
import { type ReportFormat, summarize } from "swschema/report";

const data: Uint8Array = readFileSync("registration.json");
const registration: Registration = await load(data, "registration");
registration.applicantMode = "AGENCY";
// @ts-expect-error there is no such code
registration.applicantMode = "NOBODY";
const report: Report = await validate(registration, { severities: { AC04: "off" } });
const problems: readonly Problem[] = report.problems;
const found: RegistrationStatus = await status(data, { asOf: "2018-03-30" });
const format: ReportFormat = "sarif";
const any = await load(data);
if (any.recordType === "dossier") console.log(any.registration.registrationId);
console.log(found.state, registration.application?.enterprise.legalName, format);
console.log(summarize(report), problems.length > 0);
"""
OPTIONS = {
    "target": "es2022",
    "module": "nodenext",
    "strict": True,
    "exactOptionalPropertyTypes": True,
    "types": ["node"],
}


def test_tarball_has_what_is_used_and_no_more(project: Path) -> None:
    folder = project / "node_modules/swschema"
    names = {each.relative_to(folder).as_posix() for each in folder.rglob("*") if each.is_file()}
    plain = {name for name in names if not name.startswith("dist/")}
    assert plain == {"LICENSE", "README.md", "package.json"}
    assert {"dist/cli.js", "dist/index.js", "dist/licences.txt", "dist/report.js"} <= names
    assert "dependencies" not in json.loads((folder / "package.json").read_bytes())
    installed = {each.name for each in (project / "node_modules").iterdir() if each.is_dir()}
    assert installed == {".bin", "swschema"}


def test_project_in_javascript(project: Path, tool: Tool) -> None:
    shutil.copy(VALID, project / "registration.json")
    done = subprocess.run(
        [tool("node"), "--input-type=module", "--eval", JAVASCRIPT],
        cwd=project, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout.splitlines() == [
        "true true",
        "true",
        "registration.xml: 注册记录（XML）校验通过",
        "true /letter",
    ], done.stderr


def test_readme_shows_what_is_there(project: Path, tool: Tool) -> None:
    shutil.copy(VALID, project / "registration.json")
    readme = (project / "node_modules/swschema/README.md").read_text(encoding="utf-8")
    (code,) = re.findall("```js\n(.*?)```", readme, re.DOTALL)
    names = "console.log(Object.keys(await import('swschema')).sort().join(' '));"
    done = subprocess.run(
        [tool("node"), "--input-type=module", "--eval", f"{code}\n{names}"],
        cwd=project, capture_output=True, text=True, check=False,
    )  # fmt: skip
    *shown, exported = done.stdout.splitlines()
    assert shown[-1].endswith(swschema.digest(VALID)), done.stderr
    named = set(re.findall(r"`(\w+)(?:`|\()", readme))
    assert {*exported.split(" ")} - named == {"DEFAULT_LIMITS"}


def test_project_in_strict_typescript(project: Path, package: Path, tool: Tool) -> None:
    shutil.copy(VALID, project / "registration.json")
    (project / "consumer.ts").write_text(TYPESCRIPT, encoding="utf-8")
    options = {**OPTIONS, "typeRoots": [str(package / "node_modules/@types")]}
    settings = {"compilerOptions": options, "files": ["consumer.ts"]}
    (project / "tsconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    tsc = str(package / "node_modules/typescript/bin/tsc")
    node = tool("node")
    checked = subprocess.run([node, tsc], cwd=project, capture_output=True, text=True, check=False)
    assert (checked.stdout, checked.returncode) == ("", 0)
    done = subprocess.run(
        [node, "consumer.js"], cwd=project, capture_output=True, text=True, check=False
    )
    assert done.stdout.splitlines() == [
        "ONLINE_SUBMITTED 杭州XX网络科技有限公司 sarif",
        "registration failed, 1 problem true",
    ], done.stderr


def test_command_of_the_project(project: Path, tool: Tool) -> None:
    shutil.copy(VALID, project / "registration.json")
    command = [tool("npx"), "--no-install", "swschema", "validate", "registration.json"]
    done = subprocess.run(
        [*command, "--lang", "en"], cwd=project, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.returncode) == ("registration.json: registration (JSON) passed\n", 0)


def test_whole_kit_is_judged_right_with_its_rules(project: Path, tool: Tool) -> None:
    shutil.copy(SAMPLES / "adapters/javascript/adapter.mjs", project)
    command = shlex.join([tool("node"), str(project / "adapter.mjs")])
    done = subprocess.run(
        [sys.executable, "-m", "swschema", "conformance", "run", "--format", "json",
         "--level", "rules", "--command", command],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr
    score = json.loads(done.stdout)
    counts = [score["verdicts"], *score["aspects"].values()]
    assert len(counts) == 4
    assert all(each["right"] == each["total"] > 1000 for each in counts), counts
